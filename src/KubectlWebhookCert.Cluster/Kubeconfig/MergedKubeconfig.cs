using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>
/// The files as one: the first current-context counts, and the first entry of a name, as a whole. Nothing is copied; an entry is looked for
/// when it is asked for, so what is wrong in entries that nobody needs does no harm (client-go refuses the whole file).
/// </summary>
/// <remarks>Source: client-go tools/clientcmd, ClientConfigLoadingRules.Load.</remarks>
internal sealed class MergedKubeconfig
{
    private readonly KubeconfigPaths paths;
    private readonly List<KubeconfigFile> files;

    private MergedKubeconfig(KubeconfigPaths paths, List<KubeconfigFile> files)
    {
        this.paths = paths;
        this.files = files;
        CurrentContext = files.Select(CurrentContextOf).FirstOrDefault(name => name is not null);
    }

    public string? CurrentContext { get; }

    /// <summary>The files that are there, quoted, for messages.</summary>
    public string Named => KubeconfigPaths.Quote(files.Select(file => file.Path));

    /// <summary><c>kubectl config get-contexts</c>, looking at the same files.</summary>
    public string GetContextsCommand =>
        paths.IsExplicit ? $"kubectl config get-contexts --kubeconfig {paths.Files[0]}" : "kubectl config get-contexts";

    public static MergedKubeconfig Read(KubeconfigPaths paths)
    {
        var files = new List<KubeconfigFile>(paths.Files.Count);
        foreach (var path in paths.Files)
        {
            if (KubeconfigFile.Read(path) is { } file)
            {
                files.Add(file);
            }
            else if (paths.IsExplicit)
            {
                throw new KubeconfigException(
                    $"kubeconfig \"{path}\" does not exist",
                    "give another file with --kubeconfig, or none to use KUBECONFIG or ~/.kube/config");
            }
        }

        return new MergedKubeconfig(paths, files);
    }

    /// <summary>The entry of a name in <c>contexts</c>, <c>clusters</c> or <c>users</c>; null where no file has it.</summary>
    public KubeconfigEntry? Find(KubeconfigSection section, string name)
    {
        foreach (var file in files)
        {
            if (Find(file, section, name) is { } found)
            {
                return found.Entry;
            }
        }

        return null;
    }

    /// <summary>The entry of a name in one file, and its place in the list, from 0; null where it is not there.</summary>
    public static (KubeconfigEntry Entry, int Place)? Find(KubeconfigFile file, KubeconfigSection section, string name)
    {
        JsonElement? found = null;
        var place = 0;
        var index = 0;
        foreach (var item in Items(file, section))
        {
            if (KubeconfigEntry.NameOf(item) == name)
            {
                if (found is not null)
                {
                    throw new KubeconfigException(
                        $"{section.List}[{name}] is there twice in \"{file.Path}\"", $"remove one of the two from \"{file.Path}\"");
                }

                found = item;
                place = index;
            }

            index++;
        }

        return found is { } only ? (KubeconfigEntry.Of(file.Path, section, name, only), place) : null;
    }

    /// <summary>The names in a section, of all files.</summary>
    public IReadOnlyList<string> Names(KubeconfigSection section) =>
        [.. files.SelectMany(file => Items(file, section)).Select(KubeconfigEntry.NameOf).OfType<string>().Distinct()];

    /// <summary>That there is nothing to choose from, or nothing chosen.</summary>
    public KubeconfigException NothingChosen()
    {
        if (files.Count == 0)
        {
            var missing = paths.Files.Count == 0
                ? "there is no home directory to look in"
                : $"{KubeconfigPaths.Quote(paths.Files)}{(paths.FromVariable ? " (KUBECONFIG)" : string.Empty)} not found";
            return new KubeconfigException(
                $"no kubeconfig: {missing}, and this is not a pod with a service account",
                "give --kubeconfig FILE, or export KUBECONFIG=FILE; without a cluster: -f FILE reads manifests");
        }

        var contexts = Names(KubeconfigSection.Contexts);
        if (contexts.Count == 0)
        {
            var why = files.TrueForAll(file => file.IsEmpty) ? "is empty" : "has no contexts";
            return new KubeconfigException(
                $"kubeconfig {Named} {why}", "give another with --kubeconfig FILE, or make a context: kubectl config set-context NAME");
        }

        return new KubeconfigException(
            $"no current context in {Named}",
            $"kubectl config use-context {contexts[0]}, or give --context; to list them: {GetContextsCommand}");
    }

    /// <summary>That an entry is nowhere.</summary>
    public KubeconfigException NotFound(KubeconfigSection section, string name, string? context)
    {
        var near = Resemblance.Closest(name, Names(section));
        var told = near.Count == 0 ? string.Empty : $"did you mean {KubeconfigPaths.Quote(near)}? ";
        var where = files.Count == 0 ? "any kubeconfig" : Named;
        return new KubeconfigException(
            context is null
                ? $"{section.Entry} \"{name}\" does not exist in {where}"
                : $"{section.Entry} \"{name}\" of context \"{context}\" does not exist in {where}",
            $"{told}run: {section.ListCommand ?? GetContextsCommand}");
    }

    private static JsonElement.ArrayEnumerator Items(KubeconfigFile file, KubeconfigSection section)
    {
        if (file.IsEmpty || file.Root.At(section.List) is not { } list)
        {
            return default;
        }

        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw new KubeconfigEntry(file.Path, string.Empty, file.Root).Wrong(section.List, "must be a list");
    }

    private static string? CurrentContextOf(KubeconfigFile file) =>
        file.IsEmpty ? null : new KubeconfigEntry(file.Path, string.Empty, file.Root).Text("current-context");
}
