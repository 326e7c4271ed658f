using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>Asks every rule about everything. A pure function of what was read.</summary>
public static class Validator
{
    /// <summary>Judges what is stored; no endpoint was asked.</summary>
    /// <param name="snapshot">Everything that was read.</param>
    /// <param name="inventory">The webhooks to judge.</param>
    /// <param name="stores">The holders of trust to judge.</param>
    /// <param name="options">How.</param>
    public static ValidationResult Validate(
        ClusterSnapshot snapshot, Inventory inventory, IEnumerable<TrustStore> stores, ValidationOptions options) =>
        Validate(snapshot, inventory, stores, ServedCertificates.None, options);

    /// <summary>Judges what is stored and what is served.</summary>
    /// <param name="snapshot">Everything that was read.</param>
    /// <param name="inventory">The webhooks to judge.</param>
    /// <param name="stores">The holders of trust to judge.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="options">How.</param>
    public static ValidationResult Validate(
        ClusterSnapshot snapshot, Inventory inventory, IEnumerable<TrustStore> stores, ServedCertificates served, ValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        ArgumentNullException.ThrowIfNull(options);
        var rules = RuleSet.All.Where(rule => !options.Disabled.Contains(rule.Code)).ToList();
        var views = new ServiceViews(snapshot);
        var history = new HelmHistory(snapshot);
        var holders = new BundleHolders(snapshot);
        var webhooks =
            from configuration in inventory.Configurations
            from webhook in configuration.Webhooks
            let facts = new WebhookFacts(snapshot, inventory, configuration, webhook, views.Of(webhook.Calls), history, options)
            {
                BundleHolders = holders,
                Served = served,
            }
            select Judge(facts, rules);
        var trust = stores.Select(store => Judge(new TrustFacts(store, options), rules));
        return new ValidationResult(options, [.. Together(webhooks), .. trust], inventory.Unreadable);
    }

    private static JudgedSubject Judge(WebhookFacts facts, List<Rule> rules)
    {
        var answers = rules.Where(rule => rule.Check is not null).Select(rule => new Answer(rule, rule.Check!(facts))).ToList();
        return Subject(
            facts.Configuration.Resource.Ref,
            facts.Configuration,
            [facts.Webhook],
            string.Empty,
            answers,
            facts.FirstText);
    }

    private static JudgedSubject Judge(TrustFacts facts, List<Rule> rules)
    {
        var answers = rules.Where(rule => rule.CheckTrust is not null).Select(rule => new Answer(rule, rule.CheckTrust!(facts))).ToList();
        return Subject(facts.Store.Resource, null, [], facts.Store.Field, answers, null);
    }

    private static JudgedSubject Subject(
        ObjectRef named,
        WebhookConfiguration? configuration,
        ValueList<Webhook> webhooks,
        string field,
        List<Answer> answers,
        string? firstReason)
    {
        var faults =
            from answer in answers
            where answer.Verdict is Verdict.Fail
            from fault in ((Verdict.Fail)answer.Verdict).Faults
            select new FoundFault(answer.Rule, fault);
        var unknowns =
            from answer in answers
            let unknown = answer.Verdict as Verdict.CannotTell
            where unknown is not null
            group answer.Rule.Code by unknown.Why into alike
            select new Unknown(alike.Key, alike.ToValueList());
        return new JudgedSubject(
            named, configuration, webhooks, field, RootCauses.Arrange([.. faults], firstReason), unknowns.ToValueList());
    }

    // Entries of one configuration mostly share Service, bundle and Secret: what is true of all of them is said once.
    private static IEnumerable<JudgedSubject> Together(IEnumerable<JudgedSubject> subjects) => subjects
        .GroupBy(subject => new { subject.Resource, subject.Findings, subject.Unknowns })
        .Select(alike => alike.First() with { Webhooks = alike.SelectMany(subject => subject.Webhooks).ToValueList() });

    private sealed record Answer(Rule Rule, Verdict Verdict);
}
