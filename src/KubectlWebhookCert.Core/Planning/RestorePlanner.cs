using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What putting a backup back is planned from: where everything stands now, and how it was.</summary>
public static class RestorePlanner
{
    /// <summary>What moves together, as it stands now.</summary>
    /// <param name="backup">How it was.</param>
    /// <param name="secret">The serving Secret now.</param>
    /// <param name="bundles">The bundles now, in the order of the backup's; null where a place is gone.</param>
    /// <param name="served">What endpoints serve now, each chain once.</param>
    public static RotationScope ScopeNow(
        RotationScope backup, KubernetesObject secret, IReadOnlyList<CaBundle?> bundles, ValueList<ValueList<Certificate>> served)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(secret);
        return backup with
        {
            Secret = secret,
            Content = SecretContentReader.Read(secret),
            Original = SecretVersionReader.Read(secret),
            Bundles = [.. backup.Bundles.Zip(bundles).Where(pair => pair.Second is not null).Select(pair => pair.First with { Bundle = pair.Second! })],
            Sharing = [],
            Served = served,
        };
    }

    /// <summary>How it is to end: as it was.</summary>
    /// <param name="backup">How it was.</param>
    /// <param name="now">From <see cref="ScopeNow"/>.</param>
    public static RotationGoal Goal(RotationScope backup, RotationScope now)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(now);
        return new RotationGoal(
            backup.Original, [.. now.Bundles.Select(bundle => backup.Bundles.First(was => was.Place == bundle.Place))]);
    }
}
