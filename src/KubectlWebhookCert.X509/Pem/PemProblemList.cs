using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>Collects problems, the first ones one by one and the rest as a number: hostile text has as many as it likes.</summary>
internal sealed class PemProblemList
{
    private readonly List<PemProblem> listed = [];
    private int more;

    public IReadOnlyList<PemProblem> Listed => listed;

    public bool IsEmpty => listed.Count == 0;

    public bool IsFull => listed.Count >= PemReader.MostProblems;

    public void Add(PemProblem problem)
    {
        if (IsFull)
        {
            more++;
        }
        else
        {
            listed.Add(problem);
        }
    }

    /// <summary>Counts one that is not listed.</summary>
    public void Count() => more++;

    /// <summary>Counts those that another list does not list.</summary>
    public void CountUnlisted(PemProblemList other) => more += other.more;

    public ImmutableArray<PemProblem> ToImmutable() =>
        more == 0 ? [.. listed] : [.. listed, new PemProblem(PemProblemKind.More, 0, listed[^1].Offset, $"and {more} more")];
}
