namespace KubectlWebhookCert.Core.Planning;

/// <summary>How Secret and bundles are to be in the end.</summary>
/// <param name="Secret">What the Secret holds.</param>
/// <param name="Bundles">What each place holds, in the order of <see cref="RotationScope.Bundles"/>.</param>
public sealed record RotationGoal(SecretVersion Secret, ValueList<PlacedBundle> Bundles)
{
    /// <summary>
    /// What cert-manager is given; null where it is not to issue from then on. <see cref="Secret"/> then is what is there, with a chain like
    /// the one that it will hold; without a chain where nobody knows.
    /// </summary>
    public Handover? Handover { get; init; }
}
