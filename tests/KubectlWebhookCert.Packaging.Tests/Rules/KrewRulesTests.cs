using System.Text.RegularExpressions;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Packaging.Rules;

namespace KubectlWebhookCert.Packaging.Tests.Rules;

/// <summary>
/// Every rule of Krew, broken alone. Krew's own validator and installer (db921d5) refuse the same rows, but for what only reviewers ask, and a
/// <c>bin</c> that it installs and that cannot run.
/// </summary>
public sealed partial class KrewRulesTests
{
    private const string Name = "name: webhook-cert";
    private const string Version = "version: v1.2.3";
    private const string Short = "shortDescription: Find and mend broken webhook certificates";
    private const string FirstSelector = "matchLabels:\n        os: darwin\n        arch: amd64";
    private const string FirstBin = "bin: kubectl-webhook_cert\n";

    /// <summary>A rule, what of the valid manifest is replaced, and by what.</summary>
    public static TheoryData<string, string, string> Broken => new()
    {
        { "api-version", "v1alpha2", "v1alpha1" },
        { "kind", "kind: Plugin", "kind: Plug" },
        { "kind", "kind: Plugin\n", "" },
        { "name-unsafe name-not-of-file name-kebab-case", Name, "name: webhook/cert" },
        { "name-not-of-file", Name, "name: webhook-certs" },
        { "version", Version, "version: 1.2.3" },
        { "version", Version, "version: v1.2" },
        { "version", Version, "version: v1.02.3" },
        { "version", Version, "version: v1.2.3-" },
        { "version", "  " + Version + "\n", "" },
        { "short-description", "  " + Short + "\n", "" },
        { "short-description", Short, "shortDescription: \"Find\\nand mend\"" },
        { "uri", "uri: https", "uri: http" },
        { "uri", "darwin_amd64.tar.gz", "darwin_amd64.tgz" },
        { "sha256", "sha256: aaaa", "sha256: AAAA" },
        { "sha256", "sha256: aaaa", "sha256: aaa" },
        { "bin", "    " + FirstBin, "" },
        { "bin", FirstBin, "bin: ../kubectl-webhook_cert\n" },
        { "bin", FirstBin, "bin: /bin/sh\n" },
        { "bin", FirstBin, "bin: .\n" },
        { "files-empty files-listed", FirstBin, FirstBin + "    files: []\n" },
        { "files-escape files-listed", FirstBin, FirstBin + "    files: [{from: ../*, to: .}]\n" },
        { "files-escape files-listed", FirstBin, FirstBin + "    files: [{from: '*', to: ../..}]\n" },
        { "files-escape files-listed", FirstBin, FirstBin + "    files: [{from: '*', to: /usr/bin}]\n" },
        { "files-escape files-listed", FirstBin, FirstBin + "    files: [{from: '*'}]\n" },
        { "files-to-unclean files-listed", FirstBin, FirstBin + "    files: [{from: '*', to: ./here}]\n" },
        { "files-listed", FirstBin, FirstBin + "    files: [{from: '*', to: .}]\n" },
        { "selector-empty", FirstSelector, "matchExpressions: []" },
        { "selector-empty", "selector:\n      " + FirstSelector, "selector:" },
        { "selector-list-empty", FirstSelector, FirstSelector + "\n      matchExpressions: []" },
        { "selector-key selector-matches-nothing", FirstSelector, FirstSelector + "\n        libc: glibc" },
        { "selector-key", FirstSelector, FirstSelector + "\n      matchExpressions: [{key: libc, operator: DoesNotExist}]" },
        { "selector-matches-nothing", "os: darwin\n        arch: amd64", "os: freebsd\n        arch: amd64" },
        { "selector-matches-nothing", FirstSelector, FirstSelector + "\n      matchExpressions: [{key: os, operator: Is, values: [darwin]}]" },
        { "selectors-overlap", FirstSelector, "matchLabels:\n        os: darwin\n        arch: arm64" },
        { "selectors-overlap", FirstSelector, "matchExpressions: [{key: os, operator: NotIn, values: [linux, windows]}]" },
        { "name-not-of-file name-kebab-case", Name, "name: Webhook-Cert" },
        { "name-not-of-file name-kebab-case", Name, "name: webhook_cert" },
        { "name-not-of-file name-of-kubectl", Name, "name: certificate" },
        { "name-not-of-file name-repeats-kube", Name, "name: kube-webhook-cert" },
        { "name-not-of-file name-abbreviated", Name, "name: webhook-crd" },
        { "short-description-long", Short, "shortDescription: Find and mend broken webhook certificates in short order" },
        { "short-description-redundant", Short, "shortDescription: Kubernetes webhook certificates" },
        { "short-description-redundant", Short, "shortDescription: A plugin for webhooks" },
        { "description", "description: |", "about: |" },
        { "description-wide", "Finds out why the", "Finds out why, and it is not always easy to find out why, the" },
        { "description-has-usage", "Finds out why the", "kubectl webhook-cert validate\n\n    Finds out why the" },
        { "homepage", "homepage: https://example.com/someone/kubectl-webhook-cert", "homepage: example.com" },
        { "caveats", "  platforms:", "  caveats: Needs openssl\n  platforms:" },
        { "bin-not-exe", "kubectl-webhook_cert.exe", "kubectl-webhook_cert" },
    };

    [Fact]
    public void The_valid_manifest_breaks_none() => Assert.Empty(KrewRules.Check(Make.Manifest(Make.ManifestText), _ => null));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_rule_speaks_where_it_is_broken(string codes, string old, string @new)
    {
        Assert.Contains(old, Make.ManifestText, StringComparison.Ordinal);
        var first = Make.ManifestText.IndexOf(old, StringComparison.Ordinal);
        var text = string.Concat(Make.ManifestText.AsSpan(0, first), @new, Make.ManifestText.AsSpan(first + old.Length));

        var problems = KrewRules.Check(Make.Manifest(text), _ => null);

        Assert.Equal(codes.Split(' ').Order(), problems.Select(problem => problem.Code).Distinct().Order());
        Assert.All(problems, problem => Assert.DoesNotContain('\n', problem.Message));
    }

    [Fact]
    public void A_manifest_without_platforms_installs_nothing()
    {
        var text = Make.ManifestText[..Make.ManifestText.IndexOf("  platforms:", StringComparison.Ordinal)] + "  platforms: []\n";

        Assert.Equal("platforms-empty", Assert.Single(KrewRules.Check(Make.Manifest(text), _ => null)).Code);
    }

    [Fact]
    public void A_name_that_Windows_keeps_for_a_device_is_unsafe()
    {
        var text = Make.ManifestText.Replace(Name, "name: aux", StringComparison.Ordinal);

        Assert.Equal("name-unsafe", Assert.Single(KrewRules.Check(Make.Manifest(text, "aux.yaml"), _ => null)).Code);
    }

    [Fact]
    public void Every_rule_is_broken_somewhere_here()
    {
        var codes = Directory.EnumerateFiles(Repository.PathOf("krew-manifest/Packaging/Rules"), "*Rules.cs")
            .SelectMany(path => Code().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Order()
            .ToArray();
        var broken = Broken.SelectMany(row => row.Data.Item1.Split(' '))
            .Concat(ArchiveRulesTests.Broken.Select(row => row.Data.Item1))
            .Append("platforms-empty")
            .Distinct()
            .Order();

        Assert.Equal(codes, broken);
    }

    [GeneratedRegex("(?:new|ManifestProblem)\\(\"([a-z0-9-]+)\"")]
    private static partial Regex Code();
}
