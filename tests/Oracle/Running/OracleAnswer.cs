using System.Text.Json;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Go's verdict.</summary>
/// <param name="Chains">The chains, if it accepts: each a list of SHA-256, joined by spaces.</param>
/// <param name="Text">Its words, if it refuses; else empty.</param>
internal sealed record OracleAnswer(IReadOnlyList<string> Chains, string Text)
{
    /// <summary>client-go's words, where newer Kubernetes refuses the bundle before anything is called.</summary>
    public string? BundleRefusal { get; init; }

    /// <summary>A server of this Go panics here: there is no verdict.</summary>
    public string? Panic { get; init; }

    public bool IsAccepted => Panic is null && Text.Length == 0;

    /// <summary>What Kubernetes 1.36 meets: the bundle's refusal goes before the handshake.</summary>
    public ReasonKind NewKind => BundleRefusal is not null ? ReasonKind.BundleUnreadable : OldKind;

    /// <summary>What Kubernetes 1.20 meets.</summary>
    public ReasonKind OldKind => Panic is not null ? ReasonKind.Panic : ReasonKinds.OfText(Text);

    public static OracleAnswer Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (Optional(root, "panic") is { } panic)
        {
            return new OracleAnswer([], "") { Panic = panic };
        }

        if (!root.TryGetProperty("ok", out var ok))
        {
            throw new InvalidOperationException($"the oracle does not understand: {line}");
        }

        var chains = root.TryGetProperty("chains", out var listed)
            ? listed.EnumerateArray().Select(chain => string.Join(' ', chain.EnumerateArray().Select(hash => hash.GetString())))
            : [];
        var text = ok.GetBoolean() ? "" : Optional(root, "text") ?? "(no text)";
        return new OracleAnswer([.. chains], text) { BundleRefusal = Optional(root, "bundleReason") };
    }

    private static string? Optional(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
