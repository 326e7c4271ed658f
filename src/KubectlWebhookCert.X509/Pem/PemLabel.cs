using System.Buffers;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>Labels in messages. Damaged text can put anything there, key material too, so only what looks like a label is shown.</summary>
internal static class PemLabel
{
    public const string Certificate = "CERTIFICATE";

    private const int LongestShown = 40;

    private static readonly SearchValues<char> Usual = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ");

    public static string Describe(string label) =>
        label.Length is > 0 and <= LongestShown && !label.AsSpan().ContainsAnyExcept(Usual) ? label
        : "a block with an unusual label";
}
