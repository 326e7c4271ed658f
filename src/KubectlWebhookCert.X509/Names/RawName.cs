namespace KubectlWebhookCert.X509.Names;

/// <summary>A GeneralName (RFC 5280 §4.2.1.6) kept as it is.</summary>
/// <param name="Number">Its context tag: 0 otherName, 3 x400Address, 4 directoryName, 5 ediPartyName, 8 registeredID.</param>
/// <param name="Raw">The DER encoding with its tag.</param>
public sealed record RawName(int Number, ReadOnlyMemory<byte> Raw);
