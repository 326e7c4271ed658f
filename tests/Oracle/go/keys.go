package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
)

// outcome is an error's text, or none.
type outcome struct {
	OK   bool   `json:"ok"`
	Text string `json:"text,omitempty"`
}

// loaders is what each of Go's private key parsers says of the first PEM block.
type loaders struct {
	NoBlock bool    `json:"noBlock,omitempty"`
	PKCS1   outcome `json:"pkcs1"`
	SEC1    outcome `json:"sec1"`
	PKCS8   outcome `json:"pkcs8"`
}

func keyPair(certificate, key []byte) outcome {
	_, err := tls.X509KeyPair(certificate, key)
	return outcomeOf(err)
}

func loadKey(key []byte) loaders {
	block, _ := pem.Decode(key)
	if block == nil {
		return loaders{NoBlock: true}
	}
	_, pkcs1 := x509.ParsePKCS1PrivateKey(block.Bytes)
	_, sec1 := x509.ParseECPrivateKey(block.Bytes)
	_, pkcs8 := x509.ParsePKCS8PrivateKey(block.Bytes)
	return loaders{PKCS1: outcomeOf(pkcs1), SEC1: outcomeOf(sec1), PKCS8: outcomeOf(pkcs8)}
}

func outcomeOf(err error) outcome {
	if err != nil {
		return outcome{Text: err.Error()}
	}
	return outcome{OK: true}
}
