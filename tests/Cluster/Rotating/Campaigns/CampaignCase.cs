namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A kind of rotation that campaigns disturb.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="ReplacesAuthority">Whether the CA is another one afterwards; where not, no bundle changes.</param>
/// <param name="MakeStageAsync">Makes what is rotated, and whoever owns it.</param>
internal sealed record CampaignCase(
    string Name, bool ReplacesAuthority, Func<ControlPlane, ObjectMaker, CancellationToken, Task<CampaignStage>> MakeStageAsync)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.8)];

    /// <summary>Flags of `rotate`.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Nobody owns the Secret, and it holds the CA's private key.</summary>
    public static CampaignCase DirectLeaf { get; } = new(
        "direct leaf", false, (control, make, ended) => DirectAsync(control, make, true, TwoKubelets, ended));

    /// <summary>Nobody owns the Secret, and nobody has the CA's private key.</summary>
    public static CampaignCase DirectAuthority { get; } = DirectAuthorityOf(TwoKubelets);

    /// <summary>cert-controller in both replicas, one of which sees the Secret late.</summary>
    public static CampaignCase CertController { get; } = new("cert-controller ca", true, CertControllerAsync) { Flags = ["--ca"] };

    /// <summary>Spark Operator 2, whose two pods read the Secret at their start: they are restarted.</summary>
    public static CampaignCase SparkSecond { get; } = new("spark 2 leaf", false, SparkSecondAsync) { Flags = ["--reload-time", "1s"] };

    /// <summary>Spark Operator up to chart 1.3, whose pod reads files of the Secret again and again.</summary>
    public static CampaignCase SparkFirst { get; } = new("spark 1.3 ca", true, SparkFirstAsync) { Flags = ["--ca"] };

    /// <summary>Those that every run of the tests has.</summary>
    public static IReadOnlyList<CampaignCase> Usual { get; } = [DirectLeaf, DirectAuthority, CertController];

    public static IReadOnlyList<CampaignCase> All { get; } = [.. Usual, SparkSecond, SparkFirst];

    /// <summary>The same as <see cref="DirectAuthority"/> with other replicas.</summary>
    /// <param name="reloadDelays">One for each replica: <see cref="ReloadingPod.StartAsync"/>.</param>
    public static CampaignCase DirectAuthorityOf(IReadOnlyList<TimeSpan?> reloadDelays) =>
        new("direct ca", true, (control, make, ended) => DirectAsync(control, make, false, reloadDelays, ended));

    private static async Task<CampaignStage> DirectAsync(
        ControlPlane control,
        ObjectMaker make,
        bool hasAuthorityKey,
        IReadOnlyList<TimeSpan?> reloadDelays,
        CancellationToken cancellationToken)
    {
        using var authority = new TestCertificates("webhook CA");
        var stage = await RotatingStage.MakeAsync(
            control,
            make,
            serverName =>
            {
                var leaf = authority.Issue(serverName);
                var data = new Dictionary<string, string>
                {
                    ["ca.crt"] = authority.Pem,
                    ["tls.crt"] = leaf.ChainPem,
                    ["tls.key"] = leaf.KeyPem,
                };
                if (hasAuthorityKey)
                {
                    data["ca.key"] = authority.KeyPem;
                }
                return (data, authority.Pem);
            },
            secret => secret,
            reloadDelays,
            cancellationToken);
        return await CampaignStage.OfAsync(control.Admin, stage, [], cancellationToken);
    }

    private static async Task<CampaignStage> CertControllerAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken)
    {
        var authority = RotatorAuthority.Make("webhook-ca");
        var stage = await RotatingStage.MakeAsync(
            control,
            make,
            serverName =>
            {
                var (leaf, key) = authority.Issue(serverName);
                var data = new Dictionary<string, string>
                {
                    ["ca.crt"] = authority.CertificatePem,
                    ["ca.key"] = authority.KeyPem,
                    ["tls.crt"] = leaf,
                    ["tls.key"] = key,
                };
                return (data, authority.CertificatePem);
            },
            secret => secret,
            TwoKubelets,
            cancellationToken);
        var profile = new RotatorProfile(stage.Secret.Namespace, stage.Secret.Name, "webhook-ca", stage.Service.ServerName)
        {
            Targets = [BundleTarget.Validating(stage.Configuration)],
        };
        RotatorProfile[] replicas = [profile, profile with { SecretLag = TimeSpan.FromMilliseconds(15) }];
        return await CampaignStage.OfAsync(
            control.Admin, stage, [.. replicas.Select(replica => new CertControllerEmulator(control.Admin, replica))], cancellationToken);
    }

    private static async Task<CampaignStage> SparkSecondAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken)
    {
        List<SparkOperatorEmulator> operators = [];
        var profile = SparkProfiles.Second(
            make,
            service => SparkCertificates.Generate(service.ServerName),
            (service, trusting) =>
            {
                operators.Add(new SparkOperatorEmulator(
                    control.Admin, service, SparkProfiles.Secret, [trusting.Path], SparkOperatorEmulator.HalfAYear));
                return operators[^1];
            });
        var stage = await RotatingStage.MakeAsync(control, make, profile, cancellationToken);
        return await CampaignStage.OfAsync(control.Admin, stage, operators, cancellationToken);
    }

    private static async Task<CampaignStage> SparkFirstAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken)
    {
        var profile = SparkProfiles.First(
            control.Admin,
            make,
            service =>
            {
                var subject = RsaAuthority.Name(service.ServerName, null);
                var end = DateTimeOffset.UtcNow.AddDays(100_000);
                var authority = new RsaAuthority(subject, end);
                return (authority, authority.Issue(subject, [service.ServerName], end));
            },
            TimeSpan.FromSeconds(0.7));
        return await CampaignStage.OfAsync(
            control.Admin, await RotatingStage.MakeAsync(control, make, profile, cancellationToken), [], cancellationToken);
    }
}
