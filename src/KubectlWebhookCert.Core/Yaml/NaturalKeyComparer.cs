using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>
/// The order of keys in what kubectl prints (go-yaml v2, sorter.go): letters after everything else, runs of digits by their value.
/// It goes in circles for some keys (<c>1e3</c>, <c>08</c>, <c>123</c>), so nothing that trusts a comparer may sort by it.
/// </summary>
internal sealed class NaturalKeyComparer : IComparer<string>
{
    /// <summary>The only one.</summary>
    public static readonly NaturalKeyComparer Instance = new();

    private NaturalKeyComparer()
    {
    }

    /// <summary>The properties of an object in this order; in some order where it goes in circles.</summary>
    public List<JsonProperty> Sort(JsonElement json)
    {
        var sorted = new List<JsonProperty>();
        foreach (var property in json.EnumerateObject())
        {
            var low = 0;
            var high = sorted.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Compare(sorted[middle].Name, property.Name) <= 0 ? (middle + 1, high) : (low, middle);
            }

            sorted.Insert(low, property);
        }

        return sorted;
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        Rune[] left = [.. (x ?? string.Empty).EnumerateRunes()];
        Rune[] right = [.. (y ?? string.Empty).EnumerateRunes()];
        for (var index = 0; index < left.Length && index < right.Length; index++)
        {
            if (left[index] != right[index])
            {
                return CompareFrom(left, right, index);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareFrom(Rune[] left, Rune[] right, int index)
    {
        var isLetter = Rune.IsLetter(left[index]);
        if (isLetter || Rune.IsLetter(right[index]))
        {
            return isLetter && Rune.IsLetter(right[index]) ? left[index].CompareTo(right[index]) : isLetter ? 1 : -1;
        }

        var start = 0L;
        if (left[index].Value == '0' || right[index].Value == '0')
        {
            // Zeros count only where a number has already begun.
            for (var before = index - 1; before >= 0 && Rune.IsDigit(left[before]) && start == 0; before--)
            {
                start = left[before].Value == '0' ? 0 : 1;
            }
        }

        var (leftNumber, leftEnd) = Number(left, index, start);
        var (rightNumber, rightEnd) = Number(right, index, start);
        return leftNumber != rightNumber ? leftNumber.CompareTo(rightNumber)
            : leftEnd != rightEnd ? leftEnd.CompareTo(rightEnd)
            : left[index].CompareTo(right[index]);
    }

    private static (long Number, int End) Number(Rune[] text, int index, long start)
    {
        for (; index < text.Length && Rune.IsDigit(text[index]); index++)
        {
            start = unchecked((start * 10) + text[index].Value - '0');
        }

        return (start, index);
    }
}
