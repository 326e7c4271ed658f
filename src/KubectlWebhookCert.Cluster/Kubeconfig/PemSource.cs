namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Where PEM lies: in a file, or in a field of a kubeconfig. Read when it is needed.</summary>
/// <param name="path">The file, absolute; null where the data is in the kubeconfig itself.</param>
/// <param name="data">The data where it is in the kubeconfig.</param>
/// <param name="place">What messages call it; never the content.</param>
internal sealed class PemSource(string? path, ReadOnlyMemory<byte> data, string place)
{
    /// <summary>What messages call it.</summary>
    public string Place { get; } = place;

    /// <summary>Whether it is a file, which may have other content next time.</summary>
    public bool IsFile => path is not null;

    /// <summary>A file that a flag names.</summary>
    public static PemSource OfFlag(string flag, string file, KubeconfigEnvironment environment) =>
        new(environment.FullPath(file), default, $"{flag} \"{file}\"");

    /// <summary>What the fields <paramref name="field"/> (a path) and <c>field-data</c> name; null where neither is there.</summary>
    /// <remarks>Both at once is an error, as for client-go (whose message says that the data will override).</remarks>
    public static PemSource? OfEntry(KubeconfigEntry entry, string field)
    {
        var file = entry.FilePath(field);
        var data = entry.Bytes($"{field}-data");
        if (file is not null && !data.IsEmpty)
        {
            throw entry.Wrong(field, $"and {field}-data are both specified, only one is allowed");
        }

        return file is not null ? new PemSource(file, default, $"{entry.Where}.{field} \"{file}\"")
            : data.IsEmpty ? null
            : new PemSource(null, data, entry.Place($"{field}-data"));
    }

    /// <summary>The bytes.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return data;
        }

        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (FileFailure.Explain(e, path) is { } why)
        {
            throw new CredentialException($"cannot read {Place}: {why}", $"ls -l {path}", e);
        }
    }
}
