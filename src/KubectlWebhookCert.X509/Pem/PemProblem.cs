namespace KubectlWebhookCert.X509.Pem;

/// <summary>A part of a PEM text that yields nothing, and why.</summary>
/// <param name="Kind">Which problem.</param>
/// <param name="Ordinal">Which BEGIN of the text, from 1; 0 where it is about no BEGIN.</param>
/// <param name="Offset">Where, in bytes from the start of the text.</param>
/// <param name="Reason">One phrase, lower case, no full stop, nothing of what the text holds.</param>
public sealed record PemProblem(PemProblemKind Kind, int Ordinal, int Offset, string Reason)
{
    /// <summary>The phrase with its place: <c>block 2 at offset 1310: has no END line</c>.</summary>
    public override string ToString() =>
        Ordinal > 0 ? $"block {Ordinal} at offset {Offset}: {Reason}"
        : Kind is PemProblemKind.EndWithoutBegin ? $"offset {Offset}: {Reason}"
        : Reason;
}
