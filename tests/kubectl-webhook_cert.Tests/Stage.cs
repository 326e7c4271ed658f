using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>Manifests of one webhook and what stands behind it, whole unless a test takes something away.</summary>
internal sealed record Stage
{
    private const string ServerName = "hook.web.svc";

    public DateTimeOffset AuthorityNotAfter { get; init; } = PluginRun.Now.AddYears(9);

    public DateTimeOffset LeafNotBefore { get; init; } = PluginRun.Now.AddDays(-30);

    public DateTimeOffset LeafNotAfter { get; init; } = PluginRun.Now.AddDays(300);

    public string LeafName { get; init; } = ServerName;

    public bool OtherAuthority { get; init; }

    public bool BundleIsEmpty { get; init; }

    public bool BundleIsGarbage { get; init; }

    public bool Service { get; init; } = true;

    /// <summary>Another Service of the namespace, read from a cluster: then one that is not here did not exist.</summary>
    public bool OtherService { get; init; }

    public bool Ready { get; init; } = true;

    public bool Secret { get; init; } = true;

    public bool TwoSecrets { get; init; }

    public bool ByUrl { get; init; }

    public bool InsecureApiService { get; init; }

    public string ToYaml()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority("CN=stage-ca", authorityKey);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = Leaf(authority, leafKey);
        using var stranger = Authority("CN=stranger", authorityKey);
        var bundle = this switch
        {
            { BundleIsEmpty: true } => string.Empty,
            { BundleIsGarbage: true } => Encode("Cg=="),
            { OtherAuthority: true } => Encode(stranger.ExportCertificatePem()),
            _ => Encode(authority.ExportCertificatePem()),
        };
        var data = $"  tls.crt: {Encode(leaf.ExportCertificatePem())}\n  tls.key: {Encode(leafKey.ExportPkcs8PrivateKeyPem())}\n";
        return string.Join("---\n", Manifests(bundle, data));
    }

    private IEnumerable<string> Manifests(string bundle, string data)
    {
        var client = ByUrl ? "    url: https://hooks.example.com/x" : "    service: {namespace: web, name: hook, path: /x}";
        yield return InsecureApiService
            ? "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.stage.example.com}\nspec:\n  group: stage.example.com\n"
                + "  version: v1\n  insecureSkipTLSVerify: true\n  service: {namespace: web, name: hook}\n"
            : "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: stage}\nwebhooks:\n"
                + $"- name: stage.example.com\n  clientConfig:\n    caBundle: '{bundle}'\n{client}\n";
        if (Service)
        {
            yield return "apiVersion: v1\nkind: Service\nmetadata: {namespace: web, name: hook}\nspec: {selector: {app: hook}, ports: [{port: 443, targetPort: 9443}]}\n";
        }

        if (OtherService)
        {
            yield return "apiVersion: v1\nkind: Service\nmetadata: {namespace: web, name: other, uid: 00000000-0000-4000-8000-000000000001}\nspec: {ports: [{port: 443}]}\n";
        }

        var condition = Ready ? "true" : "false";
        yield return "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {namespace: web, name: hook-1, labels: {kubernetes.io/service-name: hook}}\n"
            + $"addressType: IPv4\nports: [{{port: 9443}}]\nendpoints: [{{addresses: [10.0.0.1], conditions: {{ready: {condition}}}}}]\n";
        foreach (var name in (string[])[.. Secret ? ["hook-tls"] : Array.Empty<string>(), .. TwoSecrets ? ["hook-tls-2"] : Array.Empty<string>()])
        {
            yield return $"apiVersion: v1\nkind: Secret\nmetadata: {{namespace: web, name: {name}}}\ntype: kubernetes.io/tls\ndata:\n{data}";
        }
    }

    private X509Certificate2 Authority(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(PluginRun.Now.AddYears(-5), AuthorityNotAfter);
    }

    private X509Certificate2 Leaf(X509Certificate2 authority, ECDsa key)
    {
        var request = new CertificateRequest("CN=stage-leaf", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(LeafName);
        request.CertificateExtensions.Add(names.Build());
        // CertificateRequest.Create refuses a leaf that outlives its issuer, which is what some rows are about.
        var generator = X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey() ?? throw new InvalidOperationException("no key"));
        return request.Create(authority.SubjectName, generator, LeafNotBefore, LeafNotAfter, [1, 2, 3]);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
