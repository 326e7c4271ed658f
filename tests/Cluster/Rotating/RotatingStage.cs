namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A webhook to send admission requests to while its certificate is rotated: Secret, Deployment, Service, configuration.</summary>
internal sealed class RotatingStage : IAsyncDisposable
{
    private readonly ApiClient client;

    private RotatingStage(
        ApiClient client, PodStage pods, ServingSecret secret, RollingDeployment deployment, MadeService service, BundleTarget trusting)
    {
        this.client = client;
        Pods = pods;
        Secret = secret;
        Deployment = deployment;
        Service = service;
        Trusting = trusting;
    }

    public PodStage Pods { get; }

    public ServingSecret Secret { get; }

    public RollingDeployment Deployment { get; }

    public MadeService Service { get; }

    /// <summary>The webhook configuration, which has the two webhooks of <see cref="AdmissionLoad"/>.</summary>
    public BundleTarget Trusting { get; }

    /// <summary>Its name.</summary>
    public string Configuration => Trusting.Name;

    public string Namespace => Service.Namespace;

    /// <param name="control">Where.</param>
    /// <param name="make">What makes the objects.</param>
    /// <param name="data">Of the Secret, and the CA bundle: given the name that the API server verifies.</param>
    /// <param name="shape">Sets the keys of the Secret that are served.</param>
    /// <param name="reloadDelays">One for each replica: <see cref="ReloadingPod.StartAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<RotatingStage> MakeAsync(
        ControlPlane control,
        ObjectMaker make,
        Func<string, (IReadOnlyDictionary<string, string> Secret, string CaBundlePem)> data,
        Func<ServingSecret, ServingSecret> shape,
        IReadOnlyList<TimeSpan?> reloadDelays,
        CancellationToken cancellationToken)
    {
        var shaped = shape(new ServingSecret("", "webhook-server-cert"));
        var profile = new RotatingProfile(
            async (service, ended) =>
            {
                var (stored, bundle) = data(service.ServerName);
                await make.SecretAsync(service.Namespace, shaped.Name, "Opaque", stored, ended);
                return bundle;
            },
            (pods, _, secret, _) =>
                ReloadingPod.Starts(pods, control.Admin, secret, "controller-manager", RotatingProfile.Labels, reloadDelays))
        {
            Secret = shaped.Name,
            Keys = (shaped.Certificate, shaped.PrivateKey),
        };
        return MakeAsync(control, make, profile, cancellationToken);
    }

    public static async Task<RotatingStage> MakeAsync(
        ControlPlane control, ObjectMaker make, RotatingProfile profile, CancellationToken cancellationToken)
    {
        var pods = await PodStage.MakeAsync(control, make, cancellationToken);
        var service = await pods.ServiceAsync(profile.Service, RotatingProfile.Labels, cancellationToken);
        var secret = new ServingSecret(pods.Namespace, profile.Secret)
        {
            Certificate = profile.Keys.Certificate,
            PrivateKey = profile.Keys.PrivateKey,
        };
        var bundle = await profile.Prepare(service, cancellationToken);
        var webhooks = AdmissionLoad.Webhooks(service, bundle.Length > 0 ? bundle : null);
        WebhookEntry[] named =
        [
            webhooks[0] with { Name = profile.Webhooks.New, FailurePolicy = profile.FailurePolicy },
            webhooks[1] with { Name = profile.Webhooks.Kept, FailurePolicy = profile.FailurePolicy },
        ];
        var trusting = profile.IsMutating
            ? BundleTarget.Mutating(await make.MutatingAsync(named, cancellationToken))
            : BundleTarget.Validating(await make.ValidatingAsync(named, cancellationToken));
        var starts = profile.Pods(pods, service, secret, trusting);
        var deployment = await RollingDeployment.StartAsync(
            pods, control.Admin, profile.Deployment, RotatingProfile.Labels, starts, cancellationToken);
        await pods.PublishAsync(cancellationToken);
        return new RotatingStage(control.Admin, pods, secret, deployment, service, trusting);
    }

    public Task<AdmissionLoad> LoadAsync(int perSecond, CancellationToken cancellationToken) =>
        AdmissionLoad.StartAsync(client, Service.Namespace, perSecond, cancellationToken);

    /// <summary>Changes some keys of the Secret; null takes a key away.</summary>
    public Task WriteAsync(IReadOnlyDictionary<string, string?> data, CancellationToken cancellationToken) =>
        client.MergeAsync(Secret.Path, SecretData.Change(data), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Deployment.DisposeAsync();
        await Pods.DisposeAsync();
    }
}
