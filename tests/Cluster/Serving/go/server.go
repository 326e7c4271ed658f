package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	tooLate  = 3 * time.Second // longer than the shortest timeout a webhook can have
	farewell = 2 * time.Second
)

type server struct {
	mode   string
	config *tls.Config
	called func()
}

func (s *server) accept(listener net.Listener) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		go s.handle(connection.(*net.TCPConn))
	}
}

func (s *server) handle(connection *net.TCPConn) {
	defer finish(connection)
	switch s.mode {
	case modeCloseAtOnce:
	case modePlainHTTP:
		s.answerAll(connection)
	case modeBanner:
		_, _ = io.WriteString(connection, "220 mail.example.org ESMTP\r\n")
	default:
		secured := tls.Server(connection, s.config)
		if secured.Handshake() == nil {
			s.answerAll(secured)
		}
	}
}

// answerAll serves requests until one is none, which is answered 400 as net/http does.
func (s *server) answerAll(connection io.ReadWriter) {
	reader := bufio.NewReader(connection)
	for {
		request, err := http.ReadRequest(reader)
		if err == io.EOF {
			return
		}
		status, body := http.StatusBadRequest, []byte("400 Bad Request")
		if err == nil {
			status, body = s.answer(request)
		}
		response := http.Response{
			StatusCode:    status,
			ProtoMajor:    1,
			ProtoMinor:    1,
			Header:        http.Header{"Content-Type": {"application/json"}},
			ContentLength: int64(len(body)),
			Body:          io.NopCloser(bytes.NewReader(body)),
		}
		if response.Write(connection) != nil || err != nil {
			return
		}
	}
}

// answer admits the request of an AdmissionReview v1. An aggregated API is asked by GET whether it is there, and it is.
func (s *server) answer(request *http.Request) (int, []byte) {
	s.called()
	if request.Method == http.MethodGet {
		return http.StatusOK, []byte("{}")
	}
	if s.mode == modeSlow {
		time.Sleep(tooLate)
	}
	var review struct {
		Request struct {
			UID string `json:"uid"`
		} `json:"request"`
	}
	// All of it: what is left over would be taken for the next request.
	body, err := io.ReadAll(request.Body)
	if err != nil || json.Unmarshal(body, &review) != nil {
		return http.StatusBadRequest, []byte("{}")
	}
	answer, err := json.Marshal(map[string]any{
		"apiVersion": "admission.k8s.io/v1",
		"kind":       "AdmissionReview",
		"response":   map[string]any{"uid": review.Request.UID, "allowed": true},
	})
	if err != nil {
		return http.StatusInternalServerError, nil
	}
	return http.StatusOK, answer
}

// finish closes without a reset: one would overtake what was sent last, an alert perhaps, and the client would not see it.
func finish(connection *net.TCPConn) {
	defer connection.Close()
	if connection.CloseWrite() == nil && connection.SetReadDeadline(time.Now().Add(farewell)) == nil {
		_, _ = io.Copy(io.Discard, connection)
	}
}
