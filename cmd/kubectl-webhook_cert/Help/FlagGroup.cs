using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Help;

/// <summary>What flags of one group have in common. Help shows a heading for each.</summary>
/// <param name="Title">The heading.</param>
internal sealed record FlagGroup(string Title)
{
    /// <summary>What a command is about, and where it is read.</summary>
    public static readonly FlagGroup Target = new("Target Options");

    /// <summary>How it is judged.</summary>
    public static readonly FlagGroup Judging = new("Judging Options");

    /// <summary>What is issued, or handed in.</summary>
    public static readonly FlagGroup Certificate = new("Certificate Options");

    /// <summary>Which CAs are trusted.</summary>
    public static readonly FlagGroup Trust = new("Trust Options");

    /// <summary>Whether and how it is written.</summary>
    public static readonly FlagGroup Writing = new("Writing Options");

    /// <summary>How endpoints are asked.</summary>
    public static readonly FlagGroup Probing = new("Probing Options");

    /// <summary>How the result is printed.</summary>
    public static readonly FlagGroup Output = new("Output Options");

    /// <summary>Flags of every command, which <c>options</c> lists.</summary>
    public static readonly FlagGroup Global = new("Options");

    /// <summary>Those above, as help shows them.</summary>
    public static readonly ValueList<FlagGroup> All = [Target, Judging, Certificate, Trust, Writing, Probing, Output, Global];
}
