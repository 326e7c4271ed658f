using System.Reflection;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>version</c>: which build this is.</summary>
internal static class VersionCommand
{
    /// <summary>This build's version without the commit, for example <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0.0.0";

    /// <summary>Declares the command.</summary>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(AppEnvironment environment)
    {
        var command = new DocumentedCommand("version", VersionText.Text);
        command.SetAction(_ =>
        {
            environment.Out.WriteLine($"v{Version}");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
