using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Adopting;

/// <summary>One value of an object becomes another, and only if it is still what it was.</summary>
public sealed class TrustPatchTests
{
    private static readonly Issued Old = Issued.Ca("CN=ca");
    private static readonly Issued New = Issued.Ca("CN=ca", key: 1, serial: 2);

    [Fact]
    public void A_key_of_a_config_map_whatever_it_is_called()
    {
        var configMap = Make.ConfigMap("web", "trust", ("a~b.crt", Old.Pem), ("other", "stays")).Build();

        var patched = Patch(configMap, new HolderPlace.ConfigMap("web", "trust", "a~b.crt"));

        Assert.Equal((Old.Pem + New.Pem, "stays"), (patched.Json.Text("data", "a~b.crt"), patched.Json.Text("data", "other")));
    }

    [Fact]
    public void A_binary_key_stays_binary()
    {
        var configMap = Make.ConfigMap("web", "trust").With(json => json["binaryData"] = new JsonObject { ["ca.crt"] = Base64(Old.Pem) }).Build();

        Assert.Equal(Base64(Old.Pem + New.Pem), Patch(configMap, new HolderPlace.ConfigMap("web", "trust", "ca.crt")).Json.Text("binaryData", "ca.crt"));
    }

    [Fact]
    public void The_bundle_of_one_entry_of_several()
    {
        var configuration = Make.Validating("web", Make.Entry("a", "web/hook", Old.Base64), Make.Entry("b", "web/hook", Old.Base64)).Build();

        var patched = Patch(configuration, BundleOf("b", 1));

        Assert.Equal([Old.Base64, Base64(Old.Pem + New.Pem)], patched.Json.Items("webhooks").Select(entry => entry.Text("clientConfig", "caBundle")));
    }

    [Fact]
    public void An_entry_that_has_moved_is_not_found()
    {
        var moved = Make.Validating("web", Make.Entry("b", "web/hook", Old.Base64), Make.Entry("a", "web/hook", Old.Base64)).Build();

        Assert.Null(TrustPatch.Read(moved, BundleOf("b", 1)));
    }

    [Fact]
    public void What_was_changed_meanwhile_is_not_overwritten()
    {
        var configuration = Make.Validating("web", Make.Entry("a", "web/hook", Old.Base64)).Build();
        var operations = TrustPatch.OfBundles(configuration, [Change(BundleOf("a", 0))]);

        Assert.Equal(
            PatchFailure.TestFailed,
            Assert.Throws<PatchException>(() => JsonPatch.Apply(Make.Validating("web", Make.Entry("a", "web/hook", New.Base64)).Build().Json, operations)).Failure);
        var configMap = Make.ConfigMap("web", "trust", ("ca.crt", Old.Pem)).With(json => json["metadata"]!["resourceVersion"] = "7").Build();
        Assert.Equal("7", TrustPatch.OfKeys(configMap, [Change(new HolderPlace.ConfigMap("web", "trust", "ca.crt"))]).Text("metadata", "resourceVersion"));
    }

    [Fact]
    public void Base64_is_spelled_as_api_servers_spell_it()
    {
        var odd = Base64("# what stands for what: ~>~>~>\n" + Old.Pem);
        Assert.Contains('+', odd);
        var configuration = Make.Validating("web", Make.Entry("a", "web/hook", odd)).Build();

        Assert.Contains(odd, TrustPatch.OfBundles(configuration, [Change(BundleOf("a", 0))]).GetRawText(), StringComparison.Ordinal);
    }

    private static HolderPlace.Bundle BundleOf(string entry, int index) =>
        new(new BundlePlace(ResourceTypes.ValidatingWebhookConfiguration, "web", entry, index, Hook.ServerName), "web");

    private static KubernetesObject Patch(KubernetesObject resource, HolderPlace place)
    {
        Assert.Equal(Trusting.Store(Old.Pem, null).Bundle, TrustPatch.Read(resource, place));
        return new KubernetesObject(place is HolderPlace.Bundle
            ? JsonPatch.Apply(resource.Json, TrustPatch.OfBundles(resource, [Change(place)]))
            : MergePatch.Apply(resource.Json, TrustPatch.OfKeys(resource, [Change(place)])));
    }

    private static TrustChange Change(HolderPlace place) => TrustPlanner.Plan(place, Trusting.Store(Old.Pem, New.Pem), new TrustOptions(), Judged.Now);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
