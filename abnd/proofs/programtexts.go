package proofs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// ProgramTexts are the texts that the program's own sources give in a call with
// the Portuguese beside the English, by their places. root is the folder of the
// module. Of a text that is made of parts the quoted ones are there, parted by
// blanks.
func ProgramTexts(t testing.TB, root string) map[string]abnd.Text {
	t.Helper()
	texts := map[string]abnd.Text{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if name == "T" || name == "t" || name == "example" {
				texts[files.Position(call.Pos()).String()] = abnd.Text{EN: literals(call.Args[0]), PT: literals(call.Args[1])}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 3000 {
		t.Fatalf("%d texts: they are elsewhere", len(texts))
	}
	return texts
}

// literals are the quoted parts of an expression, parted.
func literals(x ast.Expr) string {
	var parts []string
	ast.Inspect(x, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				parts = append(parts, s)
			}
		}
		return true
	})
	return strings.Join(parts, " ")
}
