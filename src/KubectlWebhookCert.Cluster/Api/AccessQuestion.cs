using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>One action, as SelfSubjectAccessReview asks about it.</summary>
/// <param name="Verb">RBAC verb, for example <c>patch</c>.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped type or all namespaces.</param>
/// <param name="Name">One object, or null for all.</param>
/// <param name="Subresource">For example <c>portforward</c>, or null.</param>
public sealed record AccessQuestion(
    string Verb, ResourceType Type, string? Namespace = null, string? Name = null, string? Subresource = null);

/// <summary>The server's answer.</summary>
/// <param name="Allowed">Whether the action is allowed.</param>
/// <param name="Why">The authorizer's reason, empty where it gives none.</param>
public sealed record AccessAnswer(bool Allowed, string Why);
