// Command oracle answers what this Go's crypto/x509 and crypto/tls say: one JSON question per line on standard input,
// one JSON answer per line on standard output, in order. Standard library only; builds with Go 1.19 and newer.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
)

// job is a question on its way, and where its answer goes.
type job struct {
	line   []byte
	answer chan []byte
}

func main() {
	// No roots of this machine: an empty bundle means "whatever the API server's image holds", which is nothing here.
	os.Setenv("SSL_CERT_FILE", "/nonexistent")
	os.Setenv("SSL_CERT_DIR", "/nonexistent")
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

// serve lets several goroutines answer, and writes in the order of the questions.
func serve(input io.Reader, output io.Writer) error {
	workers := runtime.GOMAXPROCS(0)
	waiting := make(chan job, workers)
	ordered := make(chan job, 4*workers)
	for i := 0; i < workers; i++ {
		go func() {
			for next := range waiting {
				next.answer <- answer(next.line)
			}
		}()
	}

	failed := make(chan error, 1)
	go func() {
		defer close(ordered)
		defer close(waiting)
		reader := bufio.NewReaderSize(input, 1<<16)
		for {
			line, err := reader.ReadBytes('\n')
			if len(line) > 1 {
				next := job{line, make(chan []byte, 1)}
				ordered <- next
				waiting <- next
			}
			if err != nil {
				if err != io.EOF {
					failed <- err
				}
				return
			}
		}
	}()

	writer := bufio.NewWriterSize(output, 1<<16)
	for next := range ordered {
		writer.Write(<-next.answer)
		writer.WriteByte('\n')
		// Whoever waits for the last answer gets it.
		if len(ordered) == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
	select {
	case err := <-failed:
		return err
	default:
		return writer.Flush()
	}
}

// question holds the fields of every operation.
type question struct {
	Op     string   `json:"op"`
	Bundle []byte   `json:"bundle"`
	Chain  [][]byte `json:"chain"`
	Name   string   `json:"name"`
	At     int64    `json:"at"`
	DER    []byte   `json:"der"`
	Cert   []byte   `json:"cert"`
	Key    []byte   `json:"key"`
	Count  int      `json:"count"`
}

func answer(line []byte) (encoded []byte) {
	// A server of this Go would die of it: the caller has to know.
	defer func() {
		if cause := recover(); cause != nil {
			encoded = encode(map[string]string{"panic": fmt.Sprint(cause)})
		}
	}()

	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return encode(map[string]string{"misunderstood": err.Error()})
	}
	switch asked.Op {
	case "verify":
		return encode(verify(asked))
	case "parse":
		return encode(parse(asked.DER))
	case "keypair":
		return encode(keyPair(asked.Cert, asked.Key))
	case "key":
		return encode(loadKey(asked.Key))
	case "bench":
		return encode(bench(asked))
	case "version":
		return encode(map[string]string{"version": runtime.Version()})
	default:
		return encode(map[string]string{"misunderstood": "no such operation: " + asked.Op})
	}
}

func encode(value interface{}) []byte {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return encoded
}
