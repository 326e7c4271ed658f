namespace KubectlWebhookCert.Core.Planning;

/// <summary>One value of a Secret. Equal where the bytes are; never printed.</summary>
/// <param name="Key">The key it lies under.</param>
/// <param name="Value">The bytes, which may be a private key.</param>
public sealed record SecretEntry(string Key, ReadOnlyMemory<byte> Value)
{
    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another one.</param>
    public bool Equals(SecretEntry? other) => other is not null && Key == other.Key && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Key);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>The key alone.</summary>
    public override string ToString() => Key;
}
