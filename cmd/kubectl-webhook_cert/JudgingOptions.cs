using System.CommandLine;
using System.Globalization;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands;

/// <summary>How to judge: <c>--at</c>, <c>--expiry-warning</c>, <c>--expiry-error</c>, <c>--disable</c>, and what counts, <c>--fail-on</c>.</summary>
internal sealed class JudgingOptions
{
    private readonly Option<string?> at = new("--at") { Description = "Judge as of another instant: a time (2026-12-24T08:00:00Z), a day (2026-12-24), or from now (+30d)", HelpName = "TIME" };
    private readonly Option<string?> expiryWarning = new("--expiry-warning") { Description = "Warn this long before a certificate ends (default 30d, less for short-lived ones)", HelpName = "DURATION" };
    private readonly Option<string?> expiryError = new("--expiry-error") { Description = "An error this long before a certificate ends (default 7d, less for short-lived ones)", HelpName = "DURATION" };
    private readonly Option<string[]> disable = new("--disable") { Description = "Codes of rules to leave out, separated by commas or repeated", HelpName = ValueNames.Codes };
    private readonly ChoiceOption failOn = new("--fail-on", "SEVERITY", "The mildest finding that makes the exit code 1", ["error", "warning", "info", "none"]);

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command) => command.Add(FlagGroup.Judging, at, disable, expiryError, expiryWarning, failOn);

    /// <summary>The mildest finding that counts; null: none does.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">No such severity.</exception>
    public Severity? FailOn(ParseResult result) => result.GetValue(failOn) switch
    {
        null or "" or "error" => Severity.Error,
        "warning" => Severity.Warning,
        "info" => Severity.Info,
        "none" => null,
        var other => throw failOn.Unknown(other),
    };

    /// <summary>How to judge.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="UsageException">A value is no time, no duration or no code.</exception>
    public ValidationOptions Read(ParseResult result, DateTimeOffset now) =>
        new(Instant(result.GetValue(at), now), ApiServerVersion.Newest)
        {
            ExpiryWarning = Duration(result.GetValue(expiryWarning), "--expiry-warning"),
            ExpiryError = Duration(result.GetValue(expiryError), "--expiry-error"),
            Disabled = Codes(result.GetValue(disable) ?? []),
        };

    private static DateTimeOffset Instant(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
        {
            return now;
        }

        if (text[0] == '+' && GoDuration.Parse(text[1..]) is { } ahead)
        {
            return now + ahead;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : throw new UsageException($"invalid value \"{text}\" for --at", "write a time (2026-12-24T08:00:00Z), a day (2026-12-24), or a span from now (+30d)");
    }

    private static TimeSpan? Duration(string? text, string flag) => text switch
    {
        null or "" => null,
        _ => GoDuration.Parse(text) ?? throw new UsageException($"invalid duration \"{text}\" for {flag}", "write a number with its unit: 12h, 30d"),
    };

    private static ValueList<string> Codes(string[] typed)
    {
        var codes = typed.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToValueList();
        return codes.FirstOrDefault(code => RuleSet.Find(code) is null) is { } unknown
            ? throw UnknownCode(unknown)
            : codes;
    }

    /// <summary>The refusal of a code that no rule has.</summary>
    /// <param name="code">As typed.</param>
    public static UsageException UnknownCode(string code)
    {
        var close = Resemblance.Closest(code, RuleSet.All.Select(rule => rule.Code));
        return new UsageException(
            $"no rule has the code \"{code}\"",
            close.Count > 0 ? $"did you mean {string.Join(", ", close)}?" : "kubectl webhook-cert explain --list");
    }
}
