using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>How the certificates of one kind of owner are rotated: where trust and leaf are written, and what undoes it.</summary>
/// <param name="Code">Permanent, kebab-case.</param>
/// <param name="Owners">Codes of the owners that it is for.</param>
/// <param name="Steps">The steps to the goal, or to what the owner itself issues; a pure function.</param>
internal sealed record OwnerStrategy(
    string Code, ValueList<string> Owners, Func<RotationScope, RotationOptions, RotationGoal?, IEnumerable<PlanStep>> Steps)
{
    /// <summary>Whether certificates are issued here; else the owner does it.</summary>
    public bool Issues { get; init; } = true;

    /// <summary>Whether a new CA certificate is for the old key: the owner holds one CA at a time.</summary>
    public Func<RotationScope, RotationOptions, bool> KeepsAuthorityKey { get; init; } = (_, _) => false;

    /// <summary>Refuses what cannot be rotated this way, before anything is issued.</summary>
    public Action<RotationScope, RotationOptions> Check { get; init; } = (_, _) => { };

    /// <summary>Refuses what the owner would not take.</summary>
    public Action<RotationScope, IssueRequest> CheckRequest { get; init; } = (_, _) => { };

    /// <summary>Why calls are bound to fail for a while, or null where none need be.</summary>
    public Func<RotationScope, RotationGoal?, string?> Gap { get; init; } = (_, _) => null;

    /// <summary>What the user should know beforehand, one sentence each.</summary>
    public Func<RotationScope, RotationOptions, ValueList<string>> Notes { get; init; } = (_, _) => [];
}
