using System.Text.Json;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting;

/// <summary>What is served stands beside what is stored.</summary>
public sealed class InspectedServedTests
{
    private static readonly Hook Two = Serving.Replicas(Hook.Healthy);
    private static readonly ProbeAnswer Good = Serving.Presents(Hook.Healthy.StoredLeaf);

    [Fact]
    public void A_tree_has_each_certificate_once_with_those_who_serve_it() => Assert.Equal(
        [
            "served  2 endpoints of Deployment web/hook | asked by port-forward, TLS 1.3",
            $"        leaf for hook.web.svc | {Fingerprint(Hook.Healthy.StoredLeaf)}  until 2027-01-01 (213d)  2 of 2 endpoints (hook-5d4f8c7b9-x, hook-5d4f8c7b9-y)",
        ],
        Lines(Good, Good));

    [Fact]
    public void What_went_wrong_is_told_endpoint_by_endpoint() => Assert.Equal(
        [
            "served  2 endpoints of Deployment web/hook | asked by port-forward, TLS 1.3",
            $"        leaf for hook.web.svc | {Fingerprint(Hook.Healthy.StoredLeaf)}  until 2027-01-01 (213d)  1 of 2 endpoints (hook-5d4f8c7b9-x)",
            "        10.1.0.5:9443 pod hook-5d4f8c7b9-y | connection refused",
        ],
        Lines(Good, Serving.Unreachable));

    [Theory]
    [InlineData(false, false, "hook-5d4f8c7b9-y not ready")]
    [InlineData(false, true, "hook-5d4f8c7b9-y terminating")]
    public void One_that_calls_do_not_meet_is_marked(bool isReady, bool isTerminating, string expected)
    {
        var hook = Serving.Replicas(Hook.Healthy, secondIsReady: isReady);
        var slice = hook.Slice;
        hook = hook with
        {
            Slice = manifest => slice(manifest).With(json => json["endpoints"]![1]!["conditions"]!["terminating"] = isTerminating),
        };
        var inventory = hook.Build().Inspect(new Target.Everything());

        var tree = InspectionTree.Format(inventory, Serving.Of(inventory, _ => Good), Judged.Now, null);

        Assert.Contains($"2 of 2 endpoints (hook-5d4f8c7b9-x, {expected})", tree, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_certificates_are_two_lines() => Assert.Equal(3, Lines(Good, Serving.Presents(Serving.Expired(Hook.Healthy))).Length);

    [Fact]
    public void Why_nobody_could_be_asked_is_said_once() => Assert.Equal(
        ["served  2 endpoints of Deployment web/hook | not asked: no permission to create pods/portforward in namespace web"],
        Lines(Serving.Unasked, Serving.Unasked));

    [Fact]
    public void Where_nobody_was_asked_it_says_so() => Assert.Contains(
        "served  2 endpoints of Deployment web/hook",
        InspectionTree.Format(Two.Build().Inspect(new Target.Everything()), Judged.Now, null),
        StringComparison.Ordinal);

    [Fact]
    public void The_document_has_what_each_endpoint_serves()
    {
        var inventory = Two.Build().Inspect(new Target.Everything());
        var served = Serving.Of(inventory, request => request.Pod?.Name == Serving.First ? Good : Serving.Unreachable);
        var document = InspectionDocumentBuilder.Build(inventory, served, Judged.Now);

        var endpoints = document.Items[0].Webhooks[0].Service!.Endpoints;
        Assert.Equal(("port-forward", "TLS 1.3", false), (endpoints[0].Served!.Way, endpoints[0].Served!.Protocol, endpoints[0].Served!.AsksClientCertificate));
        Assert.Equal([Hook.Healthy.StoredLeaf.Certificate.Sha256], endpoints[0].Served!.Certificates.Select(certificate => certificate.Sha256));
        Assert.Equal(("connection refused", 0), (endpoints[1].Served!.Problem, endpoints[1].Served!.Certificates.Count));
        Assert.DoesNotContain(
            "\"served\"",
            JsonSerializer.Serialize(InspectionDocumentBuilder.Build(inventory, Judged.Now), ReportJson.Default.InspectionDocument),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_of_a_url_is_shown_too()
    {
        var inventory = new FakeCluster(Make.Validating("config", Make.EntryByUrl("v.example.com", "https://hooks.example.com/"))).Inspect(new Target.Everything());
        var served = Serving.Of(inventory, _ => Good, ProbeWay.Direct);

        Assert.Contains("served  hooks.example.com", InspectionTree.Format(inventory, served, Judged.Now, null), StringComparison.Ordinal);
        Assert.Contains("asked directly, TLS 1.3", InspectionTree.Format(inventory, served, Judged.Now, null), StringComparison.Ordinal);
        Assert.Equal("direct", InspectionDocumentBuilder.Build(inventory, served, Judged.Now).Items[0].Webhooks[0].Served!.Way);
    }

    private static string Fingerprint(Issued issued) => $"sha256:{issued.Certificate.Sha256[..12]}…";

    // the column of the notes depends on all lines: the gap is left out
    private static string[] Lines(ProbeAnswer first, ProbeAnswer second)
    {
        var inventory = Two.Build().Inspect(new Target.Everything());
        var served = Serving.Of(inventory, request => request.Pod?.Name == Serving.Second ? second : first);
        var lines = InspectionTree.Format(inventory, served, Judged.Now, null).TrimEnd().Split('\n');
        var start = Array.FindIndex(lines, line => line.Contains("served  ", StringComparison.Ordinal));
        var indent = lines[start].IndexOf("served", StringComparison.Ordinal);
        return [.. lines[start..].Select(line =>
        {
            var text = line[indent..];
            var gap = text.IndexOf("   ", 8, StringComparison.Ordinal);
            return gap < 0 ? text : $"{text[..gap]} | {text[gap..].TrimStart()}";
        })];
    }
}
