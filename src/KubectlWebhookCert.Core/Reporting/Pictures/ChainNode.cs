using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A node of a trust chain. Its texts are as they were read: whoever draws it escapes them.</summary>
/// <param name="Key">Equal for the same thing in every chain, so that it is drawn once where several chains are drawn together.</param>
/// <param name="Part">What it stands for.</param>
/// <param name="Kind">What it is: <c>Service</c>, <c>Served certificate</c>.</param>
/// <param name="Name">Which one: <c>web/hook</c>.</param>
/// <param name="Details">What is said of it, a line each.</param>
/// <param name="Objects">The objects behind it: a finding in one of them is a finding about this node.</param>
/// <param name="Presence">Whether it is there.</param>
internal sealed record ChainNode(
    string Key, ChainPart Part, string Kind, string Name, ValueList<string> Details, ValueList<ObjectRef> Objects, Presence Presence)
{
    /// <summary>What is wrong with it, where that is wrong with none of its links.</summary>
    public ValueList<LinkMark> Marks { get; init; } = [];
}
