namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>All that can be changed in a pair.</summary>
internal static class PairChangeSet
{
    public static IReadOnlyList<PairChange> All { get; } =
    [
        .. KeyChoiceChanges.All, .. RsaNumberChanges.All, .. EcNumberChanges.All, .. EncodingChanges.All,
        .. BlockChanges.All, .. TextChanges.All,
    ];
}
