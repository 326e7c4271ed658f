using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>AlgorithmIdentifier (RFC 5280 §4.1.1.2).</summary>
/// <param name="Oid">The algorithm, dotted.</param>
/// <param name="Parameters">Its parameters with their tag, empty where absent.</param>
internal readonly record struct AlgorithmIdentifier(string Oid, ReadOnlyMemory<byte> Parameters)
{
    public bool HasNullParameters => Parameters.Span is [5, 0];

    public bool HasNullOrNoParameters => Parameters.IsEmpty || HasNullParameters;

    public static AlgorithmIdentifier Read(DerElement sequence, List<ParserRefusal>? refusals = null)
    {
        var reader = sequence.Reader;
        var oid = reader.ReadObjectIdentifier("malformed OID", refusals);
        return new AlgorithmIdentifier(oid, reader.IsEmpty ? default : reader.ReadAny("malformed parameters").Whole);
    }
}
