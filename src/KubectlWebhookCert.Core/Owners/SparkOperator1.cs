namespace KubectlWebhookCert.Core.Owners;

/// <summary>Spark Operator up to chart 1.3: a hook Job makes the Secret; the operator writes the bundle once, at start.</summary>
internal static class SparkOperator1
{
    private const string Code = "spark-operator-1";

    public static readonly Owner Owner = new(Code, context => !SparkMarks.HasLaterServiceName(context) && SparkMarks.First(context) is { } name
        ? OwnerContext.Mark(
            Code,
            "Spark Operator 1.0 to 1.3",
            null,
            name,
            SparkMarks.SameSubject(context),
            SparkMarks.ChartVersion(context),
            SparkMarks.Image(context))
        : null);
}
