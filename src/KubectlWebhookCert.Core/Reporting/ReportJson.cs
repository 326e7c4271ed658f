using System.Text.Json.Serialization;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Serialises the contracts of this program's output.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(InspectionDocument))]
[JsonSerializable(typeof(DiagnosisDocument))]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(RotationDocument))]
[JsonSerializable(typeof(AdoptionDocument))]
[JsonSerializable(typeof(SecretAdoptionDocument))]
public sealed partial class ReportJson : JsonSerializerContext;
