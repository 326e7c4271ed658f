// A webhook server that sends exactly the certificates that it is given, right or wrong.
//
// Reads one JSON line per server to start and answers each with "ready ADDRESS" or "failed REASON"; says "called ADDRESS" for every
// request that gets through a handshake. Ends with its standard input, and so with the tests that hold it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"sync"
)

// A line is as long as a served chain: far below this.
const longestLine = 1 << 20

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, longestLine)
	report := &reporter{}
	for lines.Scan() {
		address, err := start(lines.Bytes(), report)
		if err != nil {
			report.line("failed", err.Error())
			continue
		}
		report.line("ready", address)
	}
}

// start begins to listen and returns the address that it really got.
func start(line []byte, report *reporter) (string, error) {
	var wanted serving
	if err := json.Unmarshal(line, &wanted); err != nil {
		// Without the error: it may quote the line, and the line holds a private key.
		return "", fmt.Errorf("not a server's JSON")
	}
	config, err := wanted.config()
	if err != nil {
		return "", err
	}
	listener, err := net.Listen("tcp", wanted.Address)
	if err != nil {
		return "", err
	}
	address := listener.Addr().String()
	server := &server{mode: wanted.Mode, config: config, called: func() { report.line("called", address) }}
	go server.accept(listener)
	return address, nil
}

// reporter keeps lines whole that come from several connections.
type reporter struct{ sync.Mutex }

func (r *reporter) line(word, text string) {
	r.Lock()
	defer r.Unlock()
	fmt.Printf("%s %s\n", word, text)
}
