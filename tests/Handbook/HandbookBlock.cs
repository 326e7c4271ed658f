namespace KubectlWebhookCert.Tests.Handbook;

/// <summary>What stands between two fences of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Kind">The words behind the opening fence; empty where there are none.</param>
/// <param name="Lines">What it shows.</param>
internal sealed record HandbookBlock(string Page, int Line, string Kind, IReadOnlyList<string> Lines)
{
    /// <summary>Commands with what they print, over files: <c>kubectl webhook-cert ... -f FILE</c>.</summary>
    public const string Files = "console";

    /// <summary>The same on a cluster; the word that follows says what is there.</summary>
    public const string Cluster = "console cluster ";

    /// <summary>Where to look when it is wrong.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>The text as one string.</summary>
    public string Text => string.Join('\n', Lines);
}
