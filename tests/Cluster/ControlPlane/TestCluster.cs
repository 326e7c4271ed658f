namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The cluster that the tests run against: one of our own making, or the one that TEST_KUBECONFIG names.</summary>
public abstract class TestCluster : IAsyncDisposable
{
    /// <summary>May do everything; used to make objects and to look at them, past the code under test.</summary>
    public abstract ApiClient Admin { get; }

    /// <summary>Path of a kubeconfig that may do everything.</summary>
    public abstract string AdminKubeconfig { get; }

    /// <summary>Path of a kubeconfig of a user with no rights but what every authenticated user has.</summary>
    public abstract string RestrictedKubeconfig { get; }

    /// <summary>The name of that user, to grant something to.</summary>
    public abstract string RestrictedUser { get; }

    /// <summary>What connects to the server, without credentials, to build other kubeconfigs from.</summary>
    public abstract KubeconfigFile Anonymous { get; }

    /// <summary>Where a test may put files.</summary>
    public abstract PrivateFolder Folder { get; }

    public abstract ValueTask DisposeAsync();
}
