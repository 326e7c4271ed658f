using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>What a PEM text holds.</summary>
/// <param name="Blocks">The blocks that Go reads, in order.</param>
/// <param name="Problems">What it passes over and why, in order; plain text around blocks is no problem. At most <see cref="PemReader.MostProblems"/> and one that counts the rest.</param>
public sealed record PemContent(ImmutableArray<PemBlock> Blocks, ImmutableArray<PemProblem> Problems);
