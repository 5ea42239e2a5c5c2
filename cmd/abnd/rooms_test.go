package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// ours begins the packages of the project.
const ours = "github.com/openabnd/engine/"

// forTests are packages that only tests, benchmarks and generators use.
var forTests = []string{"abnd/proofs", "abnd/sheets/ruleexamples"}

// Imports run as the map of the code says, in docs/design.md: which packages
// each package may import, and no other. The oracle is the go command.
func TestImportsRunAsTheMapSays(t *testing.T) {
	page, err := os.ReadFile("../../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(page), "<!-- file imports.txt -->\n```\n")
	block, _, found := strings.Cut(block, "\n```")
	if !found {
		t.Fatal("docs/design.md has no list of imports")
	}
	allowed := map[string][]string{}
	for line := range strings.Lines(block) {
		name, list, _ := strings.Cut(line, ":")
		allowed[strings.TrimSpace(name)] = strings.Fields(list)
	}
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}:{{join .Imports " "}}`, ours+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		path, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		name := strings.TrimPrefix(path, ours)
		if slices.ContainsFunc(forTests, func(p string) bool { return name == p || strings.HasPrefix(name, p+"/") }) {
			continue
		}
		may, known := allowed[name]
		if !known {
			t.Errorf("docs/design.md does not list %s", name)
			continue
		}
		delete(allowed, name)
		var does []string
		for _, imported := range strings.Fields(list) {
			if other, is := strings.CutPrefix(imported, ours); is {
				does = append(does, other)
			}
		}
		if !slices.Equal(may, []string{"*"}) && !slices.Equal(may, does) {
			t.Errorf("%s imports %v; docs/design.md lists %v", name, does, may)
		}
	}
	for name := range allowed {
		t.Errorf("docs/design.md lists %s, which is no package", name)
	}
}
