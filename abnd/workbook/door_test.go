package workbook

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sources are the program's own files, without tests, by their path from the
// top of the project.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	top := filepath.Join("..", "..")
	all := map[string]*ast.File{}
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		rel, relErr := filepath.Rel(top, path)
		if err == nil {
			err = relErr
		}
		all[filepath.ToSlash(rel)] = file
		return err
	})
	const atLeast = 100
	if err != nil || len(all) < atLeast {
		t.Fatalf("%d files, %v", len(all), err)
	}
	return all
}

func imports(f *ast.File) []string {
	var all []string
	for _, i := range f.Imports {
		all = append(all, strings.Trim(i.Path.Value, `"`))
	}
	return all
}

// embedded reads zip files that are part of the program, not of its users.
const embedded = "abnd/country/demography.go"

// texts are the files that read text themselves: the door, and those whose
// text is part of the program or of its tests.
var texts = []string{"abnd/textfile/table.go", embedded, "scenarios/published/table.go", "abnd/proofs/functions.go"}

// Every workbook is opened in one place, which has the limits; only writing
// needs excelize, which would read without them. Every text comes in through
// one door, which knows the encodings.
func TestOneDoor(t *testing.T) {
	for path, file := range sources(t) {
		for _, name := range imports(file) {
			if strings.HasPrefix(name, "github.com/xuri/excelize") && filepath.ToSlash(filepath.Dir(path)) != "abnd/workbook/paper" {
				t.Errorf("%s imports %s", path, name)
			}
			if name == "archive/zip" && !slices.Contains([]string{"abnd/workbook/reader/container.go", "abnd/workbook/reader/fault.go", "abnd/workbook/paper/sortedzip.go", "abnd/proofs/zip.go", embedded}, path) {
				t.Errorf("%s imports %s", path, name)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.SelectorExpr:
				if x, ok := f.X.(*ast.Ident); ok {
					name = x.Name + "." + f.Sel.Name
				}
			case *ast.Ident:
				name = f.Name
			}
			if name == "csv.NewReader" && !slices.Contains(texts, path) || strings.HasPrefix(name, "charmap.") && filepath.ToSlash(filepath.Dir(path)) != "abnd/textfile" {
				t.Errorf("%s calls %s", path, name)
			}
			if strings.HasPrefix(name, "excelize.Open") || name == "zip.OpenReader" || name == "zip.NewReader" && !slices.Contains([]string{"abnd/workbook/reader/container.go", "abnd/proofs/zip.go", embedded}, path) ||
				name == "openContainer" && path != "abnd/workbook/reader/open.go" {
				t.Errorf("%s calls %s", path, name)
			}
			return true
		})
	}
}

// What finds fault with what a user gave answers in one shape: a result and the
// diagnostics, or these alone. The type of the diagnostics says why.
func TestAnswersHaveOneShape(t *testing.T) {
	met := 0
	for path, file := range sources(t) {
		if strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, ".ci/") {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || f.Type.Results == nil {
				continue
			}
			var results []string
			for _, r := range f.Type.Results.List {
				for range max(len(r.Names), 1) {
					results = append(results, types.ExprString(r.Type))
				}
			}
			at := slices.IndexFunc(results, func(r string) bool { return strings.TrimPrefix(r, "abnd.") == "Diagnostics" })
			if at < 0 {
				continue
			}
			met++
			if at != len(results)-1 || len(results) > 2 {
				t.Errorf("%s: %s gives (%s)", path, f.Name.Name, strings.Join(results, ", "))
			}
		}
	}
	const fewest = 50 // such functions; a search that finds none would pass
	if met < fewest {
		t.Errorf("only %d functions give diagnostics", met)
	}
	t.Logf("%d functions give diagnostics", met)
}
