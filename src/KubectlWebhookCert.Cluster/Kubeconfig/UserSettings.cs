namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>How a user proves who they are: a kubeconfig's user, then the flags on top. Not a record: that would print secrets.</summary>
internal sealed class UserSettings
{
    /// <summary>The user's name, for messages; empty for nobody.</summary>
    public string Name { get; private init; } = string.Empty;

    public string? Token { get; private set; }

    /// <summary>Where <see cref="Token"/> is written, for messages.</summary>
    public string TokenPlace { get; private set; } = "--token";

    public string? TokenFile { get; private set; }

    public string? Username { get; private set; }

    public string? Password { get; private set; }

    public PemSource? ClientCertificate { get; private set; }

    public PemSource? ClientKey { get; private set; }

    /// <summary>The entry itself, for what is read only where it is needed (<c>exec</c>, <c>auth-provider</c>, <c>as</c>).</summary>
    public KubeconfigEntry Entry { get; private init; }

    /// <summary>A kubeconfig's user under the flags; null for none.</summary>
    /// <remarks>
    /// As client-go's DirectClientConfig.getAuthInfo, but <c>--token</c> also wins over the user's <c>tokenFile</c> and replaces user name
    /// and password, and the other way round (client-go lets tokenFile win, and refuses two methods).
    /// </remarks>
    public static UserSettings Of(KubeconfigEntry? entry, string? name, ConfigOverrides flags, KubeconfigEnvironment environment)
    {
        var user = entry is { } found
            ? FromEntry(found, name ?? string.Empty)
            : new UserSettings { Name = name ?? string.Empty };
        user.Apply(flags, environment);
        user.Check();
        return user;
    }

    /// <summary>The service account of a pod under the flags.</summary>
    public static UserSettings OfServiceAccount(string tokenFile, ConfigOverrides flags, KubeconfigEnvironment environment)
    {
        var user = new UserSettings { Name = "in-cluster", TokenFile = tokenFile };
        user.Apply(flags, environment);
        user.Check();
        return user;
    }

    /// <summary>Takes user name and password out of the server's address where there is nothing better, as Go's HTTP client does.</summary>
    public void TakeFromAddress(string userInfo)
    {
        if (userInfo.Length == 0 || Token is not null || TokenFile is not null || Username is not null)
        {
            return;
        }

        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        Username = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        Password = colon < 0 ? string.Empty : Uri.UnescapeDataString(userInfo[(colon + 1)..]);
    }

    private static UserSettings FromEntry(KubeconfigEntry entry, string name) => new()
    {
        Name = name,
        Entry = entry,
        Token = entry.Text("token"),
        TokenPlace = entry.Place("token"),
        TokenFile = entry.FilePath("tokenFile"),
        Username = entry.Text("username"),
        Password = entry.Text("password"),
        ClientCertificate = PemSource.OfEntry(entry, "client-certificate"),
        ClientKey = PemSource.OfEntry(entry, "client-key"),
    };

    private void Apply(ConfigOverrides flags, KubeconfigEnvironment environment)
    {
        var token = !string.IsNullOrEmpty(flags.Token);
        var basic = !string.IsNullOrEmpty(flags.Username) || !string.IsNullOrEmpty(flags.Password);
        if (token || basic)
        {
            Token = token ? flags.Token : null;
            TokenPlace = "--token";
            TokenFile = null;
            Username = !string.IsNullOrEmpty(flags.Username) ? flags.Username : basic ? Username : null;
            Password = !string.IsNullOrEmpty(flags.Password) ? flags.Password : basic ? Password : null;
        }

        if (!string.IsNullOrEmpty(flags.ClientCertificate))
        {
            ClientCertificate = PemSource.OfFlag("--client-certificate", flags.ClientCertificate, environment);
        }

        if (!string.IsNullOrEmpty(flags.ClientKey))
        {
            ClientKey = PemSource.OfFlag("--client-key", flags.ClientKey, environment);
        }
    }

    private void Check()
    {
        var named = Name.Length == 0 ? "the flags" : $"user \"{Name}\"";
        if ((Token ?? TokenFile) is not null && (Username ?? Password) is not null)
        {
            throw new KubeconfigException(
                $"more than one authentication method found for {named}: token and user name with password, only one is allowed",
                Name.Length == 0 ? "give either --token or --username and --password" : $"kubectl config unset users.{Name}.username");
        }

        if (Password is not null && Username is null)
        {
            throw new KubeconfigException($"{named} has a password and no user name", "give --username NAME");
        }

        if (ClientCertificate is not null && ClientKey is null)
        {
            throw new KubeconfigException(
                $"client-key-data or client-key must be specified for {named} to use its client certificate", "give --client-key FILE");
        }
    }
}
