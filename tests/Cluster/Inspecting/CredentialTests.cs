namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Every way to log in, against a server that checks.</summary>
public sealed class CredentialTests(SharedCluster shared) : KubeconfigTest(shared)
{
    [Fact]
    public async Task A_client_certificate_may_be_in_files() => MustHaveRead(await AsAsync(CertificateFile, KeyFile));

    [Fact]
    public async Task Relative_paths_start_at_the_kubeconfig()
    {
        _ = (CertificateFile, KeyFile);
        Folder.Write("ca.crt", Server.Pki.Server.Pem);

        MustHaveRead(await RunAsync(
            [Address, "certificate-authority: ca.crt"], ["client-certificate: user.crt", "client-key: ./user.key"]));
    }

    [Fact]
    public async Task A_client_certificate_may_be_data() => MustHaveRead(await AsAsync(
        $"client-certificate-data: {Base64(Administrator.ChainPem)}", $"client-key-data: {Base64(Administrator.KeyPem)}"));

    [Fact]
    public async Task A_client_certificate_may_have_an_RSA_key()
    {
        var user = Server.Pki.Users.Issue(
            new LeafProfile { CommonName = "rsa-admin", Organizations = ["system:masters"], IsForClient = true, IsRsa = true });

        MustHaveRead(await AsAsync($"client-certificate-data: {Base64(user.ChainPem)}", $"client-key-data: {Base64(user.KeyPem)}"));
    }

    [Fact]
    public async Task A_client_certificate_is_the_user_that_it_names()
    {
        var user = Server.Pki.Users.IssueClient("jane");

        MustHaveBeen("jane", await AsAsync(
            $"client-certificate-data: {Base64(user.ChainPem)}", $"client-key-data: {Base64(user.KeyPem)}"));
    }

    [Fact]
    public async Task A_client_certificate_of_a_stranger_is_refused()
    {
        var user = Server.Pki.Server.IssueClient("stranger", "system:masters");

        Plugin.MustFail(
            await AsAsync($"client-certificate-data: {Base64(user.ChainPem)}", $"client-key-data: {Base64(user.KeyPem)}"),
            "Unauthorized");
    }

    [Fact]
    public async Task A_token_may_be_in_the_kubeconfig() => MustHaveRead(await AsAsync(Token));

    [Fact]
    public async Task A_token_may_be_in_a_file() =>
        MustHaveRead(await AsAsync("tokenFile: " + Folder.Write("token", Server.AdminToken + "\n")));

    [Fact]
    public async Task A_token_file_goes_before_a_token() =>
        MustHaveRead(await AsAsync("token: outdated", "tokenFile: " + Folder.Write("token", Server.AdminToken)));

    [Fact]
    public async Task A_token_that_the_server_does_not_know_is_refused()
    {
        var result = await Plugin.InspectAsync(Server.UnknownTokenKubeconfig);

        Plugin.MustFail(result, "Unauthorized");
        Assert.StartsWith("error: You must be logged in to the server (Unauthorized)\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_may_read_nothing() => MustHaveBeen("system:anonymous", await AsAsync());

    [Fact]
    public async Task A_user_can_be_impersonated_in_the_kubeconfig()
    {
        MustHaveBeen("jane", await AsAsync(Token, "as: jane"));
        MustHaveRead(await AsAsync(Token, "as: jane", "as-groups: [\"system:masters\"]"));
    }

    [Fact]
    public async Task A_user_can_be_impersonated_by_flags()
    {
        MustHaveBeen("jane", await RunAsync([Address, Authority], [Token], "--as", "jane"));
        MustHaveRead(await RunAsync([Address, Authority], [Token], "--as=jane", "--as-group=nobodies", "--as-group", "system:masters"));
        MustHaveBeen("joe", await RunAsync([Address, Authority], [Token, "as: jane"], "--as", "joe"));
    }

    [Fact]
    public async Task Groups_without_a_user_are_an_error() =>
        Plugin.MustFail(await RunAsync([Address, Authority], [Token], "--as-group", "system:masters"));
}
