namespace KubectlWebhookCert.Core.Yaml;

/// <summary>One node of a YAML document's graph, before its scalars mean anything. Closed: the four cases below are all there are.</summary>
internal abstract class YamlNode
{
    private YamlNode(long line) => Line = line;

    /// <summary>Where it begins, from 1.</summary>
    public long Line { get; }

    /// <summary>The index of its first character in the text; that of its anchor or tag, where it has one.</summary>
    public int Start { get; init; }

    /// <summary>The index behind its last character; of a block scalar, behind its line breaks, too.</summary>
    public int End { get; set; }

    /// <summary>A leaf.</summary>
    /// <param name="line">Where it begins.</param>
    /// <param name="value">Its text, unescaped.</param>
    /// <param name="tag">Its whole tag, or null for none; <c>!</c> for "not resolved".</param>
    /// <param name="plain">Whether it stands without quotes, so that its text decides its type.</param>
    internal sealed class Scalar(long line, string value, string? tag, bool plain) : YamlNode(line)
    {
        public string Value { get; } = value;

        public string? Tag { get; } = tag;

        public bool Plain { get; } = plain;

        /// <summary>Whether this is the merge key of YAML 1.1; a quoted one is an ordinary key.</summary>
        public bool IsMerge => Value == "<<" && (Tag is null ? Plain : Tag == "tag:yaml.org,2002:merge");
    }

    /// <summary>A list.</summary>
    internal sealed class Sequence(long line) : YamlNode(line)
    {
        public List<YamlNode> Items { get; } = [];
    }

    /// <summary>Keys and values in order.</summary>
    internal sealed class Mapping(long line) : YamlNode(line)
    {
        public List<(YamlNode Key, YamlNode Value)> Entries { get; } = [];

        /// <summary>Whether it stands in braces.</summary>
        public bool IsFlow { get; init; }
    }

    /// <summary>A reference to a node with an anchor, which comes before it.</summary>
    internal sealed class Alias(long line, YamlNode target) : YamlNode(line)
    {
        public YamlNode Target { get; } = target;
    }
}
