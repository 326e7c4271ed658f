namespace KubectlWebhookCert.Core.Owners;

/// <summary>Spark Operator from 2.0 on: reads its Secret once at start and rewrites every bundle from memory at each update.</summary>
internal static class SparkOperator2
{
    private const string Code = "spark-operator-2";

    public static readonly Owner Owner = new(Code, context => SparkMarks.Second(context) is { } name
        ? OwnerContext.Mark(
            Code,
            "Spark Operator 2.x",
            null,
            name,
            SparkMarks.HasLaterServiceName(context) ? $"service name {context.Service!.Name}" : null,
            SparkMarks.ChartVersion(context),
            SparkMarks.Image(context))
        : null);
}
