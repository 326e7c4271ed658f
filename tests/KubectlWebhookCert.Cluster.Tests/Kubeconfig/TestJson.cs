using System.Text.Json.Serialization;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[JsonSerializable(typeof(string))]
internal sealed partial class TestJson : JsonSerializerContext;
