package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"encoding/json"
	"html/template"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/costing/model/javascript"
	"github.com/openabnd/engine/scenarios"
)

//go:embed page.html
var layout string

//go:embed page.css
var style string

//go:embed page.js
var script string

//go:embed exchange.js
var exchangeScript string

//go:embed room.js
var roomScript string

//go:embed workshop.js
var workshopScript string

//go:embed start.js
var startScript string

// Options say what of a page is not the study's.
type Options struct {
	// Lang is the language that is shown first; the page has both.
	Lang abnd.Lang
	// Version is that of the program, InputName the file of the study.
	Version, InputName string
}

// Write writes the page of a result: the same bytes for the same result and options.
// It fails where the study has no levers, or where the proposal that they make as
// they stand cannot be costed, with what would mend it.
func Write(r *scenarios.Result, o Options) ([]byte, abnd.Diagnostics) {
	r = r.WithTried()
	var found abnd.Diagnostics
	if len(r.Study.Levers) == 0 {
		found.AddError("levers", "no-levers", abnd.T("the study has no levers, so that a page would have nothing to move", "o estudo não tem alavancas, e a página não teria nada para mover"),
			abnd.T("fill in the sheet LEVERS", "preencha a folha LEVERS"))
		return nil, found
	}
	if len(r.Study.Decided()) == len(r.Study.Scenarios) {
		found.AddError("try", "proposal-not-costed", abnd.T("the proposal on the sheet TRY cannot be costed as its levers stand", "não é possível estimar o custo da proposta da folha TRY com as alavancas como estão"),
			abnd.T("clear the levels and values on TRY, or see what \"abnd check\" says", "apague os níveis e valores de TRY, ou veja o que diz «abnd check»"))
		return nil, found
	}
	data, err := json.Marshal(dataOf(r, o.Lang))
	if err != nil {
		panic("page: " + err.Error()) // numbers and texts can be written
	}
	program := javascript.Source + choice.Source + "\n(function () {\n" + script + exchangeScript + roomScript + workshopScript + startScript + "})();\n"
	study := r.Study
	view := struct {
		Policy  string
		Lang    string
		Title   string
		Style   template.CSS
		Data    template.JS
		Script  template.JS
		Version string
		Results []results
	}{
		Policy: "default-src 'none'; script-src '" + hashOf(program) + "'; style-src '" + hashOf(style) + "'; base-uri 'none'; form-action 'none'",
		Lang:   htmlLang(o.Lang), Title: study.Title.In(o.Lang), Style: template.CSS(style),
		Data: template.JS(data), Script: template.JS(program), Version: o.Version,
	}
	langs := []abnd.Lang{o.Lang}
	for _, lang := range abnd.Langs() {
		if lang.IsPortuguese() != o.Lang.IsPortuguese() {
			langs = append(langs, lang.For(study.Country.ISO3))
		}
	}
	for _, lang := range langs {
		view.Results = append(view.Results, resultsIn(r, lang, o))
	}
	var page bytes.Buffer
	if err := parsed.Execute(&page, view); err != nil {
		panic("page: " + err.Error()) // the layout is our own
	}
	return page.Bytes(), nil
}

var parsed = template.Must(template.New("page").Parse(layout))

// hashOf allows a script or a style in a policy.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// htmlLang is the language as a page says it.
func htmlLang(lang abnd.Lang) string {
	if lang.IsPortuguese() {
		return string(abnd.Portuguese)
	}
	return string(abnd.English)
}
