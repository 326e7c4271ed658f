using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a webhook server does with an AdmissionReview. Closed: the cases below are all there are.</summary>
public abstract record WebhookBehaviour
{
    private WebhookBehaviour()
    {
    }

    public sealed record Allow : WebhookBehaviour;

    /// <summary>Allows, and tells who sent the request which call of its connection this was, by a warning.</summary>
    public sealed record Tell : WebhookBehaviour
    {
        private const string Prefix = "webhook-cert.test call ";

        /// <param name="ordinal">1: the first of its connection.</param>
        public static string Warning(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ordinal}");

        /// <summary>Null: no webhook has told anything.</summary>
        public static int? Ordinal(IEnumerable<string> warnings) =>
            warnings.FirstOrDefault(warning => warning.StartsWith(Prefix, StringComparison.Ordinal)) is { } told
                ? int.Parse(told[Prefix.Length..], CultureInfo.InvariantCulture)
                : null;
    }

    public sealed record Deny(string Message) : WebhookBehaviour;

    /// <summary>Allows, too late.</summary>
    public sealed record Delay(TimeSpan Time) : WebhookBehaviour;
}
