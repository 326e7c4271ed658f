using System.CommandLine;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>kubectl's connection flags, the same names and meanings.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string?> kubeconfig = Text("--kubeconfig", ValueNames.File, "Path to the kubeconfig file to use for CLI requests");
    private readonly Option<string?> context = Text("--context", ValueNames.Context, "The name of the kubeconfig context to use");
    private readonly Option<string?> cluster = Text("--cluster", ValueNames.Cluster, "The name of the kubeconfig cluster to use");
    private readonly Option<string?> user = Text("--user", ValueNames.User, "The name of the kubeconfig user to use");
    private readonly Option<string?> namespaceName = Text("--namespace", ValueNames.Namespace, "If present, the namespace scope for this CLI request", "-n");
    private readonly Option<string?> server = Text("--server", "URL", "The address and port of the Kubernetes API server", "-s");
    private readonly Option<string?> token = Text("--token", "TOKEN", "Bearer token for authentication to the API server");
    private readonly Option<string?> username = Text("--username", "NAME", "Username for basic authentication to the API server");
    private readonly Option<string?> password = Text("--password", "PASSWORD", "Password for basic authentication to the API server");
    private readonly Option<string?> certificateAuthority = Text("--certificate-authority", ValueNames.File, "Path to a cert file for the certificate authority");
    private readonly Option<string?> clientCertificate = Text("--client-certificate", ValueNames.File, "Path to a client certificate file for TLS");
    private readonly Option<string?> clientKey = Text("--client-key", ValueNames.File, "Path to a client key file for TLS");
    private readonly Option<bool?> insecure = new("--insecure-skip-tls-verify") { Description = "If true, the server's certificate is not checked for validity" };
    private readonly Option<string?> tlsServerName = Text("--tls-server-name", "NAME", "Server name to use for server certificate validation");
    private readonly Option<bool?> disableCompression = new("--disable-compression") { Description = "If true, opt-out of response compression for all requests to the server" };
    private readonly Option<string?> requestTimeout = Text("--request-timeout", "DURATION", "The length of time to wait before giving up on a single server request (1s, 2m, 3h; 0 means no timeout)");
    private readonly Option<string?> impersonatedUser = Text("--as", "NAME", "Username to impersonate for the operation");
    private readonly Option<string?> impersonatedUid = Text("--as-uid", "UID", "UID to impersonate for the operation");
    private readonly Option<string[]> impersonatedGroups = new("--as-group") { Description = "Group to impersonate for the operation, repeat it for several", HelpName = "GROUP" };
    private readonly Option<string[]> impersonatedExtra = new("--as-user-extra") { Description = "User extras to impersonate for the operation, repeat it for several", HelpName = "KEY=VALUE" };
    private readonly Option<string?> cacheDirectory = Text("--cache-dir", ValueNames.Folder, "Accepted for kubectl's sake; nothing is cached");
    private readonly Option<int> verbosity = new("--v", "-v") { Description = "Number for the log level verbosity (6 to 9 log requests, never secrets)", HelpName = "LEVEL" };

    /// <summary>Adds every flag to a command and to all below it.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command)
    {
        foreach (var option in All)
        {
            option.Recursive = true;
        }

        command.Add(FlagGroup.Global, All);
    }

    /// <summary>The level that <c>-v</c> asks for; 0 without it.</summary>
    /// <param name="result">The parse result.</param>
    public int Verbosity(ParseResult result) => result.GetValue(verbosity);

    /// <summary>The namespace named by flag, or null.</summary>
    /// <param name="result">The parse result.</param>
    public string? Namespace(ParseResult result) => result.GetValue(namespaceName);

    /// <summary>The connection flags as typed.</summary>
    /// <param name="result">The parse result.</param>
    public ConfigOverrides Overrides(ParseResult result) => new()
    {
        Kubeconfig = result.GetValue(kubeconfig),
        Context = result.GetValue(context),
        Cluster = result.GetValue(cluster),
        User = result.GetValue(user),
        Namespace = result.GetValue(namespaceName),
        Server = result.GetValue(server),
        Token = result.GetValue(token),
        Username = result.GetValue(username),
        Password = result.GetValue(password),
        CertificateAuthority = result.GetValue(certificateAuthority),
        ClientCertificate = result.GetValue(clientCertificate),
        ClientKey = result.GetValue(clientKey),
        InsecureSkipTlsVerify = result.GetValue(insecure),
        TlsServerName = result.GetValue(tlsServerName),
        DisableCompression = result.GetValue(disableCompression),
        As = result.GetValue(impersonatedUser),
        AsUid = result.GetValue(impersonatedUid),
        AsGroups = [.. result.GetValue(impersonatedGroups) ?? []],
        AsUserExtra = [.. result.GetValue(impersonatedExtra) ?? []],
    };

    /// <summary>How long one request may take, or null for no limit.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">The text is no duration.</exception>
    public TimeSpan? RequestTimeout(ParseResult result) => result.GetValue(requestTimeout) switch
    {
        null or "" => null,
        var text when GoDuration.Parse(text) is { } duration => duration == TimeSpan.Zero ? null : duration,
        var text => throw new UsageException(
            $"invalid timeout value \"{text}\" for --request-timeout",
            "use a single whole number in seconds, or a number with its unit: 1s, 2m, 3h"),
    };

    private ValueList<Option> All =>
    [
        impersonatedUser, impersonatedGroups, impersonatedUid, impersonatedExtra, cacheDirectory, certificateAuthority, clientCertificate,
        clientKey, cluster, context, disableCompression, insecure, kubeconfig, namespaceName, password, requestTimeout, server,
        tlsServerName, token, user, username, verbosity,
    ];

    private static Option<string?> Text(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = value };
}
