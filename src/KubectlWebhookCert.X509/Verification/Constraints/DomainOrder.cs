namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Domains ordered from the right, so that a domain comes right before those below it.</summary>
internal sealed class DomainOrder : IComparer<string>
{
    public static DomainOrder Instance { get; } = new();

    /// <summary>Dots before everything else, so that <c>a.com</c>, <c>a.a.com</c> and <c>a-a.com</c> come in this order.</summary>
    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        for (var i = 1; i <= one.Length && i <= other.Length; i++)
        {
            var difference = Rank(one[^i]) - Rank(other[^i]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return one.Length - other.Length;
    }

    /// <summary>Whether a domain lies in a tree; a tree with a dot in front does not hold its own root.</summary>
    public static bool IsIn(string tree, string domain) =>
        domain.EndsWith(tree, StringComparison.OrdinalIgnoreCase)
        && (tree[0] == '.' || domain.Length == tree.Length || domain[^(tree.Length + 1)] == '.');

    /// <summary>ASCII letters in lower case.</summary>
    public static string LowerCase(string domain) => new(Array.ConvertAll(domain.ToCharArray(), letter => (char)Fold(letter)));

    private static int Rank(char letter) => letter == '.' ? 0 : Fold(letter);

    private static int Fold(char letter) => char.IsAsciiLetterUpper(letter) ? letter + ('a' - 'A') : letter;
}
