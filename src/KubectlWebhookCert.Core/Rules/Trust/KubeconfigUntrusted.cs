using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.Trust;

/// <summary>kubeconfig-untrusted: what the kubeconfig's server presents is refused with the kubeconfig's CA.</summary>
internal static class KubeconfigUntrusted
{
    public static readonly Rule Rule = new(
        "kubeconfig-untrusted",
        Severity.Error,
        RuleGroup.Trust,
        "kubectl refuses the certificate of the server that the kubeconfig names",
        "The API server was asked for its certificate, and with the CA in the kubeconfig it is refused: Unable to connect to the server: tls: failed to "
        + "verify certificate. Mostly the server's CA was replaced and this copy of the kubeconfig did not follow; or the server is reached by a name or "
        + "an address that its certificate does not have; or something between here and the server answers in its place. Which of these it is has to be "
        + "known before another CA is trusted: compare the fingerprint with one that comes from the server's side.",
        [
            "see what the server presents: openssl s_client -showcerts -connect HOST:PORT",
            "compare it, on a control plane node, with the certificate there: openssl x509 -noout -fingerprint -sha256 -in FILE",
            "trust its CA beside the old one: kubectl webhook-cert adopt kubeconfig --ca-from apiserver --fingerprint SHA256, or --ca-from file/PATH",
            "reached by another name: kubectl config set-cluster NAME --tls-server-name=A_NAME_OF_THE_CERTIFICATE",
        ])
    {
        Source = "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        CheckTrust = Check,
    };

    // which roots a system has is not known
    private static Verdict Check(TrustFacts facts) => facts switch
    {
        { IsKubeconfig: false } or { TrustsSystemRoots: true } or { Store.ServerName: null } => Verdict.DoesNotApply,
        { Store.ServerProblem: { } why } => new Verdict.CannotTell($"its server could not be asked what it presents: {why}"),
        { Store: { Servers: [var server, ..], ServerName: { } name } } => Verdict.Of(facts.Refusals(server, name).Take(1).Select(reason => Refuses(facts, server, reason))),
        _ => Verdict.DoesNotApply,
    };

    private static Fault Refuses(TrustFacts facts, TrustSource server, Reason reason) =>
        facts.Fault($"the certificate of {server.Resource} is refused with the CA of context {facts.Store.Field}: {Verification.Words(reason)}") with
        {
            Evidence =
            [
                .. Facts.Of(server.Presented[0], "presented certificate"),
                .. server.Bundle.Certificates.Select(sent => new Evidence("its CA", $"{Facts.Subject(sent)} (sha256 {sent.Sha256}) is sent along")),
                .. facts.Store.Bundle.Certificates.Select(held => new Evidence("trusted", Facts.Short(held))),
                .. facts.Store.Bundle.Problems.Select(problem => new Evidence("unreadable", problem)),
            ],
            ApiServerText = reason.Text,
            Fix = Fix(facts, server, reason),
        };

    private static string Fix(TrustFacts facts, TrustSource server, Reason reason) => reason switch
    {
        Reason.NameMismatch or Reason.LegacyCommonName => $"reach it by a name of its certificate: {Facts.Names(server.Presented[0])}",
        Reason.Expired { Certificate: var expired } when expired.Equals(server.Presented[0]) =>
            "renew the API server's certificate; kubeadm: kubeadm certs renew apiserver, then restart it",
        _ when server.Bundle.Certificates.Count == 0 =>
            $"the server does not send its CA along: take it from where it was made: kubectl webhook-cert adopt kubeconfig/{facts.Store.Resource.Name} --ca-from file/PATH",
        _ => facts.MendFrom(server),
    };
}
