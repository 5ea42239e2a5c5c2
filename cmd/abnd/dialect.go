package main

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

func dialectNames() []string {
	var names []string
	for _, d := range report.Dialects() {
		names = append(names, string(d))
	}
	return names
}

// dialectValue is the flag --csv-dialect.
type dialectValue struct{ app *app }

func (v dialectValue) String() string {
	if v.app == nil {
		return ""
	}
	return string(v.app.dialect)
}

func (v dialectValue) Type() string { return "dialect" }

func (v dialectValue) Set(s string) error {
	d := report.Dialect(strings.ToLower(s))
	if !slices.Contains(report.Dialects(), d) {
		return usage(abnd.T("unknown CSV dialect %q; %s", "não existe o dialecto de CSV %q; %s").Fill(s, abnd.Suggestion(s, dialectNames())))
	}
	v.app.dialect = d
	return nil
}
