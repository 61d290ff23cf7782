// A kubelet that can do one thing, port-forward, with the code that real ones do it with: CRI-O's and containerd's server
// is k8s.io/cri-streaming, and what they run between it and the pod is the same rule in both (see forward). kwok's kubelet
// never tells that a pod has closed a connection.
//
//	kubelet LISTEN_ADDRESS CERTIFICATE KEY API_SERVER TOKEN
package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"k8s.io/cri-streaming/pkg/streaming/portforward"
)

// How long the other direction may go on when one has ended, as containerd and CRI-O have it.
const grace = time.Second

var api = http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}

type forwarder struct{ server, token string }

func main() {
	address, certificate, key := os.Args[1], os.Args[2], os.Args[3]
	pods := forwarder{os.Args[4], os.Args[5]}
	log.Fatal(http.ListenAndServeTLS(address, certificate, key, http.HandlerFunc(pods.serve)))
}

// serve answers /portForward/NAMESPACE/POD. With NO_WEBSOCKETS set it is a runtime that knows SPDY only.
func (f forwarder) serve(w http.ResponseWriter, r *http.Request) {
	pod, found := strings.CutPrefix(r.URL.Path, "/portForward/")
	if !found {
		http.NotFound(w, r)
		return
	}
	if os.Getenv("NO_WEBSOCKETS") != "" && strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		http.Error(w, "unable to upgrade: missing upgrade headers in request", http.StatusBadRequest)
		return
	}
	options, err := portforward.NewV4Options(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	protocols := portforward.SupportedProtocols
	portforward.ServePortForward(w, r, f, pod, "", options, 4*time.Hour, 30*time.Second, protocols)
}

func (f forwarder) PortForward(ctx context.Context, pod, _ string, port int32, stream io.ReadWriteCloser) error {
	ip, err := f.podIP(pod)
	if err != nil {
		return err
	}
	conn, err := net.Dial("tcp", net.JoinHostPort(ip, strconv.Itoa(int(port))))
	if err != nil {
		return fmt.Errorf("failed to connect to localhost:%d inside namespace: %w", port, err)
	}
	defer conn.Close()
	ended := make(chan error, 2)
	go func() {
		_, err := io.Copy(stream, conn)
		ended <- err
	}()
	go func() {
		_, err := io.Copy(conn, stream)
		ended <- err
	}()
	err = <-ended
	select {
	case other := <-ended:
		if err == nil {
			err = other
		}
	case <-time.After(grace):
	}
	return err
}

func (f forwarder) podIP(pod string) (string, error) {
	namespace, name, _ := strings.Cut(pod, "/")
	request, err := http.NewRequest("GET", fmt.Sprintf("%s/api/v1/namespaces/%s/pods/%s", f.server, namespace, name), nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+f.token)
	answer, err := api.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var object struct{ Status struct{ PodIP string } }
	err = json.NewDecoder(answer.Body).Decode(&object)
	return object.Status.PodIP, err
}
