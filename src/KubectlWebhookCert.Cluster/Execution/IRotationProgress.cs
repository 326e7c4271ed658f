namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Hears what a rotation is doing.</summary>
public interface IRotationProgress
{
    /// <summary>Something that stays on the screen: a step begins, or something went otherwise than planned.</summary>
    /// <param name="text">Without a full stop.</param>
    Task TellAsync(string text);

    /// <summary>What a wait is still waiting for; the next one takes its place.</summary>
    /// <param name="text">Without a full stop.</param>
    Task WaitAsync(string text);
}
