using System.Numerics;

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>A number modulo any odd prime.</summary>
internal readonly struct Residue : IFieldElement<Residue>
{
    private readonly MontgomeryModulus modulus;
    private readonly ulong[] limbs;

    public Residue(BigInteger number, MontgomeryModulus modulus)
        : this(modulus.Enter(number), modulus)
    {
    }

    private Residue(ulong[] limbs, MontgomeryModulus modulus)
    {
        this.modulus = modulus;
        this.limbs = limbs;
    }

    public bool IsZero => !limbs.AsSpan().ContainsAnyExcept(0UL);

    public static Residue operator +(in Residue left, in Residue right) =>
        new(left.modulus.Add(left.limbs, right.limbs), left.modulus);

    public static Residue operator -(in Residue left, in Residue right) =>
        new(left.modulus.Subtract(left.limbs, right.limbs), left.modulus);

    public Residue Square() => this * this;

    public static Residue operator *(in Residue left, in Residue right) =>
        new(left.modulus.Multiply(left.limbs, right.limbs), left.modulus);
}
