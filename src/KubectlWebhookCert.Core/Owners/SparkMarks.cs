using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>What the generations of the Spark Operator share and what tells them apart.</summary>
internal static class SparkMarks
{
    private const string Domain = "sparkoperator.k8s.io";
    private const string Chart = "spark-operator-";
    private const string ChartLabel = "helm.sh/chart";
    private const string ServiceSuffix = "-webhook-svc";

    // the one name of each kind before 2.0; later ones are generated from the path
    private static readonly ValueList<string> FirstNames = [$"webhook.{Domain}", $"quotaenforcer.{Domain}"];

    /// <summary>A phrase where the webhook is the Spark Operator's of before 2.0, or null.</summary>
    public static string? First(OwnerContext context) => FirstNames.Contains(context.Entry.Name) ? Name(context) : null;

    /// <summary>A phrase where the webhook is the Spark Operator's of 2.0 or later, or null.</summary>
    public static string? Second(OwnerContext context) =>
        context.Entry.Name.Contains(Domain, StringComparison.Ordinal) && !FirstNames.Contains(context.Entry.Name) ? Name(context) : null;

    /// <summary>Whether the Service is called as from chart 1.4.0 on.</summary>
    public static bool HasLaterServiceName(OwnerContext context) =>
        context.Service?.Name.EndsWith(ServiceSuffix, StringComparison.Ordinal) is true;

    /// <summary>A phrase for the chart's version, or null where no object says it.</summary>
    public static string? ChartVersion(OwnerContext context) =>
        context.AnyLabel(ChartLabel, value => value.StartsWith(Chart, StringComparison.Ordinal));

    /// <summary>A phrase for the operator's image, or null where no pod or workload was read.</summary>
    public static string? Image(OwnerContext context) =>
        (context.Service?.Backends ?? [])
            .SelectMany(backend => backend.Spec.Items("containers"))
            .Select(container => container.Text("image"))
            .Where(image => image?.Contains("spark-operator", StringComparison.Ordinal) is true)
            .Select(image => $"image {image}")
            .FirstOrDefault();

    /// <summary>A phrase where the CA bundle holds the serving certificate itself, or null.</summary>
    public static string? LeafInBundle(OwnerContext context) =>
        context.Secret?.Content?.Leaf is { } leaf && context.CaBundle.Certificates.Contains(leaf.Certificate)
            ? "the CA bundle is the serving certificate itself"
            : null;

    /// <summary>A phrase where CA and leaf have one subject, as the hook Job of the first charts makes them, or null.</summary>
    public static string? SameSubject(OwnerContext context) =>
        context.Secret?.Content is { Leaf: { } leaf, Authorities: [var authority, ..] }
        && authority.Certificate.Subject.Equals(leaf.Certificate.Subject)
            ? $"CA and serving certificate of {context.Secret.Ref} have the same subject"
            : null;

    private static string Name(OwnerContext context) => $"webhook name {context.Entry.Name}";
}
