using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What service-ca signs with, serves and injects between two replacements of its authority.</summary>
internal sealed class ServiceCaTrust
{
    private readonly RsaAuthority authority;
    private readonly IReadOnlyList<X509Certificate2> served;

    private ServiceCaTrust(RsaAuthority authority, IReadOnlyList<X509Certificate2> served, string bundlePem)
    {
        this.authority = authority;
        this.served = served;
        BundlePem = bundlePem;
    }

    public string BundlePem { get; }

    /// <summary>The authority's common name, which all that follow it bear too.</summary>
    public string Name => authority.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    public static ServiceCaTrust First()
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var name = string.Create(CultureInfo.InvariantCulture, $"openshift-service-serving-signer@{seconds}");
        var authority = new RsaAuthority(RsaAuthority.Name(name, null), Expiry);
        return new ServiceCaTrust(authority, [], authority.Pem);
    }

    /// <summary>Bundle: the new one, and the old one signed by it. Served with each leaf: the new one signed by the old.</summary>
    public ServiceCaTrust Next()
    {
        var next = new RsaAuthority(authority.Certificate.SubjectName, Expiry);
        var bundle = CertificatePem.Write([next.Certificate, next.CrossSign(authority)]);
        return new ServiceCaTrust(next, [authority.CrossSign(next)], bundle);
    }

    /// <summary>For two years, by the newest authority.</summary>
    public TestCertificate Issue(IReadOnlyList<string> names) =>
        authority.Issue(RsaAuthority.Name(names[0], null), names, DateTimeOffset.UtcNow.AddYears(2), served);

    private static DateTimeOffset Expiry => DateTimeOffset.UtcNow.AddMonths(26);
}
