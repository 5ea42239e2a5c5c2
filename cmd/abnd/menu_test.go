package main

import (
	"archive/zip"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestMenuArguments(t *testing.T) {
	file := filepath.Join(t.TempDir(), "my study.xlsx")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args       []string
		ownConsole bool
		want       []string
	}{
		{nil, false, nil},
		{nil, true, []string{"menu"}},
		{[]string{file}, true, []string{"menu", file}},
		{[]string{file, file}, true, []string{"menu", file, file}},
		{[]string{file}, false, []string{file}},
		{[]string{"cost", file}, true, []string{"cost", file}}, // a shortcut with a command
		{[]string{"--version"}, true, []string{"--version"}},
	} {
		if got := menuArguments(c.args, c.ownConsole); !slices.Equal(got, c.want) {
			t.Errorf("%q, own console %v: %q, want %q", c.args, c.ownConsole, got, c.want)
		}
	}
}

// Whoever does not like to type finds every question of a dialogue in the
// menu. What it leaves out is named here.
func TestMenuOffersEveryQuestion(t *testing.T) {
	var left []string
	for _, v := range verbs() {
		if v.menu.text.IsZero() {
			left = append(left, v.name)
		}
	}
	if want := []string{"import", "menu", "completion", "version"}; !slices.Equal(left, want) {
		t.Errorf("the menu leaves out %v, not %v", left, want)
	}
}

// What the table says of a verb is what its command has.
func TestVerbsAreAsTheirRows(t *testing.T) {
	for _, v := range verbs() {
		t.Run(v.name, func(t *testing.T) {
			cmd := (&app{lang: abnd.English}).command(v)
			if cmd.Name() != v.name || cmd.Short == "" || cmd.RunE == nil {
				t.Errorf("%q, %q, runs %v", cmd.Name(), cmd.Short, cmd.RunE != nil)
			}
			if format := cmd.Flags().Lookup(formatFlag); (format != nil) != (len(v.formats) > 1) {
				t.Errorf("formats %v, option %v", v.formats, format)
			}
			output := cmd.Flags().Lookup("output")
			if v.formats != nil && output == nil {
				t.Error("what it prints cannot be written to a file")
			}
			for _, w := range v.menu.wants {
				if option := strings.TrimPrefix(w.option, "--"); option != "" && cmd.Flags().Lookup(option) == nil {
					t.Errorf("the menu gives it %s, which it has not", w.option)
				}
			}
			if v.sheet != "" {
				file := filepath.Join(t.TempDir(), "x.xlsx")
				args := map[string][]string{"compare": {"TLS", "low", "high"}, "decompose": {"TLS", "--scenario", "low", "--from", "2026", "--to", "2027"},
					"solve": {"TLS", "--ceiling", "8%"}, "simulate": {"TLS", "--draws", "10"}}[v.name]
				if args == nil {
					args = []string{"TLS"}
				}
				if status, _, messages := runHere(t, append([]string{v.name, "-o", file}, args...)...); status != statusDone {
					t.Fatalf("status %d, %s", status, messages)
				}
				book, err := zip.OpenReader(file)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = book.Close() }()
				list, err := fs.ReadFile(book, "xl/workbook.xml")
				if err != nil || !strings.Contains(string(list), `name="`+v.sheet+`"`) {
					t.Errorf("the workbook has no sheet %s (%v)", v.sheet, err)
				}
			}
			if !v.menu.file.IsZero() && output == nil {
				t.Error("the menu lets it write a file, which it cannot")
			}
		})
	}
}
