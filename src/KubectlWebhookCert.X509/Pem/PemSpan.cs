using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>Where a block that can be read lies in the text.</summary>
/// <param name="Begin">Start of its BEGIN line.</param>
/// <param name="End">After its END line.</param>
/// <param name="Label">Its label.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Bytes">Its content.</param>
internal readonly record struct PemSpan(int Begin, int End, string Label, ImmutableArray<PemHeader> Headers, byte[] Bytes);
