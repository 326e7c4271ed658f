namespace KubectlWebhookCert.Core.Owners;

/// <summary>Spark Operator of charts 1.4.0 to 1.4.6: makes CA and certificate in memory at each start; its Secret is output only.</summary>
internal static class SparkOperator14
{
    private const string Code = "spark-operator-1-4";

    public static readonly Owner Owner = new(Code, context => SparkMarks.HasLaterServiceName(context) && SparkMarks.First(context) is { } name
        ? OwnerContext.Mark(
            Code,
            "Spark Operator 1.4.x",
            null,
            name,
            $"service name {context.Service!.Name}",
            SparkMarks.LeafInBundle(context),
            SparkMarks.ChartVersion(context),
            SparkMarks.Image(context))
        : null);
}
