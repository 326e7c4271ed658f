using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>What the rules say of a cluster.</summary>
internal sealed record Judged(ValidationResult Result)
{
    /// <summary>What "now" is in these tests.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DiscoveryOptions Reading = DiscoveryOptions.None with { ForRules = true };

    /// <summary>Every finding's code, causes before consequences.</summary>
    public IEnumerable<string> Codes => Result.All.Select(finding => finding.Rule.Code);

    /// <summary>The codes of warnings and errors.</summary>
    public IEnumerable<string> Alarms => Result.All.Where(finding => finding.Severity > Severity.Info).Select(finding => finding.Rule.Code);

    /// <summary>Everything that could not be judged: code and why.</summary>
    public IEnumerable<(string Code, string Why)> Unknowns => Result.Subjects
        .SelectMany(subject => subject.Unknowns)
        .SelectMany(unknown => unknown.Codes.Select(code => (code, unknown.Why)));

    public static Judged Of(
        FakeCluster cluster, Target? target = null, ApiServerVersion? server = null, DateTimeOffset? at = null, Func<ValidationOptions, ValidationOptions>? options = null, DiscoveryOptions? read = null)
    {
        var wanted = target ?? new Target.Everything();
        var reading = (read ?? DiscoveryOptions.None) with { ForRules = true };
        var snapshot = cluster.Gather(wanted, reading);
        var how = new ValidationOptions(at ?? Now, server ?? ApiServerVersion.Newest);
        return new Judged(Validator.Validate(
            snapshot,
            InventoryBuilder.Build(snapshot, wanted, reading),
            TrustStoreBuilder.Build(snapshot, wanted, reading),
            options is null ? how : options(how)));
    }

    /// <summary>What the rules say of objects that were read, whoever asked for them.</summary>
    public static Judged Of(ClusterSnapshot snapshot) => new(Validator.Validate(
        snapshot,
        InventoryBuilder.Build(snapshot, new Target.Everything(), Reading),
        [],
        new ValidationOptions(Now, ApiServerVersion.Newest)));

    public static Judged Of(Hook hook) => Of(hook.Build());

    public static Judged Of(TrustStore store, DateTimeOffset? at = null) => new(Validator.Validate(
        new ClusterSnapshot([], []), new Inventory([], []), [store], new ValidationOptions(at ?? Now, ApiServerVersion.Newest)));

    /// <summary>The one finding of a code, wherever it hangs.</summary>
    public Finding Finding(string code) => Assert.Single(Result.All, finding => finding.Rule.Code == code);
}
