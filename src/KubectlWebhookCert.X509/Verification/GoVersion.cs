using System.Globalization;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>A release of Go, for example 1.24.4: the crypto/x509 and crypto/tls that an API server was built with.</summary>
/// <param name="Minor">The second number: 24 of 1.24.4.</param>
/// <param name="Patch">The third number; 0 where the version names none.</param>
public readonly record struct GoVersion(int Minor, int Patch) : IComparable<GoVersion>
{
    /// <summary>The oldest whose rules are known.</summary>
    public static GoVersion Oldest { get; } = new(19, 0);

    /// <summary>Newer than every release: has every change that is known.</summary>
    public static GoVersion Newest { get; } = new(int.MaxValue, 0);

    /// <summary>Reads what an API server says of itself in <c>/version</c>, field <c>goVersion</c>. What cannot be read is the newest.</summary>
    /// <param name="text">For example <c>go1.24.4</c> or <c>go1.24.4 X:boringcrypto</c>; may be null.</param>
    public static GoVersion Parse(string? text)
    {
        var numbers = (text ?? "").Split(' ', '-', '+')[0].Split('.');
        return numbers is ["go1", var minor, ..] && TryRead(minor, out var minorNumber)
            ? new GoVersion(minorNumber, numbers.Length > 2 && TryRead(numbers[2], out var patch) ? patch : 0)
            : Newest;
    }

    /// <inheritdoc/>
    public int CompareTo(GoVersion other) => (Minor, Patch).CompareTo((other.Minor, other.Patch));

    /// <summary>Whether one is older.</summary>
    public static bool operator <(GoVersion left, GoVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one is newer.</summary>
    public static bool operator >(GoVersion left, GoVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one is older or the same.</summary>
    public static bool operator <=(GoVersion left, GoVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one is newer or the same.</summary>
    public static bool operator >=(GoVersion left, GoVersion right) => left.CompareTo(right) >= 0;

    /// <summary>As Go writes it: <c>go1.24.4</c>; <c>newest</c> for <see cref="Newest"/>.</summary>
    public override string ToString() => Minor == int.MaxValue ? "newest" : string.Create(CultureInfo.InvariantCulture, $"go1.{Minor}.{Patch}");

    // Digits end where a release candidate begins: go1.27rc1.
    private static bool TryRead(string text, out int number)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
