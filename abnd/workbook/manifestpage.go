package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
)

// manifestPage says what the results were made from.
func (w *resultWriter) manifestPage(opts Options) *page {
	about := abnd.T("What these results were made from", "De que foram feitos estes resultados")
	p := &page{name: ManifestSheet, about: about, tab: tabGuide, widths: []float64{34, 90}, portrait: true, frozenRows: labelRow, repeat: [2]int{labelRow, labelRow}}
	p.addTop(abnd.T("MANIFEST  ·  Origin of the results", "MANIFEST  ·  Origem dos resultados"), about, w.lang)
	p.rows = append(p.rows, row{at: labelRow, cells: []cell{
		w.textCell(abnd.T("What", "O quê"), labelLook), w.textCell(abnd.T("Value", "Valor"), labelLook),
	}})
	p.fitTop()
	at := firstDataRow
	add := func(label abnd.Text, value string) {
		p.rows = append(p.rows, p.fitted(row{at: at, cells: []cell{
			w.textCell(label, fixedLook), {value: text(value), look: look{kind: fixedLook, number: textFormat, wrap: true, left: true}},
		}}))
		at++
	}
	add(abnd.T("Program", "Programa"), "abnd "+opts.Version)
	add(abnd.T("Input", "Dados"), opts.InputName)
	add(abnd.T("SHA-256 of the input", "SHA-256 dos dados"), opts.InputSHA256)
	add(abnd.T("Date of the study", "Data do estudo"), w.study.Date)
	add(abnd.T("GDP", "PIB"), w.study.GDPName.In(w.lang))
	add(abnd.T("Projection", "Projecção"), w.study.Projection.String())
	add(abnd.T("Base year of prices", "Ano-base dos preços"), fmt.Sprint(int(w.study.PriceYear)))
	for _, s := range w.study.Scenarios {
		add(abnd.T("Scenario %s", "Cenário %s").Fill(s.ID), s.Description.In(w.lang))
	}
	for _, setting := range opts.Settings {
		add(abnd.T("Set for this run", "Alterado só desta vez"), setting)
	}
	fingerprints := w.result.Fingerprints()
	for _, s := range w.study.Scenarios {
		add(abnd.T("Fingerprint of %s", "Impressão digital de %s").Fill(s.ID), fingerprints[s.ID])
	}
	for _, p := range w.study.Packages {
		add(abnd.T("Fingerprint of %s", "Impressão digital de %s").Fill(p.ID), fingerprints[p.ID])
	}
	for _, s := range w.study.Sources {
		title := s.Title
		if s.Year != "" {
			title += " (" + s.Year + ")"
		}
		add(abnd.T("Source %s", "Fonte %s").Fill(s.ID), title)
	}
	return p
}
