using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Reads and writes CA bundles, and never one that the plan does not know.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">The plan.</param>
/// <param name="options">Goes with every write.</param>
internal sealed class BundleWriter(ICluster cluster, RotationPlan plan, WriteOptions options)
{
    /// <summary>Makes sure that places of one configuration hold what they are to hold.</summary>
    /// <exception cref="ChangedMeanwhileException">Somebody else has written something else.</exception>
    public async Task WriteAsync(ValueList<PlacedBundle> bundles, CancellationToken cancellationToken)
    {
        var first = bundles[0].Place;
        var found = await cluster.GetAsync(first.Type, null, first.Configuration, cancellationToken);
        var operations = new JsonArray();
        foreach (var wanted in bundles)
        {
            var current = Find(found, wanted.Place);
            if (current.Equals(wanted.Bundle))
            {
                continue;
            }

            if (!plan.Known(wanted.Place).Contains(current))
            {
                throw new ChangedMeanwhileException($"the CA bundle of {wanted.Place}");
            }

            BundlePatch.Add(operations, wanted.Place, current, wanted.Bundle);
        }

        if (operations.Count > 0)
        {
            var patch = new ObjectPatch.JsonPatch(operations);
            await cluster.PatchAsync(first.Type, null, first.Configuration, patch, options, cancellationToken);
        }
    }

    /// <summary>Where a bundle is not as wanted; empty where all are.</summary>
    /// <exception cref="ChangedMeanwhileException">Somebody else has written something else.</exception>
    public async Task<ValueList<BundlePlace>> MissingAsync(ValueList<PlacedBundle> bundles, CancellationToken cancellationToken)
    {
        List<BundlePlace> missing = [];
        foreach (var configuration in bundles.GroupBy(bundle => (bundle.Place.Type, bundle.Place.Configuration)))
        {
            var found = await cluster.GetAsync(configuration.Key.Type, null, configuration.Key.Configuration, cancellationToken);
            foreach (var wanted in configuration)
            {
                var current = Find(found, wanted.Place);
                if (!plan.Known(wanted.Place).Contains(current))
                {
                    throw new ChangedMeanwhileException($"the CA bundle of {wanted.Place}");
                }

                if (!current.Equals(wanted.Bundle))
                {
                    missing.Add(wanted.Place);
                }
            }
        }

        return [.. missing];
    }

    /// <summary>What a place holds now; null where it is gone.</summary>
    public async Task<CaBundle?> ReadAsync(BundlePlace place, CancellationToken cancellationToken)
    {
        try
        {
            return BundlePatch.Read(await cluster.GetAsync(place.Type, null, place.Configuration, cancellationToken), place);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    private static CaBundle Find(KubernetesObject configuration, BundlePlace place) =>
        BundlePatch.Read(configuration, place) ?? throw new ChangedMeanwhileException(place.ToString());
}
