using System.Text;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>An attribute.</summary>
/// <param name="Name">A constant of ours.</param>
/// <param name="Value">Any text; null leaves the attribute out.</param>
internal readonly record struct MarkupAttribute(string Name, string? Value);

/// <summary>
/// Writes markup that is HTML and well-formed XML at once. Whatever is not a tag of ours is escaped on its way in, and every tag is closed: no
/// text of a stranger can become an element, an attribute or a script.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    public Markup Open(string tag, params ReadOnlySpan<MarkupAttribute> attributes)
    {
        Start(tag, attributes);
        text.Append('>');
        open.Push(tag);
        return this;
    }

    /// <summary>Begins what is scrolled by itself, by keyboard too, where it is wider than the window.</summary>
    /// <param name="style">Its class.</param>
    /// <param name="label">What it is, for who hears the page.</param>
    public Markup OpenRegion(string style, string label) =>
        Open("div", new("class", style), new("role", "region"), new("tabindex", "0"), new("aria-label", label));

    /// <summary>Ends the element that was begun last.</summary>
    public Markup Close()
    {
        text.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element with words in it.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="words">Any text; it stays on one line.</param>
    /// <param name="attributes">Its attributes.</param>
    public Markup Element(string tag, string words, params ReadOnlySpan<MarkupAttribute> attributes) => Open(tag, attributes).Text(words).Close();

    /// <summary>An element that never holds anything: <c>meta</c>, or a shape.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    public Markup Empty(string tag, params ReadOnlySpan<MarkupAttribute> attributes)
    {
        Start(tag, attributes);
        text.Append("/>");
        return this;
    }

    /// <summary>Words on one line.</summary>
    /// <param name="words">Any text.</param>
    public Markup Text(string words)
    {
        text.Append(XmlText.Attribute(words));
        return this;
    }

    /// <summary>Words whose line feeds are kept, for <c>pre</c>.</summary>
    /// <param name="words">Any text.</param>
    public Markup Lines(string words)
    {
        text.Append(XmlText.Escape(words));
        return this;
    }

    /// <summary>A style sheet of ours.</summary>
    /// <param name="rules">A constant: no text from anywhere else.</param>
    public Markup Style(string rules)
    {
        text.Append("\n<style>\n").Append(rules).Append("</style>");
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    // an element within a sentence stands on its line, every other begins one
    private void Start(string tag, ReadOnlySpan<MarkupAttribute> attributes)
    {
        text.Append(tag is "a" or "b" or "code" or "span" or "strong" or "time" ? "<" : "\n<").Append(tag);
        foreach (var attribute in attributes)
        {
            if (attribute.Value is { } value)
            {
                text.Append(' ').Append(attribute.Name).Append("=\"").Append(XmlText.Attribute(value)).Append('"');
            }
        }
    }
}
