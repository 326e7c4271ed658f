using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509;

/// <summary>Something in a certificate that Go's parser refuses in some versions, or refuses in other words. The certificate was read all the same.</summary>
public sealed class ParserRefusal
{
    private readonly Func<GoVersion, string?> judge;

    private ParserRefusal(Func<GoVersion, string?> judge) => this.judge = judge;

    /// <summary>What a release of Go says against it, for example <c>x509: negative serial number</c>; null where it reads it.</summary>
    /// <param name="version">The release.</param>
    public string? Judge(GoVersion version) => judge(version);

    /// <summary>Refused since a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="what">The words of crypto/x509 without <c>x509: </c>.</param>
    internal static ParserRefusal Since(GoChange change, string what) => new(version => change.IsIn(version) ? $"x509: {what}" : null);

    /// <summary>Refused since a change, in the words of another package.</summary>
    internal static ParserRefusal SinceElsewhere(GoChange change, string text) => new(version => change.IsIn(version) ? text : null);

    /// <summary>Refused until a change.</summary>
    internal static ParserRefusal Until(GoChange change, string what) => new(version => change.IsIn(version) ? null : $"x509: {what}");

    /// <summary>Refused as it may be: words without <c>x509: </c>, or null.</summary>
    internal static ParserRefusal When(Func<GoVersion, string?> judge) => new(version => judge(version) is { } what ? $"x509: {what}" : null);
}
