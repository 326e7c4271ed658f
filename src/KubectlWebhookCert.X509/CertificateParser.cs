using System.Formats.Asn1;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Names;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509;

/// <summary>
/// A certificate as Go's crypto/x509 reads it, in the same order, so that the first thing wrong is the one Go names. Read is what
/// any Go from 1.19 on reads; what only some versions refuse is noted.
/// </summary>
internal static class CertificateParser
{
    /// <summary>Keeps the bytes it is given.</summary>
    public static Certificate Parse(ReadOnlyMemory<byte> der) => Parse(der, []);

    /// <summary>The same without an exception. Keeps the bytes it is given.</summary>
    /// <param name="der">Any bytes.</param>
    /// <param name="problem">Why there is no certificate, in Go's words without <c>x509: </c>; empty if there is one.</param>
    public static Certificate? TryParse(ReadOnlyMemory<byte> der, out string problem)
    {
        problem = JudgeFrame(der.Span);
        if (problem.Length > 0)
        {
            return null;
        }

        try
        {
            return Parse(der);
        }
        catch (DerFormatException exception)
        {
            problem = exception.What;
            return null;
        }
    }

    /// <summary>Reads as one release of Go does. Keeps the bytes it is given.</summary>
    /// <param name="der">Any bytes.</param>
    /// <param name="version">The release.</param>
    /// <param name="problem">Why there is no certificate, in Go's words; empty if there is one.</param>
    public static Certificate? TryParse(ReadOnlyMemory<byte> der, GoVersion version, out string problem)
    {
        var refusals = new List<ParserRefusal>();
        Certificate? certificate = null;
        problem = JudgeFrame(der.Span);
        if (problem.Length > 0)
        {
            problem = $"x509: {problem}";
            return null;
        }

        try
        {
            certificate = Parse(der, refusals);
        }
        catch (DerFormatException exception)
        {
            problem = $"x509: {exception.What}";
        }

        // Go stops at the first, and what was noted came before what ended the reading.
        if (refusals.Select(refusal => refusal.Judge(version)).FirstOrDefault(text => text is not null) is not { } first)
        {
            return certificate;
        }

        problem = first;
        return null;
    }

    // What is no certificate at first sight is common in damaged bundles, and exceptions take their time.
    private static string JudgeFrame(ReadOnlySpan<byte> der)
    {
        const byte Sequence = DerTag.Sequence;
        return der is not [Sequence, ..] || !AsnDecoder.TryReadEncodedValue(der, AsnEncodingRules.DER, out _, out var start, out var length, out _)
            ? "malformed certificate"
            : length > 0 && der[start] == Sequence ? "" : "malformed tbs certificate";
    }

    private static Certificate Parse(ReadOnlyMemory<byte> der, List<ParserRefusal> refusals)
    {
        var facts = new ExtensionFacts();
        var input = new DerReader(der);
        var certificate = input.Read(DerTag.Sequence, "malformed certificate").Reader;
        var signed = certificate.Read(DerTag.Sequence, "malformed tbs certificate");
        var fields = signed.Reader;
        var version = ReadVersion(ref fields);
        var serialNumber = fields.ReadInteger("malformed serial number");
        if (serialNumber.Sign < 0)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.NegativeSerialsAreRefused, "negative serial number"));
        }

        var signatureAlgorithm = ReadSignatureAlgorithm(ref fields, ref certificate, refusals);
        var issuer = NameParser.Read(fields.Read(DerTag.Sequence, "malformed issuer"), refusals);
        var validity = fields.ReadSequence("malformed validity");
        var notBefore = validity.ReadTime();
        var notAfter = validity.ReadTime();
        var subject = NameParser.Read(fields.Read(DerTag.Sequence, "malformed issuer"), refusals);
        var publicKey = PublicKeyParser.Read(fields.Read(DerTag.Sequence, "malformed spki"), refusals);
        var extensions = FindExtensions(ref fields, version) is { } element ? ExtensionsParser.Read(element, facts, refusals) : [];
        var signature = certificate.ReadBits("malformed signature").RightAligned();
        if (!input.IsEmpty)
        {
            throw new DerFormatException("trailing data", input.Offset);
        }

        return new Certificate(subject, issuer, publicKey, signatureAlgorithm, facts)
        {
            Raw = der,
            ToBeSigned = signed.Whole,
            Version = version,
            SerialNumber = serialNumber,
            WrittenNotBefore = notBefore,
            WrittenNotAfter = notAfter,
            Extensions = extensions,
            Signature = signature,
            Refusals = [.. refusals],
        };
    }

    private static int ReadVersion(ref DerReader fields)
    {
        if (!fields.NextIs(DerTag.Constructed(0)))
        {
            return 1;
        }

        var element = fields.ReadAny("malformed version");
        var reader = element.Reader;
        var version = reader.ReadLong("malformed version");
        if (!reader.IsEmpty || version < 0)
        {
            throw new DerFormatException("malformed version", element.Start);
        }

        return version <= 2 ? (int)version + 1 : throw new DerFormatException("invalid version", element.Start);
    }

    private static SignatureAlgorithm ReadSignatureAlgorithm(ref DerReader fields, ref DerReader certificate, List<ParserRefusal> refusals)
    {
        var inner = fields.Read(DerTag.Sequence, "malformed signature algorithm identifier");
        var outer = certificate.Read(DerTag.Sequence, "malformed algorithm identifier");
        return inner.Content.Span.SequenceEqual(outer.Content.Span)
            ? SignatureAlgorithms.Find(AlgorithmIdentifier.Read(inner, refusals))
            : throw new DerFormatException("inner and outer signature algorithm identifiers don't match", outer.Start);
    }

    private static DerElement? FindExtensions(ref DerReader fields, int version)
    {
        if (version > 1)
        {
            SkipOptional(ref fields, 1, "malformed issuerUniqueID");
            SkipOptional(ref fields, 2, "malformed subjectUniqueID");
        }

        return version == 3 && fields.NextIs(DerTag.Constructed(3)) ? fields.ReadAny("malformed extensions") : null;
    }

    private static void SkipOptional(ref DerReader fields, int number, string what)
    {
        if (fields.NextIs(DerTag.Context(number)))
        {
            fields.ReadAny(what);
        }
    }
}
