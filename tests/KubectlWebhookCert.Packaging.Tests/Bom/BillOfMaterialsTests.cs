using System.Text.Json;
using System.Xml.Linq;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Packaging.Bom;

namespace KubectlWebhookCert.Packaging.Tests.Bom;

/// <summary>The bill of materials names what is in the plugin.</summary>
public sealed class BillOfMaterialsTests
{
    private const string Assets = """
        {"packageFolders":{"/nowhere/":{}},"project":{"frameworks":{"net9.0":{"downloadDependencies":[
          {"name":"Microsoft.NETCore.App.Ref","version":"[9.0.1, 9.0.1]"},
          {"name":"runtime.linux-x64.Microsoft.DotNet.ILCompiler","version":"[9.0.1, 9.0.1]"}]}}}}
        """;

    private static readonly LockFile Locked = new(File.ReadAllText(Repository.PathOf("krew-manifest/Packaging/packages.lock.json")));

    [Fact]
    public void It_is_what_the_golden_file_says()
    {
        const string Lock = """
            {"version":2,"dependencies":{"net10.0":{
              "First":{"type":"CentralTransitive","requested":"[1.0.0, )","resolved":"1.0.0","contentHash":"Zmlyc3Q=","dependencies":{"Second":"2.0.0"}},
              "Second":{"type":"Transitive","resolved":"2.0.0","contentHash":"c2Vjb25k"},
              "Unneeded":{"type":"Transitive","resolved":"3.0.0","contentHash":"dW4="},
              "kubectl-webhook_cert":{"type":"Project","dependencies":{"Inner":"[1.2.3, )"}},
              "inner":{"type":"Project","dependencies":{"First":"[1.0.0, )"}}}}}
            """;

        Golden.MatchesFile("tests/KubectlWebhookCert.Packaging.Tests/Goldens/bom.cdx.json", Bill(new LockFile(Lock), Assets));
    }

    [Fact]
    public void The_plugin_is_made_of_the_packages_that_are_not_for_tests()
    {
        var shipped = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("ItemGroup")
            .Where(group => (string?)group.Attribute("Label") != "tests")
            .SelectMany(group => group.Elements("PackageVersion"))
            .Select(package => $"{(string?)package.Attribute("Include")} {(string?)package.Attribute("Version")}");

        Assert.Equal(shipped.Order(), Locked.AllBehind("kubectl-webhook_cert").Select(package => $"{package.Name} {package.Version}").Order());
    }

    [Fact]
    public void Every_reference_leads_to_a_component()
    {
        var bill = JsonElement.Parse(Bill(Locked, Assets));
        var references = bill.Items("components").Append(bill.At("metadata", "component") ?? default).Select(component => component.Text("bom-ref")).ToArray();

        Assert.Equal(references.Order(), bill.Items("dependencies").Select(dependency => dependency.Text("ref")).Order());
        Assert.All(bill.Items("dependencies").SelectMany(dependency => dependency.Items("dependsOn")), needed => Assert.Contains(needed.GetString(), references));
    }

    [Fact]
    public void From_net10_on_the_runtime_is_a_package_of_its_own()
    {
        var assets = Assets.Replace(
            "{\"name\":\"Microsoft.NETCore.App.Ref\"",
            "{\"name\":\"Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64\",\"version\":\"[10.0.1, 10.0.1]\"},{\"name\":\"Microsoft.NETCore.App.Ref\"",
            StringComparison.Ordinal);

        Assert.Equal("Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64 10.0.1", Name(new RestoredAssets(assets).LinkedRuntime()));
        Assert.Equal("runtime.linux-x64.Microsoft.DotNet.ILCompiler 9.0.1", Name(new RestoredAssets(Assets).LinkedRuntime()));
    }

    [Fact]
    public void A_plugin_that_was_not_published_natively_has_no_bill() =>
        Assert.Throws<PackagingException>(() => new RestoredAssets("""{"project":{"frameworks":{"net9.0":{}}}}""").LinkedRuntime());

    [Fact]
    public void A_licence_is_what_the_package_declares()
    {
        using var folder = new TemporaryFolder();
        folder.Write("first/1.0.0/first.nuspec", "<package xmlns='http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd'><metadata><license type='expression'>MIT</license></metadata></package>");
        folder.Write("second/1.0.0/second.nuspec", "<package><metadata><license type='file'>LICENSE.txt</license></metadata></package>");
        var assets = new RestoredAssets($"{{\"packageFolders\":{{\"{folder.Path}\":{{}}}}}}");

        Assert.Equal("MIT", assets.LicenceOf(new LockedPackage("First", "1.0.0", null, [])));
        Assert.Null(assets.LicenceOf(new LockedPackage("Second", "1.0.0", null, [])));
        Assert.Null(assets.LicenceOf(new LockedPackage("Third", "1.0.0", null, [])));
    }

    private static string Bill(LockFile locked, string assets) =>
        new BillOfMaterials(Make.Project, new Platform("linux", "amd64"), new string('a', 64)).ToJson(locked, new RestoredAssets(assets));

    private static string Name(LockedPackage package) => $"{package.Name} {package.Version}";
}
