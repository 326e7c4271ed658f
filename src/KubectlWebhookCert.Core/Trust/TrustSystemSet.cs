namespace KubectlWebhookCert.Core.Trust;

/// <summary>Every system this program knows that publishes CAs.</summary>
internal static class TrustSystemSet
{
    /// <summary>In no order: no two share a place.</summary>
    public static readonly ValueList<TrustSystem> All = [OpenShiftApiServerCa.TrustSystem];
}
