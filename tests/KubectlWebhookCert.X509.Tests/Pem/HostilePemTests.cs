using System.Diagnostics;
using System.Text;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Tests.Pem;

/// <summary>Megabytes of the worst that was thought of: each row is slow where something is looked for again and again.</summary>
public sealed class HostilePemTests
{
    private const int Size = 4 * 1024 * 1024;

    public static TheoryData<string, string, string> Texts => new()
    {
        { "", "-----BEGIN A-----\n", "" },
        { "", "-----BEGIN A-----\n", "\n-----END A-----\n" },
        { "", "-----BEGIN A-----\nQUJD\n", "\n-----END A-----" + new string(' ', 1024 * 1024) + "x\n" },
        { "", "-----BEGIN A:b-----\n-----END A:b-----\n", "" },
        { "", "-----BEGIN A-----\n-----END A-----x\n", "" },
        { "", "-----BEGIN A-----\nx\n-----END A-----\n", "" },
        { "", "-----BEGIN A-----\n-----END A-----\n", "" },
        { "", "-----BEGIN -----BEGIN ", "\n-----END A-----\n" },
        { "-----BEGIN A-----\n", "k: v\n", "" },
        { "-----BEGIN A-----\n", "QUJD\n", "\n-----END A-----\n" },
        { "-----BEGIN A-----\n", "QUJD", "" },
        { "-----BEGIN ", "A", "-----\n" },
        { "", "-----", "" },
        { "", "\n-----END ", "" },
        { "", "\n", "" },
        { "", "A", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Takes_time_in_proportion_to_the_length(string start, string repeated, string end)
    {
        var text = Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, Size / repeated.Length)) + end);

        foreach (var rules in new[] { PemRules.Classic, PemRules.Current })
        {
            var watch = Stopwatch.StartNew();
            var bundle = CertificateBundle.Read(text, rules);

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}"); // a quadratic reading takes minutes
            Assert.True(bundle.Problems.Length <= PemReader.MostProblems + 1);
        }
    }
}
