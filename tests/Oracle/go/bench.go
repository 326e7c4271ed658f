package main

import (
	"crypto/x509"
	"errors"
	"time"
)

// timing is how long the rounds took together, in nanoseconds.
type timing struct {
	// WithParsing reads bundle and chain anew each time, as a handshake of a new client does.
	WithParsing int64 `json:"withParsing"`
	// WithoutParsing keeps the parsed certificates and the pools.
	WithoutParsing int64  `json:"withoutParsing"`
	Error          string `json:"error,omitempty"`
}

func bench(asked question) timing {
	if err := round(asked); err != nil {
		return timing{Error: err.Error()}
	}
	started := time.Now()
	for i := 0; i < asked.Count; i++ {
		round(asked)
	}
	parsing := time.Since(started)

	leaf, options, err := prepare(asked)
	if err != nil {
		return timing{Error: err.Error()}
	}
	started = time.Now()
	for i := 0; i < asked.Count; i++ {
		leaf.Verify(options)
	}
	return timing{WithParsing: parsing.Nanoseconds(), WithoutParsing: time.Since(started).Nanoseconds()}
}

func round(asked question) error {
	pool, refusal := rootPool(asked.Bundle)
	if refusal != nil {
		return refusal
	}
	_, err := handshake(asked.Chain, asked.Name, time.Unix(asked.At, 0).UTC(), pool)
	return err
}

func prepare(asked question) (*x509.Certificate, x509.VerifyOptions, error) {
	pool, refusal := rootPool(asked.Bundle)
	options := x509.VerifyOptions{
		Roots:         pool,
		CurrentTime:   time.Unix(asked.At, 0).UTC(),
		DNSName:       asked.Name,
		Intermediates: x509.NewCertPool(),
	}
	if refusal != nil || len(asked.Chain) == 0 {
		return nil, options, errors.New("nothing to measure")
	}
	var leaf *x509.Certificate
	for i, der := range asked.Chain {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, options, err
		}
		if i == 0 {
			leaf = certificate
		} else {
			options.Intermediates.AddCert(certificate)
		}
	}
	return leaf, options, nil
}
