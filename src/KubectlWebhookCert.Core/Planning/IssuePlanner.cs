using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Decides what to issue: the least that heals.</summary>
/// <param name="scope">What moves together.</param>
/// <param name="options">What the user wants.</param>
/// <param name="keepsAuthorityKey">Whether a new CA certificate is for the old key.</param>
/// <param name="now">The instant, UTC.</param>
public sealed class IssuePlanner(RotationScope scope, RotationOptions options, bool keepsAuthorityKey, DateTimeOffset now)
{
    // clocks differ; rotators date back
    private static readonly TimeSpan BackDate = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastDuration = TimeSpan.FromHours(1);

    // a CA that ends sooner would soon be found wanting itself
    private static readonly TimeSpan LeastAuthorityLeft = TimeSpan.FromDays(30);
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromDays(365);
    private static readonly TimeSpan DefaultAuthorityDuration = TimeSpan.FromDays(3650);

    private readonly StoredLeaf leaf = scope.Content.Leaf!;

    /// <summary>Whether the CA is to be replaced, and why, for people; null where the leaf alone is.</summary>
    public string? WhyNewAuthority =>
        options.ReplaceAuthority ? "as asked for"
        : scope.Content.AuthorityKey is null ? "the private key of the CA is not at hand"
        : scope.Authority is not { } authority ? "the CA that signed the certificate is not at hand"
        : authority.NotAfter < now + Least(Wanted, LeastAuthorityLeft) ? $"the CA ends on {Rules.Facts.Instant(authority.NotAfter)}"
        : null;

    private TimeSpan Wanted => options.Duration ?? Length(leaf.Certificate) ?? DefaultDuration;

    /// <summary>What to issue.</summary>
    /// <exception cref="IssuingException">Keys like the old ones are not made any more: <c>--key-algorithm</c> names others.</exception>
    public IssueRequest Plan()
    {
        var authority = WhyNewAuthority is null ? null : Authority();
        var end = now + Wanted;
        var limit = authority?.Validity.NotAfter ?? scope.Authority!.NotAfter;
        return new IssueRequest(
            leaf.Certificate,
            authority,
            options.KeyAlgorithm ?? KeyAlgorithm.Like(leaf.Certificate.PublicKey),
            Encoding(leaf.PrivateKey!.Encoding, options.KeyAlgorithm),
            [.. Names(), .. options.AdditionalNames],
            new Validity(now - BackDate, end < limit ? end : limit));
    }

    // a CA that another one signed cannot be cloned: nobody has the other's key
    private AuthorityRequest Authority()
    {
        if (keepsAuthorityKey && (scope.Content.AuthorityKey is null || scope.Authority is not { IsSelfIssued: true }))
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref} without a gap: {WhyNewAuthority}, and a new one is a gap: {scope.Owner.Name} holds one CA at a time",
                "choose a quiet time and add --allow-gap");
        }

        return new AuthorityRequest(
            scope.Authority is { IsSelfIssued: true, IsCa: true } original ? original : null,
            SubjectName.Create($"{scope.Services.Select(service => service.Name).FirstOrDefault("webhook")}-ca", null),
            options.KeyAlgorithm ?? KeyAlgorithm.Like((scope.Authority ?? leaf.Certificate).PublicKey),
            Encoding(AuthorityKeys.Read(scope)?.Encoding ?? leaf.PrivateKey!.Encoding, options.KeyAlgorithm),
            new Validity(now - BackDate, now + (options.AuthorityDuration ?? (scope.Authority is { } old ? Length(old) : null) ?? DefaultAuthorityDuration)))
        {
            KeepKey = keepsAuthorityKey,
        };
    }

    // some loaders take one encoding only; of another kind of key there may be no such encoding
    private static PrivateKeyEncoding Encoding(PrivateKeyEncoding old, KeyAlgorithm? wanted) =>
        (old, wanted?.Kind) switch
        {
            (PrivateKeyEncoding.Pkcs1, X509.Keys.PublicKeyKind.Ecdsa) => PrivateKeyEncoding.Sec1,
            (PrivateKeyEncoding.Sec1, X509.Keys.PublicKeyKind.Rsa) => PrivateKeyEncoding.Pkcs1,
            _ => old,
        };

    private IEnumerable<GeneralName> Names() =>
        from service in scope.Services
        from name in new[]
        {
            $"{service.Name}.{service.Namespace}.svc", service.Name, $"{service.Name}.{service.Namespace}", $"{service.Name}.{service.Namespace}.svc.cluster.local",
        }.Concat(scope.ServerNames)
        select CertificateNames.Parse(name);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // both ends of a validity count
    private static TimeSpan? Length(Certificate certificate) =>
        certificate.NotAfter - certificate.NotBefore is var length && length >= LeastDuration ? length : null;
}
