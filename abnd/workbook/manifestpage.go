package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// Labels of MANIFEST.
var (
	inputLabel       = abnd.T("Input", "Dados")
	sumLabel         = abnd.T("SHA-256 of the input", "SHA-256 dos dados")
	settingLabel     = abnd.T("Set for this run", "Alterado só desta vez")
	statusLabel      = abnd.T("Status of the study", "Estado do estudo")
	fingerprintLabel = abnd.T("Fingerprint of %s", "Código de controlo de %s")
)

// manifest is the sheet that says what results were made from.
type manifest struct {
	*resultWriter
	page *paper.Page
	next int
}

func (w *resultWriter) newManifest() *manifest {
	about := abnd.T("Data and version used for these results", "Dados e versão usados nestes resultados")
	p := &paper.Page{Name: ManifestSheet, About: about, Tab: paper.TabGuide, Widths: []float64{34, 90}, Portrait: true, FrozenRows: paper.LabelRow, Repeat: [2]int{paper.LabelRow, paper.LabelRow}}
	p.AddTop(abnd.T("MANIFEST  ·  Origin of the results", "MANIFEST  ·  Origem dos resultados"), about, w.lang)
	p.Rows = append(p.Rows, paper.Row{At: paper.LabelRow, Cells: []paper.Cell{
		w.textCell(abnd.T("Item", "Elemento"), paper.LabelLook), w.textCell(abnd.T("Value", "Valor"), paper.LabelLook),
	}})
	p.FitTop()
	return &manifest{resultWriter: w, page: p, next: paper.FirstDataRow}
}

// add writes one line.
func (m *manifest) add(label abnd.Text, value string) {
	m.page.Rows = append(m.page.Rows, m.page.Fitted(paper.Row{At: m.next, Cells: []paper.Cell{
		m.textCell(label, paper.FixedLook), {Value: paper.TextOrNothing(value), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}},
	}}))
	m.next++
}

func (w *resultWriter) manifestPages(r request) []*paper.Page {
	return []*paper.Page{w.manifestPage(r.opts, r.answers...)}
}

// manifestPage says what the results were made from, and how answers were
// found.
func (w *resultWriter) manifestPage(opts Options, answers ...Answer) *paper.Page {
	m := w.newManifest()
	m.add(abnd.T("Program", "Programa"), "abnd "+opts.Version)
	m.add(inputLabel, opts.InputName)
	m.add(sumLabel, opts.InputSHA256)
	m.add(abnd.T("Id of the study", "Código do estudo"), w.study.ID)
	m.add(statusLabel, w.study.Status.Text().In(w.lang))
	m.add(abnd.T("Date of the study", "Data do estudo"), w.study.Date)
	m.add(abnd.T("GDP", "PIB"), w.study.GDPName.In(w.lang))
	m.add(abnd.T("Projection", "Projecção"), w.study.Projection.String())
	m.add(abnd.T("Base year of prices", "Ano-base dos preços"), fmt.Sprint(int(w.study.PriceYear)))
	m.add(abnd.T("Baseline", "Cenário de base"), costing.BaselineName(w.study.BaselineInForce()).In(w.lang))
	for _, s := range w.study.Scenarios {
		m.add(abnd.T("Scenario %s", "Cenário %s").Fill(s.ID), s.Description.In(w.lang))
	}
	for _, setting := range opts.Settings {
		m.add(settingLabel, setting)
	}
	for _, e := range sheets.Examples(w.study) {
		m.add(abnd.T("Example of the blank workbook, not replaced", "Exemplo do livro em branco, não substituído"), e.Name)
	}
	for _, answer := range answers {
		for _, f := range answer.facts() {
			m.add(abnd.T("%s: %s", "%s: %s").Fill(answer.sheet(), f.Label), f.Value.In(w.lang))
		}
	}
	fingerprints := w.result.Fingerprints()
	for _, s := range w.study.Scenarios {
		m.add(fingerprintLabel.Fill(s.ID), fingerprints[s.ID])
	}
	for _, p := range w.study.Packages {
		m.add(fingerprintLabel.Fill(p.ID), fingerprints[p.ID])
	}
	for _, s := range w.keySeries() {
		m.add(abnd.T("Name of cells: %s", "Nome de células: %s").Fill(s.name), s.what.In(w.lang))
	}
	m.page.Names = w.definedNames()
	for _, s := range w.study.Sources {
		title := s.Title.In(w.lang)
		if s.Year != "" {
			title += " (" + s.Year + ")"
		}
		m.add(abnd.T("Source %s", "Fonte %s").Fill(s.ID), title)
	}
	return m.page
}
