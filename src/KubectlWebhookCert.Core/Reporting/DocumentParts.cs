using System.Diagnostics.CodeAnalysis;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Parts that several of the JSON contracts share.</summary>
internal static class DocumentParts
{
    public static InspectionDocument.Called Of(WebhookCall call) => new(
        call.ServerName,
        call.Address,
        call is WebhookCall.ByService service
            ? new InspectionDocument.ServiceReference(service.Namespace, service.Name, service.Port, service.Path)
            : null);

    public static InspectionDocument.NotRead Of(Unreadable unreadable) => new(
        unreadable.Verb,
        unreadable.Type.QualifiedPlural,
        unreadable.Namespace,
        unreadable.Name,
        unreadable.Reason.ToString(),
        unreadable.Message);

    [return: NotNullIfNotNull(nameof(named))]
    public static InspectionDocument.Reference? Of(ObjectRef? named) =>
        named is null ? null : new InspectionDocument.Reference(named.Kind, named.Namespace, named.Name);
}
