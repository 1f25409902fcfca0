// Writes what Go makes of each value: go run go.go < values.json > go.json
// "map" is a value read into an interface{}; "struct" keeps members and numbers in the order and spelling in which they came.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type value struct{ ID, JSON string }

type member struct {
	name  string
	value interface{}
}

// ordered marshals as a struct of these members would.
type ordered []member

func (o ordered) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		for j, part := range []interface{}{m.name, m.value} {
			var text bytes.Buffer
			encoder := json.NewEncoder(&text)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(part); err != nil {
				return nil, err
			}
			if j == 1 {
				out.WriteByte(':')
			}
			out.Write(bytes.TrimRight(text.Bytes(), "\n"))
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func read(decoder *json.Decoder) interface{} {
	token, err := decoder.Token()
	if err != nil {
		panic(err)
	}
	switch token {
	case json.Delim('{'):
		members := ordered{}
		for decoder.More() {
			name, _ := decoder.Token()
			own := read(decoder)
			at := -1
			for i, m := range members {
				if m.name == name.(string) {
					at = i
				}
			}
			if at >= 0 {
				members[at].value = own
			} else {
				members = append(members, member{name.(string), own})
			}
		}
		decoder.Token()
		return members
	case json.Delim('['):
		items := []interface{}{}
		for decoder.More() {
			items = append(items, read(decoder))
		}
		decoder.Token()
		return items
	}
	return token
}

func structOf(text string) interface{} {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	return read(decoder)
}

func mapOf(text string, numbers bool) interface{} {
	decoder := json.NewDecoder(strings.NewReader(text))
	if numbers {
		decoder.UseNumber()
	}
	var own interface{}
	if err := decoder.Decode(&own); err != nil {
		panic(err)
	}
	return own
}

func marshal(own interface{}) string {
	text, err := json.Marshal(own)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func encode(own interface{}, html bool) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(html)
	if err := encoder.Encode(own); err != nil {
		panic(err)
	}
	return out.String()
}

func indent(own interface{}, step string) string {
	text, err := json.MarshalIndent(own, "", step)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func main() {
	var values []value
	if err := json.NewDecoder(os.Stdin).Decode(&values); err != nil {
		panic(err)
	}
	writers := []struct {
		id    string
		write func(string) string
	}{
		{"Go json.Marshal(map)", func(t string) string { return marshal(mapOf(t, false)) }},
		{"Go json.NewEncoder(w).Encode(map)", func(t string) string { return encode(mapOf(t, false), true) }},
		{"Go json.NewEncoder(w).Encode(map), SetEscapeHTML(false)", func(t string) string { return encode(mapOf(t, false), false) }},
		{"Go json.Marshal(map), UseNumber", func(t string) string { return marshal(mapOf(t, true)) }},
		{"Go json.Marshal(struct)", func(t string) string { return marshal(structOf(t)) }},
		{"Go json.NewEncoder(w).Encode(struct)", func(t string) string { return encode(structOf(t), true) }},
		{"Go json.NewEncoder(w).Encode(struct), SetEscapeHTML(false)", func(t string) string { return encode(structOf(t), false) }},
		{`Go json.MarshalIndent(map, "", "  ")`, func(t string) string { return indent(mapOf(t, false), "  ") }},
		{`Go json.MarshalIndent(map, "", "\t")`, func(t string) string { return indent(mapOf(t, false), "\t") }},
		{"Go fmt.Sprint(map)", func(t string) string { return fmt.Sprint(mapOf(t, false)) }},
	}
	written := map[string]map[string]string{}
	for _, w := range writers {
		written[w.id] = map[string]string{}
		for _, v := range values {
			written[w.id][v.ID] = base64.StdEncoding.EncodeToString([]byte(w.write(v.JSON)))
		}
	}
	result := map[string]interface{}{"language": "Go", "versions": map[string]string{"go": strings.TrimPrefix(runtime.Version(), "go")}, "written": written}
	text, _ := json.MarshalIndent(result, "", " ")
	fmt.Println(string(text))
}
