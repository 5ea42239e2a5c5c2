package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// docPage is a document as the tests of the documents read it: lines, and in
// them the blocks that something is to be done with.
type docPage struct {
	path    string // from the top of the project
	lines   []string
	blocks  []docBlock
	changed bool
}

// docBlock is a fenced block, a table, or a remark <!-- ... --> that stands
// alone. Readers do not see a remark; it says what the block under it is.
type docBlock struct {
	kind   blockKind
	about  string // the word after the fence
	remark string // the remark directly above, or the remark itself
	from   int    // lines[from:to] are the content
	to     int
}

type blockKind uint8

const (
	isFenced blockKind = iota
	isTable
	isRemark
)

// projectTop is where the documents lie.
const projectTop = "../.."

func readPage(t *testing.T, path string) *docPage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(projectTop, path))
	if err != nil {
		t.Fatal(err)
	}
	p := &docPage{path: path, lines: strings.Split(string(data), "\n")}
	above := ""
	for i := 0; i < len(p.lines); i++ {
		line := strings.TrimSpace(p.lines[i])
		b := docBlock{remark: above, from: i}
		switch {
		case strings.HasPrefix(line, "```"):
			b.kind, b.about, b.from = isFenced, strings.TrimPrefix(line, "```"), i+1
			for i++; i < len(p.lines) && strings.TrimSpace(p.lines[i]) != "```"; i++ {
			}
			b.to = i
		case strings.HasPrefix(line, "|"):
			b.kind = isTable
			for ; i < len(p.lines) && strings.HasPrefix(strings.TrimSpace(p.lines[i]), "|"); i++ {
			}
			b.to = i
			i--
		case strings.HasPrefix(line, "<!-- "):
			text, closed := strings.CutSuffix(line[len("<!-- "):], " -->")
			if !closed {
				t.Errorf("%s:%d: a remark must end on its line", path, i+1)
			}
			b.kind, b.remark, b.to = isRemark, text, i+1
			above = text
		default:
			if line != "" {
				above = ""
			}
			continue
		}
		p.blocks = append(p.blocks, b)
		if b.kind != isRemark {
			above = ""
		}
	}
	return p
}

// content is the text of a block, each line ended.
func (p *docPage) content(b docBlock) string { return strings.Join(p.lines[b.from:b.to], "\n") + "\n" }

// setContent replaces the text of a block; those after it move.
func (p *docPage) setContent(i int, text string) {
	b := &p.blocks[i]
	fresh := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if slices.Equal(fresh, p.lines[b.from:b.to]) {
		return
	}
	p.changed = true
	p.lines = slices.Concat(p.lines[:b.from], fresh, p.lines[b.to:])
	moved := len(fresh) - (b.to - b.from)
	b.to += moved
	for j := i + 1; j < len(p.blocks); j++ {
		p.blocks[j].from += moved
		p.blocks[j].to += moved
	}
}

func (p *docPage) save(t *testing.T) {
	t.Helper()
	if p.changed {
		if err := os.WriteFile(filepath.Join(projectTop, p.path), []byte(strings.Join(p.lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// documents lists what people read: the two introductions, everything in
// docs, and what lies beside the worked examples and the published cases.
func documents(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "testdata/*/*.md", "*/*/README.md", "*/*/LEIA-ME.md"} {
		paths, err := filepath.Glob(filepath.Join(projectTop, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name, err := filepath.Rel(projectTop, path)
			if err != nil {
				t.Fatal(err)
			}
			if name = filepath.ToSlash(name); !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// checkDocTable compares the table of a page that has a remark before it with
// what it should be, and writes it with -update.
func checkDocTable(t *testing.T, path, remark, want string) {
	t.Helper()
	p := readPage(t, path)
	i := slices.IndexFunc(p.blocks, func(b docBlock) bool { return b.kind == isTable && b.remark == remark })
	if i < 0 {
		t.Fatalf("%s has no table with the remark %q", path, remark)
	}
	switch {
	case p.content(p.blocks[i]) == want:
	case *update:
		p.setContent(i, want)
		p.save(t)
	default:
		t.Errorf("%s: the table %q should be\n%s\ngo test ./cmd/abnd -run %s -update writes it", path, remark, want, t.Name())
	}
}
