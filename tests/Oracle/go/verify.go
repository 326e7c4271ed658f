package main

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// verdict is what an API server built with this Go says of a serving certificate.
type verdict struct {
	OK            bool       `json:"ok"`
	Chains        [][]string `json:"chains,omitempty"`
	Text          string     `json:"text,omitempty"`
	BundleRefused bool       `json:"bundleRefused,omitempty"`
	BundleReason  string     `json:"bundleReason,omitempty"`
}

func verify(asked question) verdict {
	roots, refusal := rootPool(asked.Bundle)
	chains, err := handshake(asked.Chain, asked.Name, time.Unix(asked.At, 0).UTC(), roots)
	result := verdict{OK: err == nil}
	if err != nil {
		result.Text = err.Error()
	}
	if refusal != nil {
		result.BundleRefused = true
		result.BundleReason = refusal.Error()
	}
	for _, chain := range chains {
		result.Chains = append(result.Chains, fingerprints(chain))
	}
	return result
}

// rootPool makes the pool as client-go does. The error is what newer servers print after
// "unable to load root certificates: "; older ones went on with the empty pool.
func rootPool(bundle []byte) (*x509.CertPool, error) {
	if len(bundle) == 0 {
		return nil, nil
	}
	pool := x509.NewCertPool()
	if pool.AppendCertsFromPEM(bundle) {
		return pool, nil
	}
	return pool, whyNothingWasTaken(bundle)
}

// whyNothingWasTaken says, as client-go does, what is wrong with the first block that should have been taken.
func whyNothingWasTaken(bundle []byte) error {
	for rest := bundle; len(rest) > 0; {
		block, after := pem.Decode(rest)
		if block == nil {
			return errors.New("unable to parse bytes as PEM block")
		}
		rest = after
		counts := block.Type == "CERTIFICATE" && len(block.Headers) == 0
		if !counts {
			continue
		}
		if _, err := x509.ParseCertificate(block.Bytes); err != nil {
			return fmt.Errorf("failed to parse certificate: %w", err)
		}
	}
	return errors.New("no valid certificate authority data seen")
}

// handshake judges what a server sent as the client side of crypto/tls does, in the same order and words.
func handshake(chain [][]byte, name string, at time.Time, roots *x509.CertPool) ([][]*x509.Certificate, error) {
	if len(chain) == 0 {
		return nil, errors.New("tls: received empty certificates message")
	}
	presented := make([]*x509.Certificate, len(chain))
	for i, der := range chain {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, errors.New("tls: failed to parse certificate from server: " + err.Error())
		}
		if key, isRSA := certificate.PublicKey.(*rsa.PublicKey); isRSA && limitsRSA && key.N.BitLen() > largestRSA {
			return nil, fmt.Errorf("tls: server sent certificate containing RSA key larger than %d bits", largestRSA)
		}
		presented[i] = certificate
	}

	options := x509.VerifyOptions{Roots: roots, CurrentTime: at, DNSName: name, Intermediates: x509.NewCertPool()}
	for _, certificate := range presented[1:] {
		options.Intermediates.AddCert(certificate)
	}
	chains, err := presented[0].Verify(options)
	if err != nil {
		if prefixesErrors {
			err = fmt.Errorf("tls: failed to verify certificate: %w", err)
		}
		return nil, err
	}
	return chains, usableKey(presented[0].PublicKey)
}

// usableKey names no type that Go 1.19 lacks: newer Go takes ML-DSA too (in TLS 1.3, which API servers and webhooks speak).
func usableKey(key interface{}) error {
	switch key.(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey:
		return nil
	}
	kind := fmt.Sprintf("%T", key)
	if kind == "*mldsa.PublicKey" {
		return nil
	}
	return errors.New("tls: server's certificate contains an unsupported type of public key: " + kind)
}

// largestRSA is in crypto/tls since 1.21, and in patch releases of 1.20 and 1.19.
const largestRSA = 8192

var limitsRSA = atLeast(21, 0) || !atLeast(21, 0) && atLeast(20, 7) || !atLeast(20, 0) && atLeast(19, 12)

// prefixesErrors is whether crypto/tls wraps the error into its CertificateVerificationError.
var prefixesErrors = atLeast(20, 0)

// atLeast compares with the Go that built this. What cannot be read (a development version) is newer than all.
func atLeast(minor, patch int) bool {
	numbers := strings.Split(strings.TrimPrefix(strings.Fields(runtime.Version())[0], "go1."), ".")
	actualMinor, err := strconv.Atoi(digits(numbers[0]))
	if err != nil {
		return true
	}
	actualPatch := 0
	if len(numbers) > 1 {
		actualPatch, _ = strconv.Atoi(digits(numbers[1]))
	}
	return actualMinor > minor || actualMinor == minor && actualPatch >= patch
}

func digits(text string) string {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	return text[:end]
}

func fingerprints(chain []*x509.Certificate) []string {
	hashes := make([]string, len(chain))
	for i, certificate := range chain {
		hash := sha256.Sum256(certificate.Raw)
		hashes[i] = hex.EncodeToString(hash[:])
	}
	return hashes
}
