using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>
/// What changed in Go's rules between 1.19 and today, the one table of it: what is read, what is judged, what is said.
/// </summary>
internal static class GoChanges
{
    /// <summary>PEM is read from each END line back (CVE-2025-61723).</summary>
    public static readonly GoChange PemFromEndLines = new(26, new GoVersion(24, 10), new GoVersion(25, 4));

    /// <summary>A candidate with a key of an unknown kind is passed over; before, it made a hint (CVE-2024-24783).</summary>
    public static readonly GoChange UnknownKeysArePassedOver = new(23, new GoVersion(21, 8), new GoVersion(22, 1));

    /// <summary>Object identifiers have no superfluous octets.</summary>
    public static readonly GoChange IdentifiersAreMinimal = new(20);

    /// <summary>Malformed basicConstraints are reported in one way, whatever is wrong with them.</summary>
    public static readonly GoChange BasicConstraintsHaveOneText = new(20);

    /// <summary>An extension that comes twice is named.</summary>
    public static readonly GoChange DuplicateExtensionsAreNamed = new(23);

    /// <summary>A constraint on the domain <c>.</c> is malformed.</summary>
    public static readonly GoChange LoneDotIsRefused = new(25);

    /// <summary>What is wrong with a point of a curve is told, by crypto/ecdsa.</summary>
    public static readonly GoChange PointsAreReadByEcdsa = new(26);

    /// <summary>Brackets in a URI hold an IPv6 address (CVE-2025-47912).</summary>
    public static readonly GoChange BracketsAreChecked = new(26, new GoVersion(24, 8), new GoVersion(25, 2));

    /// <summary>The host of a web address holds no colon but the one before the port.</summary>
    public static readonly GoChange ColonsAreStrict = new(26);

    /// <summary>One release between any two changes about URIs.</summary>
    public static readonly IReadOnlyList<GoVersion> UriEras = [GoVersion.Oldest, new(23, 0), new(25, 2), GoVersion.Newest];

    /// <summary>Policies may be numbered beyond 2^31.</summary>
    public static readonly GoChange LargePolicyNumbers = new(22);

    /// <summary>A negative serial number makes a certificate unreadable.</summary>
    public static readonly GoChange NegativeSerialsAreRefused = new(23);

    /// <summary>Key identifiers and the authority's access may not be marked critical.</summary>
    public static readonly GoChange CriticalKeyIdsAreRefused = new(23);

    /// <summary>A negative path length is malformed; before, it stood for none.</summary>
    public static readonly GoChange NegativePathLengthsAreRefused = new(25);

    /// <summary>A BMPString may hold no surrogates and no noncharacters.</summary>
    public static readonly GoChange ReservedBmpUnitsAreRefused = new(25);

    /// <summary>A TeletexString is Latin-1; before, whatever it holds.</summary>
    public static readonly GoChange TeletexIsLatin1 = new(25);

    /// <summary>Values in a distinguished name need not be text.</summary>
    public static readonly GoChange NamesMayHoldAnyValue = new(27);

    /// <summary><c>tls: failed to verify certificate: </c> stands before the reason.</summary>
    public static readonly GoChange ReasonPrefix = new(20);

    /// <summary>A CA's name constraints bind every certificate below it; before, the leaf and the CA itself.</summary>
    public static readonly GoChange ConstraintsBindWholeChain = new(20);

    /// <summary>The hint of an unknown authority may come from a candidate whose signature was right.</summary>
    public static readonly GoChange HintFromValidity = new(20);

    /// <summary>A handshake refuses RSA keys above 8192 bits (CVE-2023-29409).</summary>
    public static readonly GoChange RsaKeyLimit = new(21, new GoVersion(19, 12), new GoVersion(20, 7));

    /// <summary>A domain that begins with a dot has an empty label, and is invalid.</summary>
    public static readonly GoChange LeadingDotIsLabel = new(23);

    /// <summary>A lone <c>*</c> matches no host.</summary>
    public static readonly GoChange LoneWildcardIsInvalid = new(23);

    /// <summary>Certificate policies are validated, and their extensions handled.</summary>
    public static readonly GoChange Policies = new(24);

    /// <summary>A certificate with 100 names or more is reported with their number (CVE-2025-61729).</summary>
    public static readonly GoChange ManyNamesAreCounted = new(26, new GoVersion(24, 11), new GoVersion(25, 5));

    /// <summary>An excluded domain excludes the wildcard that covers it (CVE-2025-61727).</summary>
    public static readonly GoChange ExclusionCoversWildcards = new(26, new GoVersion(24, 11), new GoVersion(25, 5));

    /// <summary>Every candidate counts towards the limit of 100 signatures, and the search ends there.</summary>
    public static readonly GoChange EveryCandidateCounts = new(26, new GoVersion(25, 9));

    /// <summary>Name constraints are judged on whole chains, kind by kind; before, while chains were built, name by name.</summary>
    public static readonly GoChange ConstraintsAfterChains = new(26);

    /// <summary>Addresses in constraints count without the bits beyond their mask.</summary>
    public static readonly GoChange ConstraintAddressesAreMasked = new(27);

    /// <summary>An address with a zone is an address, and is reported as Go prints addresses.</summary>
    public static readonly GoChange ServerAddressesMayHaveZones = new(27);

    /// <summary>An IPv4 address mapped into IPv6 makes a certificate unreadable.</summary>
    public static readonly GoChange MappedAddressesAreRefused = new(27);

    /// <summary>The domain of a mail address may hold no further @.</summary>
    public static readonly GoChange MailDomainHasNoAt = new(27);

    /// <summary>An RSA signature is below the modulus, which is odd. Before, any number of the modulus' length did, and any modulus.</summary>
    public static readonly GoChange ReducedRsaSignatures = new(20);

    /// <summary>RSA keys below 1024 bits, even moduli, and exponents that are even or not between 2 and 2^31, have texts of their own.</summary>
    public static readonly GoChange CheckedRsaKeys = new(24);

    /// <summary>SHA-1 can no longer be allowed by a setting: Go no longer says how to.</summary>
    public static readonly GoChange NoSha1Override = new(24);

    /// <summary>ML-DSA is known.</summary>
    public static readonly GoChange MlDsa = new(27);

    /// <summary>X25519 private keys are read, though they cannot sign.</summary>
    public static readonly GoChange X25519KeysAreRead = new(20);

    /// <summary>RSA private keys are checked with what follows their primes; before, that was worked out anew.</summary>
    public static readonly GoChange RsaKeysAreCheckedWhole = new(24);

    /// <summary>The exponents of an RSA private key must be those of its primes.</summary>
    public static readonly GoChange RsaExponentsMustAgree = new(26);

    /// <summary>The number of an EC private key may not be zero.</summary>
    public static readonly GoChange EcKeysAreChecked = new(26);

    /// <summary>A certificate's RSA key is compared with its private key in the exponent too.</summary>
    public static readonly GoChange KeysMatchInExponent = new(26);

    /// <summary><c>tls.X509KeyPair</c> says why it cannot parse a private key.</summary>
    public static readonly GoChange KeyPairSaysWhy = new(27);

    /// <summary>What a release of Go takes a key for.</summary>
    public static PublicKeyKind KnownKind(PublicKeyKind kind, GoVersion version) =>
        kind == PublicKeyKind.MlDsa && !MlDsa.IsIn(version) ? PublicKeyKind.Unknown : kind;
}
