namespace KubectlWebhookCert.Core.Model;

/// <summary>Who writes a certificate, and how that was seen.</summary>
/// <param name="Code">Permanent, kebab-case: <c>cert-manager</c>, <c>spark-operator-2</c>; <c>nobody</c> where no mark was found.</param>
/// <param name="Name">For people: <c>cert-manager</c>, <c>Spark Operator 2.x</c>, <c>&lt;none&gt;</c>.</param>
/// <param name="Source">The object it is written from, for example <c>Certificate ns/name</c>, or null.</param>
/// <param name="Evidence">The marks, one phrase each.</param>
public sealed record OwnerMark(string Code, string Name, ObjectRef? Source, ValueList<string> Evidence)
{
    /// <summary>No mark of any known owner.</summary>
    public static readonly OwnerMark Nobody = new("nobody", "<none>", null, []);

    /// <summary>Codes of those that write nothing again by themselves: this program, a Job of a release, and a chart until its next upgrade.</summary>
    public static readonly ValueList<string> Silent = [Nobody.Code, "kubectl-webhook-cert", "kube-webhook-certgen", "helm-template"];

    /// <summary>Whether it is one of <see cref="Silent"/>.</summary>
    public bool IsSilent => Silent.Contains(Code);
}
