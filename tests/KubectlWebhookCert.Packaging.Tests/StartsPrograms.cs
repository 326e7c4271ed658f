namespace KubectlWebhookCert.Packaging.Tests;

/// <summary>Tests that start programs, one after the other: a script that is being written while another test forks cannot be started ("text file busy").</summary>
[CollectionDefinition(Name)]
public sealed class StartsPrograms
{
    public const string Name = "starts programs";
}
