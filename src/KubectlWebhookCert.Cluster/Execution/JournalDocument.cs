using System.Text.Json;
using System.Text.Json.Serialization;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>A rotation under way, as its Secret in the cluster holds it: all that the same plan can be made of again, on any machine.</summary>
internal sealed record JournalDocument(
    string ApiVersion,
    DateTimeOffset Started,
    JournalDocument.Wishes Options,
    ScopeDocument Scope,
    JournalDocument.End? Goal,
    string Backup,
    int Completed)
{
    /// <summary>The version of this form.</summary>
    public const string Version = "kubectl-webhook-cert/v1";

    /// <summary>Set once it is being taken back: <see cref="Completed"/> then counts steps of the way back.</summary>
    public Return? Abort { get; init; }

    internal sealed record Wishes(bool KeepOldAuthority, double SettleSeconds, string Restart, bool AllowGap);

    /// <summary>What the Secret is to hold, and each bundle in the order of <see cref="ScopeDocument.Bundles"/>.</summary>
    internal sealed record End(IReadOnlyList<Entry> Data, IReadOnlyList<byte[]> Chain, IReadOnlyList<byte[]> Bundles)
    {
        /// <summary>Set where cert-manager is to issue from then on.</summary>
        public Given? Handover { get; init; }
    }

    /// <summary>What cert-manager is given, maybe with the private key of a CA.</summary>
    internal sealed record Given(ScopeDocument.Reference Issuer, JsonElement Certificate, IReadOnlyList<JsonElement> Made);

    internal sealed record Entry(string Key, byte[] Value);

    /// <summary>When it was decided to go back, and how many steps were done by then.</summary>
    internal sealed record Return(DateTimeOffset Started, int Completed);
}

/// <summary>What a backup holds.</summary>
internal sealed record BackupDocument(string ApiVersion, DateTimeOffset Taken, ScopeDocument Scope);

/// <summary>Reads and writes both.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalDocument))]
[JsonSerializable(typeof(BackupDocument))]
internal sealed partial class ExecutionJson : JsonSerializerContext;
