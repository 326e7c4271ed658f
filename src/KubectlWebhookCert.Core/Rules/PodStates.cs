using System.Globalization;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Why pods are not ready, as their status says.</summary>
internal static class PodStates
{
    private const int Shown = 3;

    /// <summary>The first few pods, each with why.</summary>
    public static IEnumerable<Evidence> Of(IReadOnlyList<KubernetesObject> pods) =>
        pods.Take(Shown).Select(pod => new Evidence("pod", $"{pod.Name}: {Of(pod)}"));

    /// <summary>Why one pod is not ready: <c>CrashLoopBackOff (back-off 5m0s restarting failed container)</c>.</summary>
    public static string Of(KubernetesObject pod)
    {
        foreach (var status in pod.Json.Items("status", "initContainerStatuses").Concat(pod.Json.Items("status", "containerStatuses")))
        {
            if (status.Text("state", "waiting", "reason") is { } reason)
            {
                return reason + (status.Text("state", "waiting", "message") is { } why ? $" ({why})" : string.Empty) + Exit(status);
            }
        }

        foreach (var type in (ReadOnlySpan<string>)["PodScheduled", "ContainersReady", "Ready"])
        {
            foreach (var condition in pod.Json.Items("status", "conditions"))
            {
                if (condition.Text("type") == type && condition.Text("status") == "False")
                {
                    return condition.Text("message") ?? condition.Text("reason") ?? $"{type} is false";
                }
            }
        }

        return pod.Json.Text("status", "phase") is { } phase ? $"not ready, phase {phase}" : "not ready";
    }

    /// <summary>Whether it has run to its end: then nobody answers there, and nobody should.</summary>
    public static bool IsOver(KubernetesObject pod) => pod.Json.Text("status", "phase") is "Succeeded" or "Failed";

    private static string Exit(System.Text.Json.JsonElement status) => status.Number("lastState", "terminated", "exitCode") is { } code
        ? string.Create(CultureInfo.InvariantCulture, $", last exit code {code}")
        : string.Empty;
}
