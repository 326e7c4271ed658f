using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

/// <summary>Chains of fixtures, and chains as text.</summary>
internal static class Chains
{
    /// <summary>Of everything that was judged.</summary>
    public static List<TrustChain> Of(ValidationResult result, ServedCertificates served) =>
        [.. result.Subjects.GroupBy(subject => subject.Resource).SelectMany(subjects => TrustChains.Of([.. subjects], served, result.Options.At))];

    /// <summary>Of one webhook, judged; nobody was asked.</summary>
    public static TrustChain Of(Hook hook) => Assert.Single(Of(Judged.Of(hook).Result, ServedCertificates.None));

    /// <summary>Of one webhook with two replicas, judged by what both serve.</summary>
    public static TrustChain Of(Hook hook, ProbeAnswer first, ProbeAnswer second)
    {
        var two = Serving.Replicas(hook);
        var served = Serving.Of(two.Build().Inspect(new Target.Everything()), request => request.Pod?.Name == Serving.Second ? second : first);
        return Assert.Single(Of(Serving.Judge(two, first, second).Result, served));
    }

    /// <summary>Of one webhook, at first sight.</summary>
    public static TrustChain Seen(Hook hook) =>
        Assert.Single(TrustChains.Of(Assert.Single(hook.Build().Inspect(new Target.Everything()).Configurations), ServedCertificates.None, Judged.Now));

    /// <summary>Each link in words: <c>Service web/hook selects Endpoints 1 endpoint</c>, then its marks.</summary>
    public static IEnumerable<string> Words(TrustChain chain) => chain.Links.Select(link =>
        $"{link.From.Kind} {link.Word} {link.To.Kind} {link.To.Name}{string.Concat(link.Marks.Select(mark => $" {mark.Severity}:{mark.Text}"))}");

    /// <summary>The kind of each marked link with its marks, then <c>webhook</c> with what is wrong with none.</summary>
    public static IEnumerable<string> Marks(TrustChain chain) =>
        chain.Links.SelectMany(link => link.Marks.Select(mark => $"{link.Kind} {mark.Text}"))
            .Concat(chain.Nodes[0].Marks.Select(mark => $"webhook {mark.Text}"));

    /// <summary>Many shapes: every healthy cluster, every odd hook below.</summary>
    public static List<TrustChain> Shapes()
    {
        var hook = Hook.Healthy;
        var other = Serving.Presents(hook.Ca.Leaf("CN=hook", 3, 9, null, "other.web.svc"));
        return
        [
            .. HealthyClusters.ByOwner.Values.SelectMany(cluster => Of(Judged.Of(cluster()).Result, ServedCertificates.None)),
            .. Of(Results.Mixed(), ServedCertificates.None),
            Of(hook),
            Of(hook with { Without = ["Service", "Pod", "EndpointSlice", "Secret", "Deployment"] }),
            Of(hook with { Without = ["Secret"] }),
            Of(hook with { Bundle = "garbage" }),
            Of(hook, other, Serving.Presents(Serving.Expired(hook))),
            Of(hook, Serving.Unreachable, Serving.Unasked),
        ];
    }
}
