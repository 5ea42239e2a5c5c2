package model_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// small are the names of the vocabulary that lines and formulas are made with:
// years, units, texts, people and where a figure comes from. Nothing of studies,
// schemes or benefits is among them.
var small = strings.Fields(`Year Years Unit Text T Same InEach Lang Sex Female Male Both Population MaxAge Provenance Knowledge KnownAll KnownPart KnownNone
	Path JoinPath PureNumber CalendarYear AgeInYears PersonUnit Quantity`)

// A line knows nothing of the field. The oracle is the list above.
func TestLinesKnowOnlyTheSmallTypes(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "abnd" {
					used[s.Sel.Name] = true
					if !slices.Contains(small, s.Sel.Name) {
						t.Errorf("%s uses abnd.%s", path, s.Sel.Name)
					}
				}
			}
			return true
		})
	}
	for _, name := range small {
		if !used[name] {
			t.Errorf("nothing uses abnd.%s any more", name)
		}
	}
}
