package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The study from nothing of docs/go-library.md is the example of country.Empty:
// the same statements, and what they print.
func TestTheStudyFromNothingIsAnExample(t *testing.T) {
	p := readPage(t, "docs/go-library.md")
	source, err := os.ReadFile(filepath.Join(projectTop, "abnd", "country", "nothing_example_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range p.blocks {
		if b.kind != isFenced || b.about != "go" {
			continue
		}
		program := p.content(b)
		const most = 39 // with its imports, without blank lines
		if n := strings.Count(program, "\n") - strings.Count(program, "\n\n"); n > most {
			t.Errorf("the program has %d lines", n)
		}
		_, body, _ := strings.Cut(program, "func main() {\n")
		body = strings.TrimSuffix(body, "}\n")
		if want := body + "\t// Output: " + p.content(p.blocks[i+1]) + "}\n"; !strings.Contains(string(source), want) {
			t.Errorf("the example differs from the program in the document:\n%s", want)
		}
		return
	}
	t.Error("the document has no program")
}
