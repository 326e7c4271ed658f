using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>What every rule says of everything under judgement.</summary>
/// <param name="Options">How it was judged.</param>
/// <param name="Subjects">In the order of the inventory, holders of trust last.</param>
/// <param name="Unreadable">What was asked for and refused.</param>
public sealed record ValidationResult(ValidationOptions Options, ValueList<JudgedSubject> Subjects, ValueList<Unreadable> Unreadable)
{
    /// <summary>Every finding, causes before their consequences.</summary>
    public IEnumerable<Finding> All => Subjects.SelectMany(subject => subject.All);

    /// <summary>Whether something is as bad as this, or worse.</summary>
    /// <param name="severity">The mildest that counts; null: none does.</param>
    public bool HasFindings(Severity? severity) => All.Any(finding => finding.Severity >= severity);

    /// <summary>Whether it was looked for who is to be judged, and not only how: what could not be read might be judged, too.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Whether something that must be known to judge a certificate was refused: then having found nothing says nothing.</summary>
    public bool IsIncomplete => Unreadable.Count > 0 && (IsSearch || Subjects.Any(subject => subject.Unknowns.Count > 0));
}
