namespace KubectlWebhookCert.Core.Planning;

/// <summary>How Secret and bundles are to be in the end.</summary>
/// <param name="Secret">What the Secret holds.</param>
/// <param name="Bundles">What each place holds, in the order of <see cref="RotationScope.Bundles"/>.</param>
public sealed record RotationGoal(SecretVersion Secret, ValueList<PlacedBundle> Bundles);
