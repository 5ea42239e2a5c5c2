package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The oracle is what a shell of Unix makes of the same arguments, but for the
// brackets, which Windows takes as they are.
func TestPatternsBecomeFiles(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "São Tomé [2025]")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	for _, name := range []string{"b 2.csv", "a1.csv", "a2.csv.gz", "a3.csv"} {
		if err := os.WriteFile(in(name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ args, want []string }{
		{nil, nil},
		{[]string{"import", "wpp", in("a*.csv"), "-o", "x.xlsx"}, []string{"import", "wpp", in("a1.csv"), in("a3.csv"), "-o", "x.xlsx"}},
		{[]string{in("a?.csv*")}, []string{in("a1.csv"), in("a2.csv.gz"), in("a3.csv")}},
		{[]string{in("? ?.csv")}, []string{in("b 2.csv")}},
		{[]string{in("c*.csv"), in("a1.csv")}, []string{in("c*.csv"), in("a1.csv")}},
		{[]string{"--indicators=" + in("a*.csv")}, []string{"--indicators=" + in("a*.csv")}},
	} {
		if got := expand(c.args); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.args, got, c.want)
		}
	}
}
