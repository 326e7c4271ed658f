using System.Globalization;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification.KeyPairs;
using Subjects = KubectlWebhookCert.X509.Issuing.SubjectName;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Every Go accepts what we issue.</summary>
public sealed class IssuedTests(OracleSession session, IssuedKeys keys) : IClassFixture<IssuedKeys>
{
    public static TheoryData<string> Algorithms => [.. IssuedKeys.Algorithms.Select(algorithm => algorithm.ToString())];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Go_accepts_every_name_of_what_a_CA_of_this_algorithm_issues(string algorithm)
    {
        var authority = IssuedKeys.Algorithms.Single(known => known.ToString() == algorithm);
        var chains = IssuedKeys.Algorithms.SelectMany(leaf => new IssuedChains(keys, authority, leaf).Make()).ToArray();
        var asked = chains.SelectMany(chain => chain.Names.Select(name => chain.Ask(name, IssuedChains.Instant))).ToArray();

        foreach (var oracle in session.Oracles)
        {
            var answers = await Task.WhenAll(asked.Select(oracle.VerifyAsync));

            Assert.Empty(asked.Zip(answers, (one, answer) => Refusal(one, oracle, answer)).OfType<string>());
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"issued by {algorithm}: {chains.Length} chains, {asked.Length} names, each in {session.Oracles.Count} versions"));
    }

    [Fact]
    public async Task Go_serves_with_every_key_in_every_encoding()
    {
        var pairs = keys.All.SelectMany(key => EncodingsOf(key).Select(encoding => (Key: key, Encoding: encoding))).ToArray();
        var other = CertificatePem.Write(Certify(keys.Find(KeyAlgorithm.EcdsaP256, KeyUse.Authority), Usual));
        foreach (var (key, encoding) in pairs)
        {
            var asked = Pair(Certify(key, Usual), key.ExportPem(encoding), $"{key} as {encoding}");
            foreach (var oracle in session.Oracles)
            {
                var answer = await PairAnswer.AskAsync(oracle, asked, other);

                Assert.Equal((asked.Planted[0], ""), (asked.Planted[0], answer.Verdict.Text + answer.Verdict.Panic));
                Assert.Equal(KeyLoaders.KeyPair | LoaderOf(encoding), answer.Loaders);
            }
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"issued key pairs: {pairs.Length}, each in {session.Oracles.Count} versions"));
    }

    [Fact]
    public async Task Go_serves_with_keys_that_were_read_and_written_again()
    {
        foreach (var key in keys.All)
        {
            foreach (var encoding in EncodingsOf(key))
            {
                using var read = SigningKey.Load(PrivateKey.Read(key.ExportPem(encoding)));
                var asked = Pair(Certify(read, Usual), read.ExportPem(EncodingsOf(read)[0]), $"{key} read as {encoding}");

                Assert.Equal("", (await PairAnswer.AskAsync(session.Newest, asked, asked.Certificate)).Verdict.Text);
            }
        }
    }

    [Fact]
    public async Task Go_refuses_what_is_not_valid_then()
    {
        var chain = new IssuedChains(keys, KeyAlgorithm.EcdsaP256, KeyAlgorithm.Rsa2048).Make().First();
        (DateTimeOffset At, ReasonKind Expected)[] instants =
        [
            (chain.Leaf.NotBefore.AddSeconds(-1), ReasonKind.NotYetValid), (chain.Leaf.NotBefore, ReasonKind.Accepted),
            (chain.Leaf.NotAfter, ReasonKind.Accepted), (chain.Leaf.NotAfter.AddSeconds(1), ReasonKind.Expired),
        ];
        foreach (var oracle in session.Oracles)
        {
            foreach (var (at, expected) in instants)
            {
                Assert.Equal((at, expected), (at, (await oracle.VerifyAsync(chain.Ask("hook.ns.svc", at))).NewKind));
            }
        }
    }

    [Fact]
    public async Task Go_refuses_another_name_another_CA_and_another_key()
    {
        var chain = new IssuedChains(keys, KeyAlgorithm.EcdsaP256, KeyAlgorithm.Rsa2048).Make().First();
        var stranger = chain with { Bundle = [Certify(keys.Find(KeyAlgorithm.EcdsaP256, KeyUse.NewAuthority), Usual)] };
        var wrongKey = keys.Find(KeyAlgorithm.Rsa2048, KeyUse.NewLeaf).ExportPem(PrivateKeyEncoding.Pkcs8);
        var pair = Pair(chain.Leaf, wrongKey, "wrong key");
        foreach (var oracle in session.Oracles)
        {
            Assert.Equal(ReasonKind.NameMismatch, (await oracle.VerifyAsync(chain.Ask("new.ns.svc", IssuedChains.Instant))).NewKind);
            Assert.Equal(ReasonKind.UnknownAuthority, (await oracle.VerifyAsync(stranger.Ask("hook", IssuedChains.Instant))).NewKind);
            Assert.Equal(
                "tls: private key does not match public key", (await PairAnswer.AskAsync(oracle, pair, pair.Certificate)).Verdict.Text);
        }
    }

    private static Validity Usual { get; } = new(IssuedChains.Instant.AddDays(-1), IssuedChains.Instant.AddDays(1));

    // Ours is the same verdict, as in all other cases; one version will do.
    private string? Refusal(OracleCase asked, OracleProcess oracle, OracleAnswer answer)
    {
        var differences = oracle == session.Newest ? Comparison.Differences(asked, oracle.Version, answer).ToArray() : [];
        return answer.IsAccepted && answer.BundleRefusal is null && differences.Length == 0
            ? null
            : $"{string.Join(", ", asked.Planted)}, {oracle.Version}: {answer.Text}{answer.Panic}{string.Concat<Difference>(differences)}";
    }

    private static Certificate Certify(SigningKey key, Validity validity) =>
        CertificateIssuer.IssueAuthority(Subjects.Create("ca", null), validity, key);

    private static PairCase Pair(Certificate certificate, byte[] key, string what) =>
        new(0, 0, [what], CertificatePem.Write(certificate), key, key);

    private static PrivateKeyEncoding[] EncodingsOf(SigningKey key) => key.PublicKey.Kind == PublicKeyKind.Rsa
        ? [PrivateKeyEncoding.Pkcs1, PrivateKeyEncoding.Pkcs8]
        : [PrivateKeyEncoding.Sec1, PrivateKeyEncoding.Pkcs8];

    private static KeyLoaders LoaderOf(PrivateKeyEncoding encoding) => encoding switch
    {
        PrivateKeyEncoding.Pkcs1 => KeyLoaders.Pkcs1,
        PrivateKeyEncoding.Sec1 => KeyLoaders.Sec1,
        _ => KeyLoaders.Pkcs8,
    };
}
