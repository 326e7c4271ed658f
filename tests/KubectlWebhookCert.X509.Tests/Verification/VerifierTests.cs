using System.Text;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Verification;

/// <summary>The shape of a verdict. That it is Go's, case by case, is what the oracle shows.</summary>
public sealed class VerifierTests
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private static readonly Validity Past = new(Issue.Now.AddYears(-2), Issue.Now.AddDays(-1));
    private static readonly Validity Future = new(Issue.Now.AddDays(1), Issue.Now.AddYears(2));

    [Fact]
    public void A_leaf_signed_by_an_anchor_is_accepted()
    {
        var authority = Draft.Authority().Sign();
        var leaf = Draft.Leaf(authority).Sign();

        Assert.Equal([[leaf, authority]], Chains(Verify([authority], [leaf])));
    }

    [Fact]
    public void Every_chain_is_found_the_shortest_first()
    {
        var root = Draft.Authority("root").Sign();
        var crossed = Draft.Authority("CA") with { Issuer = root, Key = Draft.OtherKey };
        var intermediate = crossed.Sign();
        var anchor = (crossed with { Issuer = null, IssuerKey = Draft.OtherKey }).Sign();
        var leaf = (Draft.Leaf(intermediate) with { IssuerKey = Draft.OtherKey }).Sign();

        Assert.Equal([[leaf, anchor], [leaf, intermediate, root]], Chains(Verify([root, anchor], [leaf, intermediate])));
    }

    [Fact]
    public void A_leaf_that_is_an_anchor_needs_no_authority()
    {
        var leaf = (Draft.Leaf(Draft.Authority().Sign()) with { IssuerKey = Draft.OtherKey }).Sign();

        Assert.Equal([[leaf]], Chains(Verify([leaf], [leaf])));
    }

    [Fact]
    public void Says_everything_that_is_wrong_in_the_order_in_which_it_would_come_up()
    {
        var authority = (Draft.Authority() with { Validity = Past }).Sign();
        var leaf = (Draft.Leaf(authority, Draft.Names("other.ns.svc"), ExtensionWriter.ExtendedKeyUsage([ClientAuth])) with
        {
            Validity = Past,
        }).Sign();

        var refused = Refused(Verify([authority], [leaf]));

        Assert.IsType<Reason.Expired>(refused.Reason);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: "
                + "current time 2030-06-01T00:00:00Z is after 2030-05-31T00:00:00Z",
            refused.Text);
        Assert.Equal(
            [
                new Reason.NameMismatch(leaf, Draft.Host)
                {
                    Text = "tls: failed to verify certificate: x509: certificate is valid for other.ns.svc, not hook.ns.svc",
                },
                new Reason.Expired(authority) { Text = refused.Text },
                new Reason.IncompatibleUsage(leaf)
                {
                    Text = "tls: failed to verify certificate: x509: certificate specifies an incompatible key usage",
                },
            ],
            refused.Further);
    }

    [Fact]
    public void A_missing_issuer_hides_nothing_about_the_leaf()
    {
        var leaf = Draft.Leaf(Draft.Authority().Sign(), Draft.Names(Draft.Host), ExtensionWriter.ExtendedKeyUsage([ClientAuth])).Sign();

        var refused = Refused(Verify([Draft.Authority("other").Sign()], [leaf]));

        Assert.Equal(new Reason.UnknownAuthority(leaf, null, "", null) { Text = refused.Text }, refused.Reason);
        Assert.IsType<Reason.IncompatibleUsage>(Assert.Single(refused.Further));
    }

    [Fact]
    public void A_namesake_with_another_key_is_the_hint()
    {
        var namesake = (Draft.Authority() with { Key = Draft.OtherKey, IssuerKey = Draft.OtherKey }).Sign();
        var leaf = Draft.Leaf(Draft.Authority().Sign()).Sign();

        var refused = Refused(Verify([namesake], [leaf], "go1.19"));

        Assert.Equal(
            "x509: certificate signed by unknown authority (possibly because of \"x509: ECDSA verification failure\" "
                + "while trying to verify candidate authority certificate \"CA\")",
            refused.Text);
        var unknown = Assert.IsType<Reason.UnknownAuthority>(refused.Reason);
        Assert.Equal(namesake, unknown.Candidate);
        Assert.False(unknown.KeepsCandidate);
        Assert.Empty(refused.Further);
    }

    [Fact]
    public void An_issuer_that_may_not_sign_is_judged_on()
    {
        var authority = (new Draft("CA") { Validity = Future }).Sign();
        var leaf = Draft.Leaf(authority).Sign();

        var refused = Refused(Verify([authority], [leaf]));

        Assert.Contains("parent certificate cannot sign this kind of certificate", refused.Text, StringComparison.Ordinal);
        Assert.Equal(authority, Assert.IsType<Reason.NotYetValid>(Assert.Single(refused.Further)).Certificate);
    }

    [Fact]
    public void An_intermediate_has_to_be_an_authority_with_room_below_it()
    {
        byte[] noRoom = [0x30, 6, 1, 1, 0xff, 2, 1, 0];
        var root = new Draft("root") { Extensions = [Draft.Extension(ExtensionOids.BasicConstraints, true, noRoom)] }.Sign();
        var intermediate = (Draft.Authority("CA") with { Issuer = root }).Sign();
        var leaf = Draft.Leaf(intermediate).Sign();

        var refused = Refused(Verify([root], [leaf, intermediate]));

        Assert.Equal(root, Assert.IsType<Reason.TooManyIntermediates>(refused.Reason).Certificate);
    }

    [Theory]
    [InlineData("v1.36.2", "could not get REST client: unable to load root certificates: unable to parse bytes as PEM block")]
    [InlineData("v1.20.2", "tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    public void Newer_servers_refuse_a_bundle_that_holds_nothing(string server, string expected)
    {
        var leaf = Draft.Leaf(Draft.Authority().Sign(), Draft.Names("other.ns.svc"), ExtensionWriter.ExtendedKeyUsage([ClientAuth])).Sign();
        var request = Request([], [leaf], "go1.26.1") with { CaBundle = "garbage"u8.ToArray(), ServerName = "other.ns.svc" };

        var refused = Refused(Verifier.Verify(request with { Server = ApiServerVersion.Parse(server, "go1.26.1") }));

        Assert.Equal(expected, refused.Text);
        Assert.IsType<Reason.IncompatibleUsage>(Assert.Single(refused.Further));
    }

    [Theory]
    [InlineData("TRUSTED CERTIFICATE", "", "no valid certificate authority data seen")]
    [InlineData("TRUSTED CERTIFICATE", "text behind it\n", "unable to parse bytes as PEM block")]
    [InlineData("CERTIFICATE", "", "failed to parse certificate: x509: malformed certificate")]
    public void Says_of_a_bundle_what_client_go_says(string label, string behind, string expected)
    {
        byte[] bundle = [.. Make.Pem(label, [5, 0]), .. Encoding.ASCII.GetBytes(behind)];

        var refused = Refused(Verifier.Verify(Request([], [], "go1.26.1") with { CaBundle = bundle }));

        Assert.Equal(new Reason.BundleUnreadable(expected) { Text = refused.Text }, refused.Reason);
    }

    [Fact]
    public void An_empty_bundle_stands_for_the_roots_of_the_system()
    {
        var authority = Draft.Authority().Sign();
        var request = Request([], [Draft.Leaf(authority).Sign()], "go1.26.1");

        Assert.IsType<Reason.UnknownAuthority>(Refused(Verifier.Verify(request)).Reason);
        Assert.IsType<VerificationResult.Accepted>(Verifier.Verify(request with { SystemRoots = CertificatePem.Write(authority) }));
    }

    [Fact]
    public void Nothing_is_said_about_a_leaf_that_cannot_be_read_or_was_not_sent()
    {
        var malformed = Refused(Verifier.Verify(Request([], [], "go1.26.1") with { Presented = [new byte[] { 5, 0 }] }));
        var missing = Refused(Verifier.Verify(Request([], [], "go1.26.1")));

        Assert.Equal("tls: failed to parse certificate from server: x509: malformed certificate", malformed.Text);
        Assert.IsType<Reason.NothingPresented>(missing.Reason);
        Assert.Empty(malformed.Further.AddRange(missing.Further));
    }

    [Theory]
    [InlineData("go1.23.9", null)]
    [InlineData("go1.24.1", "tls: failed to verify certificate: x509: no valid chains built: all candidate chains have invalid policies")]
    [InlineData("go1.26.1", "tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains with invalid policies")]
    public void A_demanded_policy_counts_since_1_24(string go, string? expected)
    {
        byte[] demanded = [0x30, 3, 0x80, 1, 0];
        var root = Draft.Authority("root").Sign();
        var intermediate = (Draft.Authority("CA", Draft.Extension(ExtensionOids.PolicyConstraints, false, demanded)) with { Issuer = root }).Sign();
        var leaf = Draft.Leaf(intermediate).Sign();

        var result = Verify([root], [leaf, intermediate], go);

        Assert.Equal(expected, (result as VerificationResult.Refused)?.Text);
    }

    [Theory]
    [InlineData("go1.19.8")]
    [InlineData("go1.27.1")]
    public void A_constrained_authority_signs_only_for_its_names(string go)
    {
        var constraints = Draft.Extension(ExtensionOids.NameConstraints, true, [0x30, 15, 0xa0, 13, 0x30, 11, 0x82, 9, .. ".test.svc"u8]);
        var authority = Draft.Authority("CA", constraints).Sign();

        var refused = Refused(Verify([authority], [Draft.Leaf(authority).Sign()], go));

        Assert.EndsWith(
            "x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \"hook.ns.svc\" is not permitted by any constraint",
            refused.Text,
            StringComparison.Ordinal);
        Assert.IsType<Reason.NameNotPermitted>(refused.Reason);
        Assert.Empty(refused.Further);
    }

    [Fact]
    public void A_critical_extension_that_only_newer_Go_handles_is_refused_by_older()
    {
        var extension = Draft.Extension(ExtensionOids.InhibitAnyPolicy, true, 2, 1, 5);
        var authority = Draft.Authority().Sign();
        var leaf = Draft.Leaf(authority, Draft.Names(Draft.Host), extension).Sign();

        Assert.IsType<VerificationResult.Accepted>(Verify([authority], [leaf], "go1.24.0"));
        var unhandled = Assert.IsType<Reason.UnhandledCriticalExtension>(Refused(Verify([authority], [leaf], "go1.23.0")).Reason);
        Assert.Equal([ExtensionOids.InhibitAnyPolicy], unhandled.Oids);
    }

    [Fact]
    public void A_purpose_may_be_missing_from_no_certificate_of_the_chain()
    {
        var authority = Draft.Authority("CA", ExtensionWriter.ExtendedKeyUsage([ClientAuth])).Sign();
        var leaf = Draft.Leaf(authority, Draft.Names(Draft.Host), ExtensionWriter.ExtendedKeyUsage([ServerAuth])).Sign();

        Assert.IsType<Reason.IncompatibleUsage>(Refused(Verify([authority], [leaf])).Reason);
    }

    [Fact]
    public void Both_ends_of_a_validity_period_belong_to_it()
    {
        var authority = Draft.Authority().Sign();
        var leaf = Draft.Leaf(authority).Sign();
        var request = Request([authority], [leaf], "go1.26.1");

        Assert.IsType<VerificationResult.Accepted>(Verifier.Verify(request with { At = leaf.NotBefore }));
        Assert.IsType<VerificationResult.Accepted>(Verifier.Verify(request with { At = leaf.NotAfter }));
        Assert.IsType<Reason.NotYetValid>(Refused(Verifier.Verify(request with { At = leaf.NotBefore.AddTicks(-1) })).Reason);
        Assert.IsType<Reason.Expired>(Refused(Verifier.Verify(request with { At = leaf.NotAfter.AddTicks(1) })).Reason);
    }

    private static VerificationRequest Request(Certificate[] bundle, Certificate[] presented, string go) => new(
        CertificatePem.Write(bundle),
        [.. presented.Select(certificate => certificate.Raw)],
        Draft.Host,
        Issue.Now,
        ApiServerVersion.Parse("v1.36.2", go));

    private static VerificationResult Verify(Certificate[] bundle, Certificate[] presented, string go = "go1.26.1") =>
        Verifier.Verify(Request(bundle, presented, go));

    private static VerificationResult.Refused Refused(VerificationResult result) => Assert.IsType<VerificationResult.Refused>(result);

    private static Certificate[][] Chains(VerificationResult result) =>
        [.. Assert.IsType<VerificationResult.Accepted>(result).Chains.Select(chain => chain.ToArray())];
}
