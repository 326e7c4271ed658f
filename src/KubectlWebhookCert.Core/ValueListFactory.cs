namespace KubectlWebhookCert.Core;

/// <summary>Makes <see cref="ValueList{T}"/>s.</summary>
public static class ValueList
{
    /// <summary>What a collection expression calls.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="items">The elements, in order.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>The elements of a sequence, in order.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="items">Enumerated once.</param>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => new([.. items]);
}
