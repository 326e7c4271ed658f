using System.Buffers;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary><c>failed calling webhook "NAME": failed to call webhook: Post "URL": CAUSE</c>, in both generations of API servers.</summary>
/// <remarks>Source: kubernetes/apiserver, pkg/admission/plugin/webhook, and pkg/util/webhook/error.go.</remarks>
internal static class AdmissionText
{
    private const string Call = "failed to call webhook:";
    private const string FailingOpen = ", failing open ";
    private const string FailingClosed = ", failing closed ";

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" :,");

    /// <summary>
    /// Whether this is the first half of the log line <c>Failed calling webhook, failing open NAME: failed calling webhook "NAME": ...</c>.
    /// </summary>
    public static bool Announces(string rest, out bool failsOpen)
    {
        failsOpen = rest.StartsWith(FailingOpen, StringComparison.Ordinal);
        return failsOpen || rest.StartsWith(FailingClosed, StringComparison.Ordinal);
    }

    /// <summary>What follows <c>failed calling webhook</c>.</summary>
    public static ReportedError? Read(string rest)
    {
        var isAnnounced = Announces(rest, out var failsOpen);
        var named = isAnnounced ? rest[(failsOpen ? FailingOpen : FailingClosed).Length..] : rest;
        var (name, reason) = SplitName(named);
        var cause = reason.TrimStart(' ', ':');
        if (cause.StartsWith(Call, StringComparison.Ordinal))
        {
            cause = cause[Call.Length..];
        }

        var error = Called(failsOpen ? ReportedForm.AdmissionFailingOpen : ReportedForm.Admission, cause);
        return DnsName.IsOne(name)
            ? Unless(error with { WebhookName = name }, error.Tail.Length == 0 && error.Address is null)
            : Unless(error, error.Address is null);
    }

    /// <summary>What follows <c>failed to connect to webhook</c>: OpenShift's own check.</summary>
    /// <remarks>Source: openshift/cluster-kube-apiserver-operator, degraded_webhook.go.</remarks>
    public static ReportedError? ReadConnectivity(string rest)
    {
        const string Via = " via service ";
        var (name, reason) = SplitName(rest);
        if (!reason.StartsWith(Via, StringComparison.Ordinal) || !DnsName.IsOne(name))
        {
            return null;
        }

        var (server, cause) = SplitName(reason[Via.Length..]);
        var error = Called(ReportedForm.Admission, $"Post \"https://{server}\"{cause}");
        return error with { WebhookName = name, Address = null };
    }

    /// <summary>An error out of <c>Post "URL": CAUSE</c>, or out of the cause alone.</summary>
    public static ReportedError Called(ReportedForm form, string text)
    {
        var call = CalledAddress.Read(text);
        return new ReportedError(form, CauseText.Clean(call.Rest), "")
        {
            Address = call.Address,
            ServiceName = call.ServiceName,
            ServiceNamespace = call.ServiceNamespace,
            Port = call.Port,
        };
    }

    private static ReportedError? Unless(ReportedError error, bool isNone) => isNone ? null : error;

    private static (string Name, string After) SplitName(string text)
    {
        var shown = text.TrimStart(' ');
        if (shown.StartsWith('"') || shown.StartsWith('\''))
        {
            var close = shown.IndexOf(shown[0], 1);
            return close < 0 ? ("", "") : (shown[1..close], shown[(close + 1)..]);
        }

        var end = shown.AsSpan().IndexOfAny(NameEnd);
        return end < 0 ? (shown, "") : (shown[..end], shown[end..]);
    }
}
