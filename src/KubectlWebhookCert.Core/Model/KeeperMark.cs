namespace KubectlWebhookCert.Core.Model;

/// <summary>Who reverts drift on an object, and how that was seen.</summary>
/// <param name="Code">Permanent, kebab-case: <c>argo-cd</c>, <c>flux</c>, <c>helm</c>.</param>
/// <param name="Name">For people: <c>Helm release default/spark-operator</c>.</param>
/// <param name="Evidence">The marks, one phrase each.</param>
public sealed record KeeperMark(string Code, string Name, ValueList<string> Evidence);
