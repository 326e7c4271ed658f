namespace KubectlWebhookCert.Core.Model;

/// <summary>Who last wrote a field, as <c>metadata.managedFields</c> tells it.</summary>
/// <param name="Manager">The field manager.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="Time">When it last wrote the object, UTC, or null where the entry does not say.</param>
public sealed record FieldWriter(string Manager, string Operation, DateTimeOffset? Time);
