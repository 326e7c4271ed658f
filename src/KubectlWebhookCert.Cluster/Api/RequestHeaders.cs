using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What every request says of itself: who asks, as whom, with which program.</summary>
/// <param name="config">The connection.</param>
/// <param name="version">This program's version.</param>
internal sealed class RequestHeaders(ClientConfig config, string version)
{
    /// <summary>What may stand in a header's name (RFC 9110 §5.6.2), without the percent sign that encodes the rest.</summary>
    private static readonly SearchValues<byte> NameCharacters =
        SearchValues.Create("!#$&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private readonly string userAgent = $"kubectl-webhook_cert/{version} ({SystemName}/{Architecture})";

    private static string SystemName =>
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsFreeBSD() ? "freebsd" : "linux";

    private static string Architecture => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
        System.Runtime.InteropServices.Architecture.S390x => "s390x",
        _ => "arm",
    };

    /// <summary>Adds them.</summary>
    /// <param name="headers">Of the request.</param>
    /// <param name="accept">Media types that the answer may have.</param>
    /// <param name="credential">Whose token or password goes along.</param>
    /// <exception cref="UsageException">A value cannot be a header.</exception>
    public void AddTo(HttpRequestHeaders headers, string accept, Credential credential)
    {
        Add(headers, "Accept", accept, "media type");
        Add(headers, "User-Agent", userAgent, "version");
        if (credential.Token is { Length: > 0 } token)
        {
            Add(headers, "Authorization", $"Bearer {token}", "bearer token");
        }
        else if (credential.Username is { Length: > 0 } user)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{credential.Password}"));
            Add(headers, "Authorization", $"Basic {pair}", "password");
        }

        if (config.Impersonate is { } other)
        {
            AddImpersonation(headers, other);
        }
    }

    private void AddImpersonation(HttpRequestHeaders headers, Impersonation other)
    {
        if (other.User is { Length: > 0 } user)
        {
            Add(headers, "Impersonate-User", user, "name of the user to act as");
        }

        if (other.Uid is { Length: > 0 } uid)
        {
            Add(headers, "Impersonate-Uid", uid, "uid to act as");
        }

        if (other.Groups.Count > 0)
        {
            Add(headers, "Impersonate-Group", string.Join(SeparateFields.Separator, other.Groups), "group to act as");
        }

        foreach (var field in other.Extra.GroupBy(
            pair => $"Impersonate-Extra-{Escape(pair.Name)}", pair => pair.Value, StringComparer.OrdinalIgnoreCase))
        {
            Add(headers, field.Key, string.Join(SeparateFields.Separator, field), "extra field to act with");
        }
    }

    private void Add(HttpRequestHeaders headers, string name, string value, string what)
    {
        if (value.AsSpan().ContainsAny('\r', '\n', '\0') || !headers.TryAddWithoutValidation(name, value))
        {
            throw new UsageException($"the {what} of {config.Source} holds characters that no request can carry", "kubectl config view --minify");
        }
    }

    private static string Escape(string key)
    {
        var escaped = new StringBuilder(key.Length);
        foreach (var letter in Encoding.UTF8.GetBytes(key))
        {
            _ = NameCharacters.Contains(letter)
                ? escaped.Append((char)letter)
                : escaped.Append(CultureInfo.InvariantCulture, $"%{letter:X2}");
        }

        return escaped.ToString();
    }
}
