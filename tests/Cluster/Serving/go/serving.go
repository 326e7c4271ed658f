package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
)

// How a server treats who connects.
const (
	modeAllow       = "allow"         // admits whatever it is asked
	modeSlow        = "slow"          // answers when it is too late
	modeCloseAtOnce = "close-at-once" // says nothing
	modePlainHTTP   = "plain-http"    // knows no TLS
	modeBanner      = "banner"        // speaks first, and neither TLS nor HTTP
)

// serving is what one server is to be; bytes are base64 in JSON.
type serving struct {
	Address           string   `json:"address"`
	Chain             [][]byte `json:"chain"` // DER, sent as it is and in this order
	Key               []byte   `json:"key"`   // PKCS#8
	MinVersion        uint16   `json:"minVersion"`
	MaxVersion        uint16   `json:"maxVersion"`
	ClientCertificate bool     `json:"clientCertificate"` // refuses clients without one
	Mode              string   `json:"mode"`
}

// config is nil where no TLS is spoken.
func (s serving) config() (*tls.Config, error) {
	switch s.Mode {
	case modeCloseAtOnce, modePlainHTTP, modeBanner:
		return nil, nil
	case modeAllow, modeSlow:
	default:
		return nil, fmt.Errorf("unknown mode %q", s.Mode)
	}
	key, err := x509.ParsePKCS8PrivateKey(s.Key)
	if err != nil {
		return nil, fmt.Errorf("the key is not PKCS#8")
	}
	config := &tls.Config{
		Certificates: []tls.Certificate{{Certificate: s.Chain, PrivateKey: key}},
		MinVersion:   s.MinVersion,
		MaxVersion:   s.MaxVersion,
	}
	if s.ClientCertificate {
		config.ClientAuth = tls.RequireAnyClientCert
	}
	return config, nil
}
