namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>The ways in which Go programs load private keys. Many have one way only, whatever the label says.</summary>
[Flags]
public enum KeyLoaders
{
    /// <summary>None takes the key.</summary>
    None = 0,

    /// <summary><c>x509.ParsePKCS1PrivateKey</c>: RSA in PKCS#1.</summary>
    Pkcs1 = 1,

    /// <summary><c>x509.ParseECPrivateKey</c>: ECDSA in SEC1.</summary>
    Sec1 = 2,

    /// <summary><c>x509.ParsePKCS8PrivateKey</c>: any kind in PKCS#8.</summary>
    Pkcs8 = 4,

    /// <summary><c>tls.X509KeyPair</c>, which tries all three and takes what can sign.</summary>
    KeyPair = 8,
}
