using System.CommandLine;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Commands;

/// <summary>How a plan is gone through, for <c>rotate</c> and <c>restore</c>.</summary>
internal sealed class ExecutingOptions
{
    private readonly Option<string?> settle = new("--settle") { Description = "How long API servers may take to see a CA bundle (default 5s)", HelpName = "DURATION" };
    private readonly Option<string?> timeout = new("--timeout") { Description = "How long a wait may take before it is given up (default 5m)", HelpName = "DURATION" };
    private readonly Option<string?> reload = new("--reload-time") { Description = "How long pods may take to reload before they are restarted (default 2m)", HelpName = "DURATION" };
    private readonly ChoiceOption restart = new("--restart", "WHEN", "Whether pods are restarted: where they do not reload, always or never", ["auto", "always", "never"]);
    private readonly ChoiceOption dryRun = new("--dry-run", "MODE", "client prints the plan; server sends every write without persisting it", ["none", "server", "client"]);
    private readonly Option<string?> manager = new("--field-manager") { Description = "Name of the manager used to track field ownership", HelpName = "NAME" };
    private readonly Option<string?> folder = new("--backup-dir") { Description = "Keep the backup on this machine, too: it holds private keys", HelpName = ValueNames.Folder };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command) => command.Add(FlagGroup.Writing, dryRun, yes, restart, reload, settle, timeout, folder, manager);

    /// <summary>What is to be written.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">No such mode.</exception>
    public DryRun Mode(ParseResult result) => result.GetValue(dryRun) switch
    {
        null or "" or "none" => DryRun.None,
        "client" => DryRun.Client,
        "server" => DryRun.Server,
        var other => throw dryRun.Unknown(other),
    };

    /// <summary>Whether nobody need be asked.</summary>
    /// <param name="result">The parse result.</param>
    public bool IsConfirmed(ParseResult result) => result.GetValue(yes);

    /// <summary>Where the backup is kept on this machine; null: nowhere.</summary>
    /// <param name="result">The parse result.</param>
    public string? BackupFolder(ParseResult result) => result.GetValue(folder) is { Length: > 0 } path ? path : null;

    /// <summary>What is wanted.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public RotationOptions Read(ParseResult result) => new()
    {
        Settle = Duration(result, settle) ?? TimeSpan.FromSeconds(5),
        Confirmed = IsConfirmed(result),
        Restart = result.GetValue(restart) switch
        {
            null or "" or "auto" => RestartMode.Auto,
            "always" => RestartMode.Always,
            "never" => RestartMode.Never,
            var other => throw restart.Unknown(other),
        },
    };

    /// <summary>How it is done.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="clock">The API server's clock.</param>
    /// <param name="progress">Who is told.</param>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public ExecutionSettings Settings(ParseResult result, TimeProvider clock, IRotationProgress progress) => new(clock, progress)
    {
        Timeout = Duration(result, timeout) ?? TimeSpan.FromMinutes(5),
        ReloadTime = Duration(result, reload) ?? TimeSpan.FromMinutes(2),
        FieldManager = result.GetValue(manager) is { Length: > 0 } name ? name : PluginMarks.FieldManager,
    };

    /// <summary>A duration as Go writes it; null without the flag.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="option">The flag.</param>
    /// <exception cref="UsageException">It is none, or not above zero.</exception>
    public static TimeSpan? Duration(ParseResult result, Option<string?> option) => result.GetValue(option) switch
    {
        null or "" => null,
        var text when GoDuration.Parse(text) is { } duration && duration > TimeSpan.Zero => duration,
        var text => throw new UsageException($"invalid duration \"{text}\" for {option.Name}", "write a number with its unit: 5s, 90m, 365d"),
    };
}

/// <summary><c>--dry-run</c>.</summary>
internal enum DryRun
{
    /// <summary>Everything is written.</summary>
    None,

    /// <summary>Nothing is sent.</summary>
    Client,

    /// <summary>Everything is sent, and nothing kept.</summary>
    Server,
}
