package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
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
	if want := []string{"survey", "import", "menu", "completion", "version"}; !slices.Equal(left, want) {
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
			if v.sheet != "" && proofs.All() {
				file := filepath.Join(t.TempDir(), "x.xlsx")
				args := map[string][]string{"compare": {"TLS", "low", "high"}, "decompose": {"TLS", "--scenario", "low", "--from", "2026", "--to", "2027"},
					"bridge": {"TLS", "--benefit", "social-pension", "--year", "2026", "--their", "total=64000000"},
					"solve":  {"TLS", "--ceiling", "12%"}, "simulate": {"TLS", "--draws", "10"}}[v.name]
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

// Every offer works as it is asked: of a country, and then of the workbook of
// results that it has given. What is asked is answered with the first choices,
// two years, a figure, a ceiling and a country.
func TestMenuRunsEveryOffer(t *testing.T) {
	proofs.OfAll(t)
	t.Chdir(t.TempDir())
	answers := func(about subject) (lines []string, files []string) {
		n := 0
		for _, s := range steps() {
			for _, v := range verbs() {
				if v.step != s || v.menu.text.IsZero() || v.menu.of != ofAny && v.menu.of != about {
					continue
				}
				n++
				lines = append(lines, strconv.Itoa(n))
				year := 2026
				for i, w := range v.menu.wants {
					switch {
					case w.source:
						lines = append(lines, "TLS")
					case w.choices != nil:
						lines = append(lines, strconv.Itoa(i+1))
					case strings.Contains(w.option, "their"):
						lines = append(lines, "people=88919, total=64000000")
					case strings.Contains(w.option, "ceiling"):
						lines = append(lines, "12%")
					default:
						lines = append(lines, strconv.Itoa(year))
						year++
					}
				}
				if !v.menu.file.IsZero() {
					files = append(files, v.menu.file.In(abnd.Portuguese))
				}
			}
		}
		return append(lines, "", ""), files
	}
	ask := func(source string, lines []string) string {
		t.Helper()
		var said bytes.Buffer
		if status := run(context.Background(), []string{"menu", source, "--lang", "pt"}, strings.NewReader(strings.Join(lines, "\n")+"\n"), &said, &said); status != statusDone {
			t.Errorf("status %d", status)
		}
		return said.String()
	}
	lines, files := answers(ofCountry)
	said := ask("TLS", lines)
	for _, file := range files {
		if _, err := os.Stat("TLS-" + file); err != nil {
			t.Error(err)
		}
	}
	lines, _ = answers(ofFile)
	said += ask("TLS-resultados.xlsx", lines)
	for _, failed := range []string{"abnd: ", "veja \"", "nenhuma destas"} {
		if at := strings.Index(said, failed); at >= 0 {
			t.Errorf("something went wrong:\n%s", said[max(0, at-500):min(len(said), at+500)])
		}
	}
	if !strings.Contains(said, "coincidem com os resultados do programa") {
		t.Error("the workbook of results was not verified")
	}
}
