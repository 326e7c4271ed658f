using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>Compares a list, object by object, with what was read.</summary>
/// <param name="expected">What was read.</param>
internal sealed class ListCheck(Expectation expected)
{
    private readonly HashSet<(string?, string)> missing = expected.Names();
    private bool differs;

    /// <summary>After the last object: whether anything is new, gone, or another than was read.</summary>
    public bool Differs => differs || missing.Count > 0;

    /// <summary>Takes an object of the list into account.</summary>
    /// <param name="json">The object.</param>
    /// <returns>False: the list need not keep it.</returns>
    public bool Look(JsonElement json)
    {
        differs |= expected.Differs(json);
        _ = missing.Remove((json.Text("metadata", "namespace"), json.Text("metadata", "name") ?? string.Empty));
        return false;
    }
}
