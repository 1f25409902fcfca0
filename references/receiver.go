// A receiver of deposit notifications to read, and to copy from: it verifies the raw bytes, asks the API for the status, releases an order once, and
// answers when that is on disk. Run it with `go run receiver.go`; what it needs is in its environment:
//
//	API_KEY, API_SIGNATURE   the merchant's keys      STATUS_API   base URL of the Deposits API      ORDERS   a file to which events are appended
//	PORT                     where to listen          OLD_API_SIGNATURE   beside the new one, while a rotation overlaps
//
// Beside `POST /notifications` it has two endpoints for tests, on the same loopback port: `POST /orders` and `GET /releases/ID`.
package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const longestBody = 256 * 1024

var (
	key, secret, old = os.Getenv("API_KEY"), os.Getenv("API_SIGNATURE"), os.Getenv("OLD_API_SIGNATURE")
	authorization    = regexp.MustCompile(`^D24 ([0-9a-f]{64})$`)
	digits           = regexp.MustCompile(`^[1-9][0-9]{0,15}$`)
	// A redirect is an answer like any other: it would take the signature elsewhere.
	statusClient = http.Client{
		Timeout:       3 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
)

type order struct {
	DepositId, InvoiceId, Amount, Currency string
	Releases                               int
}

// Orders are kept as the events that made them: each is on disk before it counts.
type store struct {
	sync.Mutex
	file   *os.File
	orders map[string]order
}

func open(path string) (*store, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	kept := &store{file: file, orders: map[string]order{}}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var one order
		// A crash may have cut the last line.
		if json.Unmarshal(lines.Bytes(), &one) == nil {
			kept.orders[one.DepositId] = one
		}
	}
	return kept, nil
}

func (s *store) get(id string) (order, bool) {
	s.Lock()
	defer s.Unlock()
	one, known := s.orders[id]
	return one, known
}

// change asks and writes under one lock: of several deliveries at once, one finds that it is not released.
func (s *store) change(id string, next func(order, bool) (order, bool)) error {
	s.Lock()
	defer s.Unlock()
	one, known := s.orders[id]
	changed, write := next(one, known)
	if !write {
		return nil
	}
	line, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	if _, err = s.file.Write([]byte("\n" + string(line) + "\n")); err != nil {
		return err
	}
	if err = s.file.Sync(); err != nil {
		return err
	}
	s.orders[id] = changed
	return nil
}

func hash(secret string, parts ...string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	io.WriteString(mac, strings.Join(parts, ""))
	return mac.Sum(nil)
}

// verified: the same rule as for requests: X-Date, X-Login and the raw body under the API Signature, as 64 hex digits behind `D24 `.
func verified(header http.Header, body []byte) bool {
	dates, logins, values := header["X-Date"], header["X-Login"], header["Authorization"]
	if len(dates) != 1 || len(logins) != 1 || len(values) != 1 {
		return false
	}
	found := authorization.FindStringSubmatch(values[0])
	if found == nil {
		return false
	}
	given, _ := hex.DecodeString(found[1])
	for _, one := range []string{secret, old} {
		if one != "" && hmac.Equal(hash(one, dates[0], logins[0], string(body)), given) {
			return true
		}
	}
	return false
}

// depositIn gives the deposit that a body names. Its digits stay as they are. The standard library would read ill-formed UTF-8, and any letter case.
func depositIn(body []byte) string {
	var members map[string]json.RawMessage
	if !utf8.Valid(body) || json.Unmarshal(body, &members) != nil || !digits.Match(members["deposit_id"]) {
		return ""
	}
	return string(members["deposit_id"])
}

type deposit struct {
	Status      *string     `json:"status"`
	LocalAmount json.Number `json:"local_amount"`
	Currency    string      `json:"currency"`
	InvoiceId   string      `json:"invoice_id"`
}

// statusOf tells what the API says about a deposit: nil where it knows none. An error means that it could not be asked: the notification then comes again.
func statusOf(id string) (*deposit, error) {
	request, err := http.NewRequest("GET", os.Getenv("STATUS_API")+"/v3/deposits/"+id, nil)
	if err != nil {
		return nil, err
	}
	date := time.Now().UTC().Format("2006-01-02T15:04:05Z")
	request.Header.Set("X-Date", date)
	request.Header.Set("X-Login", key)
	request.Header.Set("Authorization", "D24 "+hex.EncodeToString(hash(secret, date, key)))
	answer, err := statusClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == 400 || answer.StatusCode == 404 {
		return nil, nil
	}
	var found deposit
	if err = json.NewDecoder(answer.Body).Decode(&found); err != nil {
		return nil, err
	}
	if answer.StatusCode != 200 || found.Status == nil {
		return nil, fmt.Errorf("the status API answered %d", answer.StatusCode)
	}
	return &found, nil
}

func sameAmount(one, other string) bool {
	a, isA := new(big.Rat).SetString(one)
	b, isB := new(big.Rat).SetString(other)
	return isA && isB && a.Cmp(b) == 0
}

// notified handles one notification and returns the status of the answer. After any status but 2XX it is delivered again.
func notified(orders *store, header http.Header, body []byte) int {
	if !verified(header, body) {
		return 401
	}
	id := depositIn(body)
	if id == "" {
		return 400
	}
	one, known := orders.get(id)
	if !known {
		return 404
	}
	if one.Releases > 0 {
		return 200
	}
	paid, err := statusOf(id)
	if err != nil {
		return 503
	}
	if paid == nil {
		return 404
	}
	// Not paid yet is not a failure: the next change of its status is notified too, with the same body. After a mismatch a person has to look at it.
	isSame := sameAmount(one.Amount, paid.LocalAmount.String()) && one.Currency == paid.Currency && one.InvoiceId == paid.InvoiceId
	if *paid.Status != "COMPLETED" || !isSame {
		return 200
	}
	err = orders.change(id, func(now order, _ bool) (order, bool) {
		isFirst := now.Releases == 0
		now.Releases = 1
		return now, isFirst
	})
	if err != nil {
		return 503
	}
	return 200
}

func main() {
	orders, err := open(os.Getenv("ORDERS"))
	if err != nil {
		log.Fatal(err)
	}
	handle := func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
		status, releases := 404, 0
		switch {
		case err != nil:
			status = 413
		case r.URL.Path == "/notifications" && r.Method != "POST":
			status = 405
		case r.URL.Path == "/notifications":
			status = notified(orders, r.Header, body)
		case r.URL.Path == "/orders" && r.Method == "POST":
			var made order
			if status = 400; json.Unmarshal(body, &made) == nil {
				status = 201
				if orders.change(made.DepositId, func(_ order, known bool) (order, bool) { return made, !known }) != nil {
					status = 503
				}
			}
		case strings.HasPrefix(r.URL.Path, "/releases/"):
			one, _ := orders.get(strings.TrimPrefix(r.URL.Path, "/releases/"))
			status, releases = 200, one.Releases
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"releases":%d}`, releases)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(handle)))
}
