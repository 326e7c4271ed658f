package main

import (
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"net"
	"net/url"
	"time"
)

// facts is what the parser read, in forms that are easy to compare.
type facts struct {
	Error             string   `json:"error,omitempty"`
	Version           int      `json:"version,omitempty"`
	Serial            string   `json:"serial,omitempty"`
	NotBefore         int64    `json:"notBefore,omitempty"`
	NotAfter          int64    `json:"notAfter,omitempty"`
	DNS               []string `json:"dns,omitempty"`
	IPs               []string `json:"ips,omitempty"`
	Emails            []string `json:"emails,omitempty"`
	URIs              []string `json:"uris,omitempty"`
	Usages            []string `json:"usages,omitempty"`
	BasicConstraints  bool     `json:"basicConstraints,omitempty"`
	IsCA              bool     `json:"isCA,omitempty"`
	MaxPathLen        int      `json:"maxPathLen,omitempty"`
	MaxPathLenZero    bool     `json:"maxPathLenZero,omitempty"`
	KeyUsage          int      `json:"keyUsage,omitempty"`
	SubjectKeyID      string   `json:"subjectKeyId,omitempty"`
	AuthorityKeyID    string   `json:"authorityKeyId,omitempty"`
	UnhandledCritical []string `json:"unhandledCritical,omitempty"`
	PermittedDNS      []string `json:"permittedDns,omitempty"`
	ExcludedDNS       []string `json:"excludedDns,omitempty"`
	PermittedIPs      []string `json:"permittedIps,omitempty"`
	ExcludedIPs       []string `json:"excludedIps,omitempty"`
	PermittedEmails   []string `json:"permittedEmails,omitempty"`
	ExcludedEmails    []string `json:"excludedEmails,omitempty"`
	PermittedURIs     []string `json:"permittedUris,omitempty"`
	ExcludedURIs      []string `json:"excludedUris,omitempty"`
	Policies          []string `json:"policies,omitempty"`
	Key               string   `json:"key,omitempty"`
	KeyAlgorithm      string   `json:"keyAlgorithm,omitempty"`
	Signature         string   `json:"signature,omitempty"`
}

func parse(der []byte) facts {
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return facts{Error: err.Error()}
	}
	result := facts{
		Version:          certificate.Version,
		Serial:           certificate.SerialNumber.String(),
		NotBefore:        seconds(certificate.NotBefore),
		NotAfter:         seconds(certificate.NotAfter),
		DNS:              certificate.DNSNames,
		IPs:              addresses(certificate.IPAddresses),
		Emails:           certificate.EmailAddresses,
		URIs:             locations(certificate.URIs),
		Usages:           usages(certificate),
		BasicConstraints: certificate.BasicConstraintsValid,
		IsCA:             certificate.IsCA,
		MaxPathLen:       certificate.MaxPathLen,
		MaxPathLenZero:   certificate.MaxPathLenZero,
		KeyUsage:         int(certificate.KeyUsage),
		SubjectKeyID:     hex.EncodeToString(certificate.SubjectKeyId),
		AuthorityKeyID:   hex.EncodeToString(certificate.AuthorityKeyId),
		PermittedDNS:     certificate.PermittedDNSDomains,
		ExcludedDNS:      certificate.ExcludedDNSDomains,
		PermittedIPs:     ranges(certificate.PermittedIPRanges),
		ExcludedIPs:      ranges(certificate.ExcludedIPRanges),
		PermittedEmails:  certificate.PermittedEmailAddresses,
		ExcludedEmails:   certificate.ExcludedEmailAddresses,
		PermittedURIs:    certificate.PermittedURIDomains,
		ExcludedURIs:     certificate.ExcludedURIDomains,
		Key:              fmt.Sprintf("%T", certificate.PublicKey),
		KeyAlgorithm:     certificate.PublicKeyAlgorithm.String(),
		Signature:        certificate.SignatureAlgorithm.String(),
	}
	for _, oid := range certificate.UnhandledCriticalExtensions {
		result.UnhandledCritical = append(result.UnhandledCritical, oid.String())
	}
	for _, oid := range certificate.PolicyIdentifiers {
		result.Policies = append(result.Policies, oid.String())
	}
	return result
}

func seconds(at time.Time) int64 {
	return at.Unix()
}

func addresses(ips []net.IP) []string {
	var texts []string
	for _, ip := range ips {
		texts = append(texts, hex.EncodeToString(ip))
	}
	return texts
}

func ranges(networks []*net.IPNet) []string {
	var texts []string
	for _, network := range networks {
		texts = append(texts, hex.EncodeToString(network.IP)+"/"+hex.EncodeToString(network.Mask))
	}
	return texts
}

func locations(uris []*url.URL) []string {
	var texts []string
	for _, uri := range uris {
		texts = append(texts, uri.String())
	}
	return texts
}

// usages lists the numbers of the known purposes, then the identifiers of the others.
func usages(certificate *x509.Certificate) []string {
	var texts []string
	for _, usage := range certificate.ExtKeyUsage {
		texts = append(texts, fmt.Sprint(int(usage)))
	}
	for _, oid := range certificate.UnknownExtKeyUsage {
		texts = append(texts, oid.String())
	}
	return texts
}
