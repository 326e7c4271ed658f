using System.Buffers;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The words by which an error is found. Their first letter is left out where it may be a capital.</summary>
internal static class Markers
{
    public const string Admission = "ailed calling webhook";
    public const string OldAdmission = "ailed calling admission webhook";
    public const string Connectivity = "ailed to connect to webhook";
    public const string Conversion = "onversion webhook for ";
    public const string Response = "failing or missing response from ";
    public const string OldResponse = "no response from http";
    public const string Reach = "error trying to reach service: ";
    public const string Handshake = "handshake error from ";

    /// <summary>Where an error begins that says who was called.</summary>
    private static readonly SearchValues<string> Starts = SearchValues.Create(
        [Admission, OldAdmission, Connectivity, Conversion, Response, OldResponse, Reach, Handshake], StringComparison.Ordinal);

    /// <summary>All that one of the readers might take.</summary>
    private static readonly SearchValues<string> Any = SearchValues.Create(
        [
            "ailed calling", "ailed to connect to webhook", Conversion, "response from", Reach, Handshake,
            .. AvailabilityText.Markers, .. OperatorText.Markers, .. BareText.Markers,
        ],
        StringComparison.Ordinal);

    /// <summary>Whether there may be an error in a text at all.</summary>
    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Any);

    /// <summary>Where the next error begins that says who was called; -1 where there is none.</summary>
    public static int NextStart(ReadOnlySpan<char> text) => text.IndexOfAny(Starts);

    /// <summary>Which of the words a text begins with.</summary>
    public static string? StartOf(ReadOnlySpan<char> text)
    {
        foreach (var start in (ReadOnlySpan<string>)
            [Admission, OldAdmission, Connectivity, Conversion, Response, OldResponse, Reach, Handshake])
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return start;
            }
        }

        return null;
    }
}
