// Signs for the Deposits API: go run sign.go answers the questions of `countersign vectors --exec`.
package main

import ("bufio"; "crypto/hmac"; "crypto/sha256"; "encoding/hex"; "encoding/json"; "os")

func authorization(xDate, xLogin string, apiSignature, body []byte) string {
	mac := hmac.New(sha256.New, apiSignature)
	mac.Write(append([]byte(xDate+xLogin), body...))
	return "D24 " + hex.EncodeToString(mac.Sum(nil))
}

func main() {
	in := bufio.NewReader(os.Stdin)
	for line, err := in.ReadBytes('\n'); err == nil; line, err = in.ReadBytes('\n') {
		var q struct { ID, XDate, XLogin string; ApiSignatureBase64, BodyBase64 []byte }
		if err := json.Unmarshal(line, &q); err != nil { panic(err) }
		json.NewEncoder(os.Stdout).Encode(map[string]string{"id": q.ID, "authorization": authorization(q.XDate, q.XLogin, q.ApiSignatureBase64, q.BodyBase64)})
	}
}
