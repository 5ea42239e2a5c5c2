package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// pkg is a package with its types, and its sources by file.
type pkg struct {
	dir   string
	name  string
	files []*ast.File
	text  map[string]string
	fset  *token.FileSet
	info  types.Info
}

// listed is what `go list` tells of a package.
type listed struct {
	Dir, Name, ImportPath, Export string
	GoFiles                       []string
}

// load parses a package and checks its types against what the compiler
// exports of those that it imports.
func load(path string) (*pkg, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-json=Dir,Name,ImportPath,Export,GoFiles", path).Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	var last listed // the package itself comes after all that it imports
	for in := json.NewDecoder(strings.NewReader(string(out))); in.More(); {
		last = listed{}
		if err := in.Decode(&last); err != nil {
			return nil, err
		}
		exports[last.ImportPath] = last.Export
	}
	p := &pkg{
		dir: last.Dir, name: last.Name, text: map[string]string{}, fset: token.NewFileSet(),
		info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}},
	}
	for _, name := range last.GoFiles {
		text, err := os.ReadFile(filepath.Join(last.Dir, name))
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(p.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files, p.text[name] = append(p.files, file), string(text)
	}
	conf := types.Config{Importer: importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	_, err = conf.Check(last.ImportPath, p.fset, p.files, &p.info)
	return p, err
}

// mutate writes the package with all its mutants in it, and the overlay that
// puts it in place of the original.
func (p *pkg) mutate(scratch string) ([]*mutant, error) {
	overlay := map[string]string{}
	write := func(name, text string) error {
		overlay[filepath.Join(p.dir, name)] = filepath.Join(scratch, name)
		return os.WriteFile(filepath.Join(scratch, name), []byte(text), 0o666)
	}
	s := &source{pkg: p, edits: map[ast.Node]func() string{}}
	for _, file := range p.files {
		s.file = file
		s.find()
		name := p.fset.File(file.Pos()).Name()
		// The file ends after its last declaration, and begins before its
		// package clause.
		start := p.fset.Position(file.Package).Offset
		if err := write(name, p.text[name][:start]+s.render(file)); err != nil {
			return nil, err
		}
	}
	support := strings.Replace(supportFile, "package main", "package "+p.name, 1)
	if s.formulas {
		support += formulaSupport
	}
	if err := write("mutants_in_force.go", support); err != nil {
		return nil, err
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, err
	}
	return s.mutants, os.WriteFile(filepath.Join(scratch, "overlay.json"), text, 0o666)
}

// source is a package while mutants are put into it.
type source struct {
	*pkg
	file     *ast.File
	mutants  []*mutant
	edits    map[ast.Node]func() string // how a node is written instead
	formulas bool                       // the package builds formulas of lines
}

// mutant is one small fault.
type mutant struct {
	id       int
	at       token.Position
	operator string
	change   string
	fate     fate
}

func (m *mutant) String() string {
	return fmt.Sprintf("%s:%d:%d\t%s\t%s", m.at.Filename, m.at.Line, m.at.Column, m.operator, m.change)
}

// add notes a mutant of a node and gives its number.
func (s *source) add(n ast.Node, operator, change string) int {
	m := &mutant{id: len(s.mutants) + 1, at: s.fset.Position(n.Pos()), operator: operator, change: change}
	s.mutants = append(s.mutants, m)
	return m.id
}

// original is a node as it was, on one line and not too long.
func (s *source) original(n ast.Node) string {
	text := []rune(strings.Join(strings.Fields(s.between(n.Pos(), n.End())), " "))
	if len(text) > 70 {
		return string(text[:70]) + "…"
	}
	return string(text)
}

func (s *source) between(from, to token.Pos) string {
	at := s.fset.Position(from)
	return s.text[at.Filename][at.Offset:s.fset.Position(to).Offset]
}

// render is a node with its mutants.
func (s *source) render(n ast.Node) string {
	if edit := s.edits[n]; edit != nil {
		return edit()
	}
	return s.inside(n)
}

// inside is a node as it was, with the mutants of what is in it.
func (s *source) inside(n ast.Node) string {
	var kids []ast.Node
	ast.Inspect(n, func(kid ast.Node) bool {
		if kid == n {
			return true
		}
		if _, comment := kid.(*ast.CommentGroup); kid != nil && !comment {
			kids = append(kids, kid)
		}
		return false
	})
	slices.SortStableFunc(kids, func(a, b ast.Node) int { return cmp.Compare(a.Pos(), b.Pos()) })
	var out strings.Builder
	from := n.Pos()
	for _, kid := range kids {
		if kid.Pos() < from { // the type of a function begins before its name
			continue
		}
		out.WriteString(s.between(from, kid.Pos()))
		out.WriteString(s.render(kid))
		from = kid.End()
	}
	out.WriteString(s.between(from, n.End()))
	return out.String()
}
