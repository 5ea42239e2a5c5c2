package main

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
)

// checkSameRecords reads a CSV in the dialect excel-pt and the same in the
// dialect rfc and compares their records, figures as figures: samerecords
// excel.csv rfc.csv.
func checkSameRecords(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: samerecords excel.csv rfc.csv")
	}
	read := func(text string, comma rune) [][]string {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = comma
		records, err := r.ReadAll()
		ts.Check(err)
		return records
	}
	text, marked := strings.CutPrefix(ts.ReadFile(args[0]), "\uFEFF")
	if !marked {
		ts.Fatalf("%s has no byte order mark", args[0])
	}
	excel, plain := read(text, ';'), read(ts.ReadFile(args[1]), ',')
	if len(excel) != len(plain) || len(plain) < 2 {
		ts.Fatalf("%d and %d records", len(excel), len(plain))
	}
	figures := 0
	for i, record := range plain {
		for j, field := range record {
			if excel[i][j] == field {
				continue
			}
			got, err1 := strconv.ParseFloat(strings.Replace(excel[i][j], ",", ".", 1), 64)
			want, err2 := strconv.ParseFloat(field, 64)
			if err1 != nil || err2 != nil || got != want {
				ts.Fatalf("record %d: %q is not %q", i+1, excel[i][j], field)
			}
			figures++
		}
	}
	if figures == 0 {
		ts.Fatalf("no figure is written otherwise")
	}
}

// Every command with --format has --csv-dialect, also one that comes later.
func TestEveryFormatHasDialects(t *testing.T) {
	a := &app{lang: abnd.English}
	with := 0
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
		formats, dialects := cmd.Flags().Lookup(formatFlag) != nil, cmd.Flags().Lookup(dialectFlag) != nil
		if formats != dialects {
			t.Errorf("%s: --format %v, --csv-dialect %v", cmd.CommandPath(), formats, dialects)
		}
		if dialects {
			with++
		}
	}
	visit(a.rootCommand())
	if with < 9 {
		t.Errorf("%d commands write CSV", with)
	}
}
