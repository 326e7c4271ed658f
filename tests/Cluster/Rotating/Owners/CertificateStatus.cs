using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The status of a Certificate, changed in place.</summary>
internal sealed class CertificateStatus(JsonObject certificate)
{
    public int Revision
    {
        get => (int?)Status["revision"] ?? 0;
        set => Status["revision"] = value;
    }

    /// <summary>An attempt that failed is not repeated by itself for an hour.</summary>
    public bool HasFailed => Status["lastFailureTime"] is not null;

    private JsonObject Status
    {
        get
        {
            certificate["status"] ??= new JsonObject();
            return certificate["status"]!.AsObject();
        }
    }

    private JsonArray Conditions
    {
        get
        {
            Status["conditions"] ??= new JsonArray();
            return Status["conditions"]!.AsArray();
        }
    }

    /// <summary>`True`, `False`, or null when there is no such condition.</summary>
    public string? Condition(string type) => (string?)Find(type)?["status"];

    public void SetCondition(string type, bool status, string reason, string message)
    {
        RemoveCondition(type);
        Conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = type,
            ["status"] = status ? "True" : "False",
            ["reason"] = reason,
            ["message"] = message,
            ["lastTransitionTime"] = Time(DateTimeOffset.UtcNow),
            ["observedGeneration"] = (int?)certificate["metadata"]?["generation"],
        });
    }

    public void RemoveCondition(string type)
    {
        if (Find(type) is { } old)
        {
            Conditions.Remove(old);
        }
    }

    public void SetTimes(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        Status["notBefore"] = Time(notBefore);
        Status["notAfter"] = Time(notAfter);
        Status["renewalTime"] = Time(notBefore + ((notAfter - notBefore) * 2 / 3));
        Status.Remove("lastFailureTime");
        Status.Remove("failedIssuanceAttempts");
    }

    public void SetFailed()
    {
        Status["lastFailureTime"] = Time(DateTimeOffset.UtcNow);
        Status["failedIssuanceAttempts"] = ((int?)Status["failedIssuanceAttempts"] ?? 0) + 1;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private JsonObject? Find(string type) => Conditions.OfType<JsonObject>().FirstOrDefault(each => (string?)each["type"] == type);
}
