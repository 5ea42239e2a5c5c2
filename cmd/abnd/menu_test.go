package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
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
