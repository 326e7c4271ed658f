namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The certificate is not for the name that the API server asks for.</summary>
internal static class NameTexts
{
    private const string Wanted = "but wanted to match ";

    private const string Later = "names are checked before trust: once the name is right, the CA bundle may turn out to be wrong, too";

    public static readonly ValueList<KnownText> All =
    [
        new("certificate is valid for ", Mismatch),
        new("is not valid for any names", NoName),
        new("legacy Common Name field", CommonName),
        new("doesn't contain any IP SANs", NoAddress),
    ];

    private static ErrorMeaning Mismatch(ReportedError error)
    {
        var served = ServedNames.Read(error.Tail);
        var facts = $"the certificate that answered is for {served.Shown}; the API server asked for {served.Asked}";
        var reissue = Advice.Rotate(error, $"issue a certificate for {served.Asked}");
        if (served.IsByAddress)
        {
            return new(
                $"{facts}, an IP address: only IP addresses in the certificate count then",
                ["san-mismatch", "url-and-service-risk", "served-wrong-name"],
                [Advice.Inspect(error), "look at clientConfig.url of the webhook"],
                [reissue, "or call the webhook by a name or by its Service instead of an IP address"]);
        }

        if (served.HasOtherForms)
        {
            return new(
                $"{facts}: it has other forms of this Service's name only, and the API server asks for SERVICE.NAMESPACE.svc and nothing "
                + "else",
                ["san-mismatch", "pod-serves-old-certificate", "served-wrong-name"],
                [Advice.Inspect(error), Later],
                [reissue]);
        }

        if (served.OtherService is var (name, place))
        {
            return OtherService(error, facts, reissue, $"Service {place}/{name}");
        }

        return new(
            served.IsNode
                ? $"{facts}; it looks like the certificate of a node: the kubelet or a load balancer answered in place of the webhook"
                : $"{facts}; it was made for another name, or somebody else answered",
            ["san-mismatch", "selector-too-broad", "pod-serves-old-certificate", "replicas-disagree", "served-wrong-name"],
            [Advice.Inspect(error), Advice.Endpoints(error, "see whether every address is a pod of the webhook"), Later],
            served.IsNode
                ? ["give the webhook a port of its own: on the host's network, or on Fargate, 10250 is the kubelet's", reissue]
                : [reissue, "or make the Service select the webhook's pods only"]);
    }

    private static ErrorMeaning OtherService(ReportedError error, string facts, string reissue, string other) => new(
        $"{facts}; so the Service may have been renamed or moved and the old certificate kept, or a pod of another workload, the one "
        + $"behind {other}, answered",
        ["san-mismatch", "selector-too-broad", "pod-serves-old-certificate", "replicas-disagree", "served-wrong-name"],
        [
            $"does {other} exist, now or before an upgrade?",
            Advice.Endpoints(error, "see whether every address is a pod of the webhook"),
            Advice.Inspect(error),
            Later,
        ],
        [
            $"where the Service was renamed or moved, {reissue}",
            "where another workload answers, make the selector of the Service match the webhook's pods only (for example by "
            + "app.kubernetes.io/name and instance)",
        ]);

    private static ErrorMeaning NoName(ReportedError error)
    {
        var at = error.Tail.IndexOf(Wanted, StringComparison.Ordinal);
        var asked = at < 0 ? "the Service's name" : error.Tail[(at + Wanted.Length)..];
        return new(
            $"the certificate that answered has no DNS name in its subject alternative names, and the API server asked for {asked}",
            ["san-missing", "san-mismatch", "pod-serves-old-certificate", "served-wrong-name"],
            [Advice.Inspect(error), "an IP address or a common name in the certificate does not help: only DNS names count"],
            [Advice.Rotate(error, $"issue a certificate for {asked}")]);
    }

    private static ErrorMeaning CommonName(ReportedError error) => new(
        "the certificate has its name in the common name (CN) only; since Kubernetes 1.19 it has to stand in the subject alternative names",
        ["san-missing", "pod-serves-old-certificate", "served-wrong-name"],
        [Advice.Inspect(error)],
        [
            Advice.Rotate(error, "issue the certificate anew, with the name as subject alternative name"),
            "GODEBUG=x509ignoreCN=0 on the API server was a way out up to Kubernetes 1.22 only",
        ]);

    private static ErrorMeaning NoAddress(ReportedError error) => new(
        "the webhook is called by an IP address, and the certificate has none",
        ["san-mismatch", "url-and-service-risk", "served-wrong-name"],
        [Advice.Inspect(error), "look at clientConfig.url of the webhook"],
        [
            Advice.Rotate(error, "issue a certificate with that IP address"),
            "or call the webhook by a name or by its Service instead of an IP address",
        ]);
}
