using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

/// <summary>The way of a call, and which link of it a finding breaks.</summary>
public sealed class TrustChainTests
{
    private static readonly Hook Hook = Hook.Healthy;
    private static readonly ProbeAnswer Good = Serving.Presents(Hook.StoredLeaf);

    [Fact]
    public void The_chain_goes_from_the_webhook_to_the_owner() => Assert.Equal(
        [
            "ValidatingWebhookConfiguration trusts CA bundle CN=hook-ca",
            "ValidatingWebhookConfiguration calls Service web/hook",
            "Service selects Endpoints 2 endpoints",
            "Endpoints serves Served and stored certificate for hook.web.svc",
            "CA bundle verifies Served and stored certificate for hook.web.svc",
            "Served and stored certificate stored in Secret web/hook-tls",
            "Secret written by? Owner none known",
        ],
        Chains.Words(Chains.Of(Hook, Good, Good)));

    [Fact]
    public void What_nobody_was_asked_about_is_not_known()
    {
        var links = Chains.Words(Chains.Of(Hook)).ToList();

        Assert.Contains("Endpoints serves? Stored certificate for hook.web.svc", links);
        Assert.Contains("CA bundle verifies Stored certificate for hook.web.svc", links);
    }

    [Fact]
    public void A_certificate_that_is_served_and_not_stored_is_another_one()
    {
        var chain = Chains.Of(Hook, Good, Serving.Presents(Serving.Expired(Hook)));
        var old = Assert.Single(chain.Nodes, node => node.Kind == "Served certificate");

        Assert.Contains("by 1 of 2 endpoints", old.Details);
        Assert.All(chain.Links.Where(link => link.Marks.Any(mark => mark.Text == "served-untrusted")), link => Assert.Equal(old.Key, link.To.Key));
        Assert.Contains("Verifies served-untrusted", Chains.Marks(chain));
        Assert.DoesNotContain(chain.Links, link => link.From.Key == old.Key);
    }

    [Fact]
    public void A_fault_is_marked_where_it_breaks_the_chain()
    {
        Assert.Equal(["Verifies san-mismatch"], Chains.Marks(Chains.Of(Hook with { Leaf = Hook.Ca.Leaf("CN=hook", 1, 2, null, "old.web.svc") })));
        Assert.Equal(["Verifies leaf-expired"], Chains.Marks(Chains.Of(Hook with { Leaf = Serving.Expired(Hook) })));
        Assert.Equal(["Verifies ca-mismatch"], Chains.Marks(Chains.Of(Hook with { Bundle = Issued.Ca("CN=stranger", 3).Pem })));
        Assert.Equal(["Trusts ca-bundle-unreadable"], Chains.Marks(Chains.Of(Hook with { Bundle = "garbage" })));
        Assert.Equal(["Calls service-missing"], Chains.Marks(Chains.Of(Hook with { Without = ["Service"] })).Where(mark => mark.StartsWith("Calls", StringComparison.Ordinal)));
        Assert.Equal(["StoredIn secret-missing"], Chains.Marks(Chains.Of(Hook with { Without = ["Secret"] })));
    }

    [Fact]
    public void What_shows_at_first_sight_is_marked_at_the_same_place()
    {
        Assert.Equal(["Verifies name mismatch"], Chains.Marks(Chains.Seen(Hook with { Leaf = Hook.Ca.Leaf("CN=hook", 1, 2, null, "old.web.svc") })));
        Assert.Equal(["Verifies leaf expired"], Chains.Marks(Chains.Seen(Hook with { Leaf = Serving.Expired(Hook) })));
        Assert.Equal(["Trusts CA bundle unreadable"], Chains.Marks(Chains.Seen(Hook with { Bundle = "garbage" })));
        Assert.Equal(["Calls service missing"], Chains.Marks(Chains.Seen(Hook with { Without = ["Service"] })));
        Assert.Equal(["StoredIn secret missing"], Chains.Marks(Chains.Seen(Hook with { Without = ["Secret"] })));
        Assert.Empty(Chains.Marks(Chains.Seen(Hook)));
    }

    // the configuration's own rules are about no link
    [Fact]
    public void Every_rule_but_those_of_the_configuration_breaks_a_link() => Assert.All(
        RuleSet.All.Where(rule => FindingMarks.LinkOf(rule) is null), rule => Assert.Equal(RuleGroup.Configuration, rule.Group));

    [Fact]
    public void Every_error_and_warning_is_marked_and_no_info() => Assert.All(
        HealthyClusters.ByOwner.Values.Select(cluster => Judged.Of(cluster()))
            .Concat([Judged.Of(Hook with { Without = ["Service", "Pod", "EndpointSlice", "Secret", "Deployment"] }), Judged.Of(Hook with { Bundle = "garbage" })]),
        judged => Assert.Equal(
            judged.Alarms.Distinct().Order(),
            Chains.Of(judged.Result, ServedCertificates.None)
                .SelectMany(chain => chain.Links.SelectMany(link => link.Marks).Concat(chain.Nodes[0].Marks))
                .Select(mark => mark.Text)
                .Distinct()
                .Order()));

    [Fact]
    public void A_finding_about_one_webhook_is_marked_once()
    {
        var result = Results.Mixed();
        var marks = Chains.Of(result, ServedCertificates.None).SelectMany(Chains.Marks).ToList();

        Assert.Equal(["Verifies san-mismatch", "Verifies ca-mismatch", "WrittenBy owner-conflict", "Trusts trust-stale-ca"], marks);
    }

    [Fact]
    public void Webhooks_that_go_the_same_way_share_a_chain()
    {
        var cluster = new FakeCluster(
            Make.Mutating(
                "guard",
                Make.Entry("a.example.com", "web/hook", Hook.Ca.Base64, path: "/a"),
                Make.Entry("b.example.com", "web/hook", Hook.Ca.Base64, path: "/b"),
                Make.Entry("c.example.com", "web/other", Hook.Ca.Base64, path: "/c")));
        var configuration = Assert.Single(cluster.Inspect(new Target.Everything()).Configurations);

        var chains = TrustChains.Of(configuration, ServedCertificates.None, Judged.Now).ToList();

        Assert.Equal(2, chains.Count);
        Assert.Contains("2 webhooks", chains[0].Nodes[0].Details);
        Assert.Contains("c.example.com", chains[1].Nodes[0].Details);
    }

    [Fact]
    public void The_host_of_a_URL_has_no_Service_and_no_Secret()
    {
        var chain = Chains.Seen(Hook with
        {
            Configuration = manifest => manifest.With(json =>
            {
                var client = json["webhooks"]![0]!["clientConfig"]!.AsObject();
                client.Remove("service");
                client["url"] = "https://hooks.example.com/x";
            }),
        });

        Assert.Contains("ValidatingWebhookConfiguration calls Host of a URL hooks.example.com", Chains.Words(chain));
        Assert.DoesNotContain(chain.Nodes, node => node.Part is ChainPart.Service or ChainPart.Secret or ChainPart.Owner);
    }
}
