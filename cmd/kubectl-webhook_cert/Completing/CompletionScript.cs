using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>A script that has somebody ask <c>__complete</c>. Each is a file beside this one, and in the program as it is.</summary>
/// <param name="Name">Who runs it: a shell, or kubectl.</param>
/// <param name="File">The file's name.</param>
/// <param name="Description">For completion itself.</param>
internal sealed record CompletionScript(string Name, string File, string Description)
{
    /// <summary>Those there are.</summary>
    public static readonly ValueList<CompletionScript> All =
    [
        new("kubectl", "kubectl_complete-webhook_cert", "the helper that kubectl looks for on the PATH"),
        new("bash", "completion.bash", "for who calls kubectl-webhook_cert"),
        new("zsh", "completion.zsh", "for who calls kubectl-webhook_cert"),
        new("fish", "completion.fish", "for who calls kubectl-webhook_cert"),
        new("powershell", "completion.ps1", "for who calls kubectl-webhook_cert"),
    ];

    /// <summary>That of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public static CompletionScript? Find(string name) => All.FirstOrDefault(script => script.Name == name);

    /// <summary>The script.</summary>
    public string Read()
    {
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"{File} is not in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
