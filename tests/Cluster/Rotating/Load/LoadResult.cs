namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What became of the admission requests of both kinds.</summary>
internal sealed record LoadResult(LoadTally New, LoadTally Kept)
{
    public int Failed => New.Failed + Kept.Failed;

    public override string ToString() => $"new connections: {New}\nkept connections: {Kept}";
}
