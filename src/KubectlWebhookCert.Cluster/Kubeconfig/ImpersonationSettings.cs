using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Whom to act as: the user's <c>as*</c> fields, then the flags on top.</summary>
internal static class ImpersonationSettings
{
    /// <summary>Null for nobody. A flag replaces its field; <c>--as-user-extra</c> replaces the keys it names.</summary>
    public static Impersonation? Of(KubeconfigEntry entry, ConfigOverrides flags)
    {
        var user = string.IsNullOrEmpty(flags.As) ? entry.Text("as") : flags.As;
        var uid = string.IsNullOrEmpty(flags.AsUid) ? entry.Text("as-uid") : flags.AsUid;
        var groups = flags.AsGroups.Count > 0 ? flags.AsGroups : entry.Texts("as-groups");
        var extra = Extra(entry, flags);
        foreach (var value in (string?[])[user, uid, .. groups, .. extra.Select(field => field.Value)])
        {
            // They become headers (RFC 9110 §5.5).
            if (value.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            {
                throw new UsageException("the names and values to impersonate cannot have line breaks or control characters", "--as USER");
            }
        }

        if (user is not null)
        {
            return new Impersonation(user, uid, groups, extra);
        }

        return uid is null && groups.Count == 0 && extra.Count == 0
            ? null
            : throw new KubeconfigException("requesting uid, groups or user-extra without impersonating a user", "give --as USER too");
    }

    private static ValueList<NamedValue> Extra(KubeconfigEntry entry, ConfigOverrides flags)
    {
        var typed = new List<NamedValue>();
        foreach (var flag in flags.AsUserExtra)
        {
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                // kubectl drops it in silence, and the user then acts as somebody else than they meant.
                throw new UsageException($"--as-user-extra \"{flag}\" is not key=value", "--as-user-extra scopes=view");
            }

            typed.Add(new(flag[..equals], flag[(equals + 1)..]));
        }

        var extra = new List<NamedValue>();
        if (entry.Entry("as-user-extra") is { } fields)
        {
            foreach (var key in fields.Fields())
            {
                if (!typed.Exists(field => field.Name == key))
                {
                    extra.AddRange(fields.Texts(key).Select(value => new NamedValue(key, value)));
                }
            }
        }

        extra.AddRange(typed);
        return extra.ToValueList();
    }
}
