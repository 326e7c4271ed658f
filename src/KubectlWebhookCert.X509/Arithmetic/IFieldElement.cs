namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>A number modulo a prime. One that no constructor made is no number.</summary>
internal interface IFieldElement<T>
    where T : struct, IFieldElement<T>
{
    bool IsZero { get; }

    T Square();

    static abstract T operator +(in T left, in T right);

    static abstract T operator -(in T left, in T right);

    static abstract T operator *(in T left, in T right);
}
