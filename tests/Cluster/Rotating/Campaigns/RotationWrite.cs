namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A kind of write that a rotation has.</summary>
/// <param name="Name">As a test's message calls it.</param>
/// <param name="Is">Whether a write is one.</param>
internal sealed record RotationWrite(string Name, Func<ProxiedWrite, bool> Is)
{
    public static RotationWrite Lease { get; } = new(
        "lease", write => write.Method == "POST" && write.Path.EndsWith("/leases", StringComparison.Ordinal));

    public static RotationWrite LeaseRelease { get; } = new(
        "lease release", write => write.Method == "DELETE" && Names(write, "/leases/"));

    public static RotationWrite Bundle { get; } = new(
        "bundle", write => write.Method == "PATCH" && Names(write, "/validatingwebhookconfigurations/"));

    public static RotationWrite Secret { get; } = new("Secret", write => write.Method == "PUT" && Names(write, "/secrets/"));

    public static RotationWrite JournalUpdate { get; } = new(
        "journal update", write => write.Method is "PATCH" or "PUT" && Names(write, "/secrets/webhook-cert-journal-"));

    public static RotationWrite JournalRemoval { get; } = new(
        "journal removal", write => write.Method == "DELETE" && Names(write, "/secrets/webhook-cert-journal-"));

    public static RotationWrite Event { get; } = new(
        "event", write => write.Method == "POST" && write.Path.EndsWith("/events", StringComparison.Ordinal));

    /// <summary>One of the Secrets that a rotation makes: the first is the backup, the second the journal.</summary>
    /// <remarks>Counts, so that it is good for one proxy.</remarks>
    public static RotationWrite NewSecret(string name, int ordinal)
    {
        var seen = 0;
        return new(name, write => write.Method == "POST" && write.Path.EndsWith("/secrets", StringComparison.Ordinal) && ++seen == ordinal);
    }

    /// <summary>Every kind that a rotation without an owner has, once.</summary>
    public static IReadOnlyList<RotationWrite> OfDirect() =>
        [Lease, NewSecret("backup", 1), NewSecret("journal", 2), Bundle, JournalUpdate, Secret, JournalRemoval, LeaseRelease];

    private static bool Names(ProxiedWrite write, string part) => write.Path.Contains(part, StringComparison.Ordinal);
}
