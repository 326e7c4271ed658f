using System.Globalization;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Indices and slices of lists.</summary>
internal static class PathSlice
{
    /// <summary>The elements a slice takes from each list.</summary>
    /// <exception cref="JsonPathException">No list, or not that long.</exception>
    public static List<PathValue> Take(List<PathValue> input, PathNode.Slice slice)
    {
        var found = new List<PathValue>();
        foreach (var value in input)
        {
            if (value.Kind == PathKind.Null)
            {
                continue;
            }

            if (value.Kind != PathKind.List)
            {
                throw new JsonPathException($"{TypeName(value.Kind)} is not array or slice");
            }

            var length = value.Json.GetArrayLength();
            var start = slice.Start is < 0 ? slice.Start.Value + length : slice.Start ?? 0;
            var end = slice.End is null ? length
                : slice.End < 0 || (slice.End == 0 && slice.EndFollowsStart) ? slice.End.Value + length
                : slice.End.Value;
            if (start == end)
            {
                return found; // kubectl stops here too, whatever lists follow
            }

            Check(start, end, length);
            if (slice.Step <= 0)
            {
                throw new JsonPathException("step must be > 0");
            }

            var step = slice.Step ?? 1;
            for (long index = start; index < end; index += step)
            {
                found.Add(PathValue.Of(value.Json[(int)index]));
            }
        }

        return found;
    }

    private static void Check(int start, int end, int length)
    {
        if (start >= length || start < 0)
        {
            throw OutOfBounds(start, length);
        }

        if (end > length || end < 0)
        {
            throw OutOfBounds(end - 1, length);
        }

        if (start > end)
        {
            throw new JsonPathException(string.Create(CultureInfo.InvariantCulture, $"starting index {start} is greater than ending index {end}"));
        }
    }

    private static JsonPathException OutOfBounds(int index, int length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"array index out of bounds: index {index}, length {length}"));

    /// <summary>Go's name of the type.</summary>
    private static string TypeName(PathKind kind) => kind switch
    {
        PathKind.Map => "map[string]interface {}",
        PathKind.Text => "string",
        PathKind.Boolean => "bool",
        PathKind.Integer => "int64",
        PathKind.Unsigned => "uint8",
        PathKind.Float => "float64",
        _ => "nothing",
    };
}
