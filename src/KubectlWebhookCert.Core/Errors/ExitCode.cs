namespace KubectlWebhookCert.Core.Errors;

/// <summary>What the process returns. On Windows kubectl turns every failure of a plugin into 1.</summary>
public enum ExitCode
{
    /// <summary>Done; for <c>validate</c>: nothing found.</summary>
    Done = 0,

    /// <summary>Failed, kubectl's general error; for <c>validate</c>: there are findings.</summary>
    Failed = 1,

    /// <summary><c>validate</c> could not check.</summary>
    CouldNotCheck = 2,

    /// <summary>SIGINT (128 + 2).</summary>
    Interrupted = 130,

    /// <summary>Nobody reads the output any longer: SIGPIPE (128 + 13), as most programs end then.</summary>
    BrokenPipe = 141,

    /// <summary>SIGTERM (128 + 15).</summary>
    Terminated = 143,
}
