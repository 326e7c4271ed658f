namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What a table shows.</summary>
/// <param name="Wide"><c>-o wide</c>: further columns.</param>
/// <param name="NoHeaders"><c>--no-headers</c>.</param>
/// <param name="ShowLabels"><c>--show-labels</c>: the labels of the configuration as the last column.</param>
public sealed record TableOptions(bool Wide, bool NoHeaders, bool ShowLabels);
