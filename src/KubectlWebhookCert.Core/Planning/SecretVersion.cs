using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What a Secret holds at one time of a rotation.</summary>
/// <param name="Entries">Every value, in the order of the keys.</param>
/// <param name="Chain">What a server that reads it presents, the leaf first.</param>
public sealed record SecretVersion(ValueList<SecretEntry> Entries, ValueList<Certificate> Chain)
{
    /// <summary>The bytes under a key, or null.</summary>
    /// <param name="key">The key.</param>
    public ReadOnlyMemory<byte>? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>The same with other values under some keys; keys that are not there are added.</summary>
    /// <param name="changes">The new values.</param>
    /// <param name="chain">What a server presents then.</param>
    public SecretVersion With(IReadOnlyCollection<SecretEntry> changes, ValueList<Certificate> chain)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var kept = Entries.Where(entry => changes.All(change => change.Key != entry.Key));
        return new SecretVersion([.. kept.Concat(changes).OrderBy(entry => entry.Key, StringComparer.Ordinal)], chain);
    }
}
