using KubectlWebhookCert.Core.Yaml;
using KubectlWebhookCert.Packaging;

try
{
    var workshop = Workshop.Open(Directory.GetCurrentDirectory());
    return args switch
    {
        ["dist"] => workshop.WriteDistribution(Console.Out),
        ["krew-manifest"] => workshop.WriteManifests(complete: false, Console.Out),
        ["krew-manifest", "--complete"] => workshop.WriteManifests(complete: true, Console.Out),
        ["check-release", var tag] => workshop.CheckRelease(tag, Environment.GetEnvironmentVariable, Console.Error),
        ["release-notes", var version] => workshop.WriteReleaseNotes(version, Console.Out),
        _ => throw new PackagingException("usage: Packaging dist | krew-manifest [--complete] | check-release TAG | release-notes VERSION", "make help"),
    };
}
catch (PackagingException failure)
{
    Console.Error.WriteLine($"error: {failure.Message}\nhint: {failure.Hint}");
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or UnreadableDocumentException)
{
    Console.Error.WriteLine($"error: {failure.Message}");
}

return 1;
