using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>What a rotation is about, as journals and backups keep it.</summary>
internal sealed record ScopeDocument(
    JsonElement Secret,
    IReadOnlyList<ScopeDocument.Place> Bundles,
    IReadOnlyList<ScopeDocument.Place> Sharing,
    IReadOnlyList<ScopeDocument.Call> Calls,
    IReadOnlyList<ScopeDocument.Reference> Workloads,
    ScopeDocument.Writer Owner,
    IReadOnlyList<IReadOnlyList<byte[]>> Served)
{
    internal sealed record Place(string Kind, string Configuration, string Webhook, int Index, string ServerName, byte[] CaBundle);

    internal sealed record Call(string Namespace, string Service, int Port);

    internal sealed record Reference(string Kind, string? Namespace, string Name);

    internal sealed record Writer(string Code, string Name, Reference? Source, string? InjectorVersion, bool InjectorMerges);
}
