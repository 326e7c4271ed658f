using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Keepers;

public sealed class KeeperSetTests
{
    private const string TrackingId = "argocd.argoproj.io/tracking-id";

    [Theory]
    [InlineData("spark:admissionregistration.k8s.io/MutatingWebhookConfiguration:default/config", "Argo CD application spark")]
    [InlineData("team_spark:admissionregistration.k8s.io/MutatingWebhookConfiguration:default/config", "Argo CD application team/spark")]
    [InlineData("spark:admissionregistration.k8s.io/MutatingWebhookConfiguration:default/other", null)] // copied from another object
    [InlineData("spark:admissionregistration.k8s.io/ValidatingWebhookConfiguration:default/config", null)]
    [InlineData("spark", null)]
    public void Argo_cd_tracks_what_names_itself(string id, string? expected) =>
        Assert.Equal(expected, Only(Make.Mutating("config").Annotate(TrackingId, id)));

    [Theory]
    [InlineData("spark:/Secret:default/tls", "Argo CD application spark")]
    [InlineData("spark:/Secret:other/tls", null)]
    public void The_namespace_of_a_tracked_object_counts(string id, string? expected) =>
        Assert.Equal(expected, Only(Make.Secret("default", "tls").Annotate(TrackingId, id)));

    [Fact]
    public void A_tracked_name_may_hold_colons() =>
        Assert.Equal("Argo CD application a", Only(Make.Validating("system:hook")
            .Annotate(TrackingId, "a:admissionregistration.k8s.io/ValidatingWebhookConfiguration:x/system:hook")));

    [Fact]
    public void The_instance_label_alone_is_not_argo_cd() =>
        Assert.Null(Only(Make.Mutating("config")
            .Label("app.kubernetes.io/instance", "spark")
            .Label("helm.sh/chart", "spark-1")
            .Annotate("argocd.argoproj.io/sync-wave", "1")));

    [Theory]
    [InlineData("argocd-controller", "Argo CD application spark")]
    [InlineData("argocd-application-controller", "Argo CD application spark")]
    [InlineData("helm", null)]
    public void The_instance_label_counts_where_argo_cd_writes_the_object(string manager, string? expected) =>
        Assert.Equal(expected, Only(Make.Mutating("config")
            .Label("app.kubernetes.io/instance", "spark")
            .WrittenBy(manager, "2026-02-01T10:00:00Z", "{}")));

    [Fact]
    public void The_instance_label_counts_beside_the_installation_id() =>
        Assert.Equal(
            "Argo CD application spark",
            Only(Make.Mutating("config").Label("app.kubernetes.io/instance", "spark").Annotate("argocd.argoproj.io/installation-id", "main")));

    [Fact]
    public void Flux_names_its_kustomization() => Assert.Equal(
        "Flux Kustomization flux-system/apps",
        Only(Make.Mutating("config")
            .Label("kustomize.toolkit.fluxcd.io/name", "apps")
            .Label("kustomize.toolkit.fluxcd.io/namespace", "flux-system")));

    [Fact]
    public void Half_a_mark_of_flux_is_none() =>
        Assert.Null(Only(Make.Mutating("config").Label("kustomize.toolkit.fluxcd.io/name", "apps")));

    [Fact]
    public void Flux_and_the_release_it_drives_are_both_keepers()
    {
        var keepers = KeeperSet.Recognise(Make.Mutating("config")
            .InRelease("default", "spark")
            .Label("helm.toolkit.fluxcd.io/name", "spark")
            .Label("helm.toolkit.fluxcd.io/namespace", "flux-system")
            .Build());

        Assert.Equal(["Flux HelmRelease flux-system/spark", "Helm release default/spark"], keepers.Select(keeper => keeper.Name));
    }

    [Fact]
    public void Helm_needs_all_three_marks()
    {
        Assert.Equal("Helm release default/spark", Only(Make.Mutating("config").InRelease("default", "spark")));
        Assert.Null(Only(Make.Mutating("config").Label("app.kubernetes.io/managed-by", "Helm")));
        Assert.Null(Only(Make.Mutating("config").InRelease("default", "spark").Label("app.kubernetes.io/managed-by", "operator")));
    }

    [Fact]
    public void Helm_notes_what_it_keeps()
    {
        var kept = Make.Mutating("config").InRelease("a", "b").Annotate("helm.sh/resource-policy", "keep").Build();

        Assert.Contains("annotation helm.sh/resource-policy: keep", Assert.Single(KeeperSet.Recognise(kept)).Evidence);
    }

    private static string? Only(Manifest manifest) => KeeperSet.Recognise(manifest.Build()).SingleOrDefault()?.Name;
}
