using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Turns an inventory into the JSON contract.</summary>
public static class InspectionDocumentBuilder
{
    /// <summary><c>apiVersion</c> of everything this program prints as JSON or YAML.</summary>
    public const string ApiVersion = "kubectl-webhook-cert/v1";

    /// <summary>The document of one inspection that asked no endpoint.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="now">UTC; the instant that states are judged at.</param>
    public static InspectionDocument Build(Inventory inventory, DateTimeOffset now) => Build(inventory, ServedCertificates.None, now);

    /// <summary>The document of one inspection.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC; the instant that states are judged at.</param>
    public static InspectionDocument Build(Inventory inventory, ServedCertificates served, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        return new InspectionDocument(
            ApiVersion,
            "Inspection",
            Facts.Instant(now),
            [.. inventory.Configurations.Select(configuration => Describe(configuration, served, now))],
            [.. inventory.Unreadable.Select(DocumentParts.Of)]);
    }

    private static InspectionDocument.Item Describe(WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now) => new(
        configuration.Resource.ApiVersion,
        configuration.Resource.Kind,
        configuration.Resource.Name,
        configuration.Resource.Json.Properties("metadata", "labels").ToDictionary(label => label.Name, label => label.Value.ToString()),
        Describe(configuration.Owner),
        [.. configuration.Keepers.Select(keeper => new InspectionDocument.Keeper(keeper.Code, keeper.Name, keeper.Evidence))],
        [.. configuration.Webhooks.Select(webhook => Describe(webhook, served, now))]);

    private static InspectionDocument.Entry Describe(Webhook webhook, ServedCertificates served, DateTimeOffset now) => new(
        webhook.Name,
        webhook.Index,
        WebhookState.Of(webhook, now),
        webhook.FailurePolicy,
        webhook.TimeoutSeconds,
        webhook.InsecureSkipTlsVerify,
        DocumentParts.Of(webhook.Calls),
        new InspectionDocument.Bundle(
            webhook.CaBundle.Bytes.Length,
            [.. webhook.CaBundle.Certificates.Select(Describe)],
            webhook.CaBundle.Problems),
        webhook.Service is null ? null : Describe(webhook, webhook.Service, served),
        [.. webhook.ServingSecrets.Select(Describe)],
        Describe(webhook.Owner),
        webhook.Service is null ? ProbePlan.Of(webhook).Select(place => Describe(served.Find(place.Request))).FirstOrDefault() : null);

    private static InspectionDocument.Ownership Describe(OwnerMark owner) =>
        new(owner.Code, owner.Name, DocumentParts.Of(owner.Source), owner.Evidence);

    private static InspectionDocument.Service Describe(Webhook webhook, WebhookService service, ServedCertificates served) => new(
        service.Ref.Namespace ?? string.Empty,
        service.Ref.Name,
        Describe(service.Presence),
        Describe(service.EndpointsPresence),
        [
            .. service.Endpoints.Select(endpoint => new InspectionDocument.ServiceEndpoint(
                endpoint.Address,
                endpoint.Port,
                endpoint.Ready,
                endpoint.Terminating,
                DocumentParts.Of(endpoint.Pod),
                DocumentParts.Of(endpoint.Workload),
                ProbePlan.Of(webhook, endpoint) is { } request ? Describe(served.Find(request)) : null)),
        ]);

    private static InspectionDocument.Answer? Describe(ProbedEndpoint? probed) => probed is null ? null : new InspectionDocument.Answer(
        probed.Way is { } way ? ProbeWords.Code(way) : null,
        (probed.Answer as ProbeAnswer.Presented)?.Protocol,
        (probed.Answer as ProbeAnswer.Presented)?.AsksClientCertificate,
        [.. (probed.Answer as ProbeAnswer.Presented)?.Certificates.Select(Describe) ?? []],
        ProbeWords.Problem(probed.Answer));

    private static InspectionDocument.StoredSecret Describe(ServingSecret secret) => new(
        secret.Ref.Namespace,
        secret.Ref.Name,
        Describe(secret.Presence),
        secret.Resource?.Json.Text("type"),
        secret.FoundBy,
        secret.Content?.Leaf is { } leaf ? Describe(leaf) : null,
        [
            .. (secret.Content?.Authorities ?? []).Select(authority =>
                new InspectionDocument.Authority(authority.CertificateKey, Describe(authority.Certificate))),
        ],
        secret.Content?.AuthorityKey,
        secret.Content?.EmptyKeys ?? [],
        secret.Content?.Problems ?? []);

    private static InspectionDocument.Leaf Describe(StoredLeaf leaf) => new(
        leaf.CertificateKey,
        Describe(leaf.Certificate),
        [.. leaf.Chain.Select(Describe)],
        leaf.PrivateKeyKey,
        leaf.PrivateKey?.Kind.ToString(),
        leaf.PrivateKey?.Encoding.ToString());

    private static InspectionDocument.X509Certificate Describe(Certificate certificate) => new(
        certificate.Subject.ToString(),
        certificate.Issuer.ToString(),
        certificate.SerialHex,
        Facts.Instant(certificate.NotBefore),
        Facts.Instant(certificate.NotAfter),
        certificate.Sha256,
        certificate.IsCa,
        certificate.PublicKey.ToString(),
        certificate.PublicKey.SizeInBits,
        certificate.SignatureAlgorithm.ToString(),
        certificate.AlternativeNames.DnsNames,
        [.. certificate.AlternativeNames.Addresses.Select(address => address.ToString())]);

    private static string Describe(Presence presence) => presence switch
    {
        Presence.Found => "found",
        Presence.Missing => "missing",
        _ => "unknown",
    };
}
