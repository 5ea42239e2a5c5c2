package page

import (
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// results are what the page says in one language where no script runs: the tables of
// the study, which stand there with a script too.
type results struct {
	Lang, Title, Study, Status, About, NoScript, Heading, Other string
	Tables                                                      []table
	Made                                                        string
}

// table is a table with a head and rows that begin with their names.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

func resultsIn(r *scenarios.Result, lang abnd.Lang, o Options) results {
	study := r.Study
	in := func(t abnd.Text) string { return t.In(lang) }
	b := boardOf(r)
	x := results{
		Lang: htmlLang(lang), Title: in(study.Title), Status: in(study.Status.Line()),
		Study:   in(abnd.T("%s, study of %s", "%s, estudo de %s").Fill(study.Country.Name, study.Date)),
		Heading: in(abnd.T("Results of the study", "Resultados do estudo")),
		About: in(abnd.T("This page computes by the same lines as the study's workbook, on this device alone: it sends nothing and needs no network. What is moved here changes nothing in the study. How to cite it: \"the choice of the people in the room\".",
			"Esta página calcula pelas mesmas linhas que o livro do estudo, só neste aparelho: não envia nada e não precisa de rede. O que aqui se move não muda nada no estudo. Como citar: «a escolha das pessoas na sala».")),
		NoScript: in(abnd.T("To move the levers, open this file in a browser (Chrome, Edge, Firefox or Safari): this viewer shows the tables only.",
			"Para mover as alavancas, abra este ficheiro num navegador (Chrome, Edge, Firefox ou Safari): este visualizador só mostra os quadros.")),
		Made: in(abnd.T("made by abnd %s of %s", "feito pelo abnd %s a partir de %s").Fill(o.Version, o.InputName)),
	}
	for _, f := range b.figures() {
		x.Tables = append(x.Tables, b.table(f, lang))
	}
	year := yearShown(study)
	byGuarantee := table{Caption: in(byGuaranteeCaption(study, strconv.Itoa(int(year)))), Head: []string{""}}
	for _, s := range study.Shown() {
		byGuarantee.Head = append(byGuarantee.Head, in(s.Name))
	}
	for _, f := range b.guarantees() {
		byGuarantee.Rows = append(byGuarantee.Rows, append([]string{f.Label.in(lang)}, b.row(f, year, lang)...))
	}
	x.Tables = append(x.Tables, byGuarantee)
	return x
}

func (t text) in(lang abnd.Lang) string {
	if lang.IsPortuguese() {
		return t.PT
	}
	return t.EN
}

// table is a figure of every scenario that the study shows: by year, or in one row
// where it is a single cell.
func (b board) table(f figure, lang abnd.Lang) table {
	t := table{Caption: f.Label.in(lang), Head: []string{abnd.T("Year", "Ano").In(lang)}}
	if note := f.Note.in(lang); note != "" {
		t.Caption += " (" + note + ")"
	}
	for _, s := range b.result.Study.Shown() {
		t.Head = append(t.Head, s.Name.In(lang))
	}
	if f.Cell {
		t.Head[0] = ""
		t.Rows = [][]string{append([]string{""}, b.row(f, 0, lang)...)}
		return t
	}
	for _, year := range b.result.Study.Projection.All() {
		t.Rows = append(t.Rows, append([]string{strconv.Itoa(int(year))}, b.row(f, year, lang)...))
	}
	return t
}

// row is a figure in a year of every scenario that the study shows.
func (b board) row(f figure, year abnd.Year, lang abnd.Lang) []string {
	var cells []string
	for i := range b.result.Study.Shown() {
		cells = append(cells, b.cell(f, i, year, lang))
	}
	return cells
}

// cell writes a figure as the page's program does.
func (b board) cell(f figure, scenario int, year abnd.Year, lang abnd.Lang) string {
	value := func(keys []model.Key) (float64, bool) {
		if len(keys) == 0 || keys[scenario] == "" {
			return math.NaN(), false
		}
		x, ok := b.result.Projection.Value(keys[scenario], year)
		return x, ok && !math.IsInf(x, 0)
	}
	if f.Keys[scenario] == "" {
		return noLine
	}
	x, ok := value(f.Keys)
	if f.Kind == asYear && !ok {
		if _, follows := b.result.Projection.Value(f.Rests[scenario], b.result.Study.Projection.Last); follows {
			return words(b.result.Study)["lasts"].In(lang)
		}
	}
	if !ok {
		return notKnown
	}
	shown := written(x, f.Kind, lang)
	if to, ok := value(f.To); ok && written(to, f.Kind, lang) != shown {
		shown += " " + words(b.result.Study)["to"].In(lang) + " " + written(to, f.Kind, lang)
	}
	if n, ok := value(f.Part); ok && n > 0 {
		shown = "≥ " + shown
	}
	return shown
}

// notKnown stands where a figure is not known, noLine where a scenario has none: the
// status quo closes no gap.
const (
	notKnown = "…"
	noLine   = "–"
)

// written writes a figure that is known.
func written(x float64, as kind, lang abnd.Lang) string {
	const cents, tenths, million = 2, 1, 1e6
	switch as {
	case asPercent:
		return abnd.FormatNumber(x*percent, cents, lang) + lang.PercentSign()
	case asMoney:
		return abnd.FormatNumber(x/million, tenths, lang)
	case asYear:
		return plain(x)
	}
	return abnd.FormatNumber(x, 0, lang)
}
