using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That `-v` shows the requests and no secret, however much is asked for.</summary>
public sealed class RequestLogTests(SharedCluster shared) : InspectTest(shared)
{
    [Theory]
    [InlineData("-v=6")]
    [InlineData("-v=8")]
    [InlineData("-v=9")]
    [InlineData("--v=9")]
    [InlineData("-v9")]
    public async Task Requests_are_logged_without_tokens_and_keys(string level)
    {
        var own = Own("its administrator's token");
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);

        var result = await Plugin.InspectAsync(own.AdminTokenKubeconfig, name, level, "-o", "json");

        Plugin.Document(result);
        Assert.Contains($"GET {own.Anonymous.Server}apis/admissionregistration.k8s.io/v1/", result.Error, StringComparison.Ordinal);
        Assert.Contains($"/api/v1/namespaces/{stage.Namespace}/secrets/{stage.Secret}", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(own.AdminToken, result.Error + result.Output, StringComparison.Ordinal);
        MustNotHold(stage.Serving.KeyPem, result);
    }

    [Fact]
    public async Task Bodies_are_shown_from_level_8_on()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);

        var six = await InspectAsync(name, "-v=6");
        var nine = await InspectAsync(name, "-v=9");

        Assert.DoesNotContain("Response Body", six.Error, StringComparison.Ordinal);
        Assert.Contains("Response Body", nine.Error, StringComparison.Ordinal);
        Assert.Contains("\"clusterIP\"", nine.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listed_Secrets_are_masked_too()
    {
        var stage = await Stages.WithoutPodsAsync(IssueAsync, Cancelled);
        var name = await ValidatingAsync(stage);

        var result = await InspectAsync(name, "-v=9");

        Assert.Contains($"/api/v1/namespaces/{stage.Namespace}/secrets", result.Error, StringComparison.Ordinal);
        MustNotHold(stage.Serving.KeyPem, result);
    }

    [Theory]
    [InlineData("--token")]
    [InlineData("--password")]
    public async Task A_credential_of_the_command_line_is_not_logged(string flag)
    {
        const string Credential = "cr3dential-of-the-command-line";
        string[] user = flag == "--password" ? ["--username", "someone"] : [];
        var own = Own("a connection without credentials");
        var kubeconfig = own.Folder.Write(FreshName.With("kubeconfig"), own.Anonymous.ToYaml());

        var result = await Plugin.InspectAsync(kubeconfig, ["-v=9", flag, Credential, .. user]);

        Assert.Equal(1, result.ExitCode); // 401
        Assert.Contains("GET ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Credential, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64($"someone:{Credential}"), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_logged_without_being_asked_for()
    {
        var name = await ValidatingAsync(await SoundAsync());

        var result = await InspectAsync(name, "-v=5");

        Plugin.MustBeDone(result);
        Assert.Equal("", result.Error);
    }

    // Neither as PEM, nor as a Secret's data holds it, nor any line of it.
    private static void MustNotHold(string keyPem, ProgramResult result)
    {
        var printed = result.Output + result.Error;
        var lines = keyPem.Split('\n').Where(line => line.Length > 16 && !line.Contains('-', StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(line, printed, StringComparison.Ordinal));
        var data = Base64(keyPem);
        Assert.DoesNotContain(data[40..80], printed, StringComparison.Ordinal);
        Assert.DoesNotContain(data[^60..^20], printed, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
