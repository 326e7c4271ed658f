namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>All that can be wrong.</summary>
internal static class DefectSet
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        .. NameDefects.All, .. DateDefects.All, .. KeyDefects.All, .. SignatureDefects.All, .. FlagDefects.All, .. UsageDefects.All,
        .. ConstraintDefects.All, .. KeyIdDefects.All, .. PolicyDefects.All, .. BundleDefects.All, .. ChainDefects.All,
    ];

    /// <summary>Those that nothing comes of, taken alone.</summary>
    public static IReadOnlyList<Defect> Harmless { get; } = [.. All.Where(defect => defect.Expected == ReasonKind.Accepted)];

    /// <summary>Those that can be taken out of a case again.</summary>
    public static IReadOnlyList<Defect> Separable { get; } = [.. All.Where(defect => defect.Subject is not null)];
}
