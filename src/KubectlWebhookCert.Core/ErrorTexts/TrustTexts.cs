namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Nothing in the CA bundle vouches for the certificate.</summary>
internal static class TrustTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("possibly because of ", Hinted),
        new("certificate signed by unknown authority", error => error.Form == ReportedForm.Bare ? Untold(error) : Unknown(error)),
        new("failed to load system roots and no roots provided", NoRoots),
    ];

    // who writes bundle or Secret so that the two no longer belong together
    private static readonly ValueList<string> Writers =
        ["secret-emptied", "gitops-overwrites", "owner-conflict", "helm-regenerates", "configuration-shared"];

    // pods that do not serve what is stored
    private static readonly ValueList<string> Served = ["pod-serves-old-certificate", "replicas-disagree", "served-untrusted"];

    private static ErrorMeaning Hinted(ReportedError error) => AuthorityHint.Read(error.Tail) switch
    {
        null => Unknown(error),
        { Reason: var reason } hint
            when Says(reason, "verification error") || Says(reason, "verification failure") => OtherKey(error, hint),
        { Reason: var reason } hint when Says(reason, "cannot sign this kind of certificate") => NoAuthority(error, hint),
        { Reason: var reason } hint when Says(reason, "insecure algorithm") => KeyTexts.Weak(error, $"a certificate under {hint.Shown}"),
        { Reason: var reason } when Says(reason, "-bit keys are insecure") => KeyTexts.Short(error),
        { Reason: var reason } hint when Says(reason, "has expired or is not yet valid") => OutOfDate(error, hint),
        { } hint => Other(error, hint),
    };

    private static ErrorMeaning OtherKey(ReportedError error, AuthorityHint hint) => new(
        $"the CA bundle has a certificate of the right name, {hint.Shown}, with another key than the one that signed the certificate that "
        + "answered; "
        + "so a CA was made anew under the same name, and bundle, Secret and pods are not all of one generation",
        ["ca-same-name-other-key", .. Writers, "secret-mounted-subpath", .. Served],
        [
            Advice.Inspect(error, "see which of bundle, Secret and pods is old, by the fingerprints"),
            "with several replicas each may have made a CA of its own: the error then comes and goes",
        ],
        [
            Advice.Restart(error, "where the pods are old, restart them"),
            "where the bundle is old, put the CA of the Secret into it (the owner named by inspect does so when it is restarted)",
            Advice.Rotate(error, "or make all of them anew together"),
        ]);

    private static ErrorMeaning NoAuthority(ReportedError error, AuthorityHint hint) => new(
        $"the CA bundle has {hint.Shown}, which may not sign certificates (it is no CA), and which is not the certificate that answered; "
        + "a certificate that signs itself is renewed by a stranger: bundle and pods hold different ones",
        ["ca-not-authorized", "ca-same-name-other-key", "ca-mismatch", .. Writers, "secret-mounted-subpath", .. Served],
        [Advice.Inspect(error, "compare the certificate in the bundle with those stored and served, by the fingerprints")],
        [
            Advice.Restart(error, "where the Secret holds the one of the bundle, restart the pods that serve an older one"),
            Advice.Rotate(error, "issue the certificate under a real CA"),
            "with cert-manager: use a CA issuer instead of a selfSigned one",
        ]);

    private static ErrorMeaning OutOfDate(ReportedError error, AuthorityHint hint) => new(
        $"the CA that would vouch for the certificate, {hint.Shown}, is out of date: {hint.Reason}",
        ["ca-expired", "intermediate-expired", "ca-not-yet-valid"],
        [Advice.Inspect(error, "see how long each CA is valid")],
        [Advice.Rotate(error, "renew the CA")]);

    private static ErrorMeaning Other(ReportedError error, AuthorityHint hint) => new(
        $"nothing in the CA bundle vouches for the certificate that answered; {hint.Shown} was tried and refused: {hint.Reason}",
        ["ca-mismatch", "ca-not-authorized", "ca-same-name-other-key", .. Writers, .. Served],
        [Advice.Inspect(error), Advice.Validate(error)],
        [Advice.Rotate(error, "make certificate and bundle anew together")]);

    private static ErrorMeaning Unknown(ReportedError error) => new(
        $"the CA bundle has no certificate of the name that issued the certificate of {Advice.Called(error)}: the bundle is empty or "
        + "another's, "
        + "an intermediate is not served, or the CA was not injected yet",
        ["ca-mismatch", "ca-bundle-empty", "chain-incomplete", "ca-bundle-unreadable", .. Writers, "selector-too-broad", .. Served],
        [
            Advice.Inspect(error, "compare the issuer of the certificate with the subjects in the bundle"),
            "before Kubernetes 1.23 a bundle that cannot be read gives this error, too",
            "an empty bundle means the roots of the API server's own image, which rarely know a webhook",
        ],
        [
            "put the CA that issued the certificate into the bundle, or let its owner do so (cert-manager's cainjector, the operator "
            + "itself)",
            "where an intermediate is missing, serve it after the certificate",
            Advice.Rotate(error, "or make certificate and bundle anew together"),
        ]);

    // who called, and whom, is not in the text: kubectl, a kubelet or a pod may not trust an API server
    private static ErrorMeaning Untold(ReportedError error)
    {
        var known = Unknown(error);
        return known with
        {
            Means = $"whoever called has no CA that vouches for the certificate of {Advice.Called(error)}: it holds an old CA, none, or another's",
            Codes = [.. known.Codes, "trust-missing-ca", "trust-stale-ca"],
            Checks =
            [
                "see whether a kubeconfig still trusts the API server: kubectl webhook-cert validate kubeconfig/PATH",
                "see whether a ConfigMap still holds the CA: kubectl webhook-cert validate configmap/NAME -n NAMESPACE",
                .. known.Checks,
            ],
        };
    }

    private static ErrorMeaning NoRoots(ReportedError error) => new(
        "the CA bundle is empty, so the API server turned to the roots of its own machine, and could not load those either",
        ["ca-bundle-empty", "gitops-overwrites"],
        [Advice.Inspect(error, "see whether the bundle is empty")],
        [
            "put the CA that issued the certificate into the bundle, or let its owner do so (cert-manager's cainjector, the operator)",
        ]);

    private static bool Says(string reason, string words) => reason.Contains(words, StringComparison.Ordinal);
}
