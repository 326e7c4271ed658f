using System.Net;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary><c>x509: certificate is valid for A, B, not C</c>, taken apart.</summary>
/// <param name="Names">The names in the certificate.</param>
/// <param name="Asked">The name that the API server asked for.</param>
internal sealed record ServedNames(ValueList<string> Names, string Asked)
{
    private const string For = "certificate is valid for ";
    private const string Not = ", not ";

    public static ServedNames Read(string tail)
    {
        var from = tail.IndexOf(For, StringComparison.Ordinal) + For.Length;
        var not = tail.LastIndexOf(Not, StringComparison.Ordinal);
        return not < from
            ? new ServedNames([tail[from..]], "")
            : new ServedNames(tail[from..not].Split(", ").ToValueList(), tail[(not + Not.Length)..]);
    }

    /// <summary>The names in words, a long list cut short.</summary>
    public string Shown => Names.Count <= 4 ? string.Join(", ", Names) : $"{string.Join(", ", Names.Take(4))} and {Names.Count - 4} more";

    /// <summary>Whether the call is by IP address: then only IP addresses in the certificate count.</summary>
    public bool IsByAddress => IPAddress.TryParse(Asked, out _);

    /// <summary>Another Service that the certificate is for.</summary>
    public ServiceName? OtherService =>
        DnsName.Service(Asked) is null
            ? null
            : Names.Select(name => DnsName.Service(name)).OfType<ServiceName>().FirstOrDefault(IsOther);

    /// <summary>Whether the certificate has the Service in forms that the API server does not ask for.</summary>
    public bool HasOtherForms => DnsName.Service(Asked) is var (name, place)
        && Names.Any(each => each == name || each == $"{name}.{place}" || each.StartsWith($"{name}.{place}.svc", StringComparison.Ordinal));

    /// <summary>Whether a node answers: the kubelet has a certificate for the host.</summary>
    public bool IsNode =>
        Names.Any(name => name.EndsWith(".internal", StringComparison.Ordinal) || name.StartsWith("ip-", StringComparison.Ordinal));

    private bool IsOther(ServiceName service) => service != DnsName.Service(Asked);
}
