package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// generalRow is one row of GENERAL: what it is called, and the figure or
// text of the study that it holds.
type generalRow struct {
	key    string
	label  abnd.Text
	format Format
	text   func(*abnd.Study) *string
	year   func(*abnd.Study) *abnd.Year
	// A choice has its list; a day is a date; a later row is not in files from
	// before it.
	list  func(*abnd.Study) *model.List
	day   bool
	later bool
}

// countryKey is the row with the code of the country.
const countryKey = "country_iso3"

func generalRows() []generalRow {
	text := func(key string, label abnd.Text, of func(*abnd.Study) *string) generalRow {
		return generalRow{key: key, label: label, format: Text, text: of}
	}
	year := func(key string, label abnd.Text, of func(*abnd.Study) *abnd.Year) generalRow {
		return generalRow{key: key, label: label, format: YearNo, year: of}
	}
	rows := []generalRow{
		text(countryKey, abnd.T("Country, ISO 3166 code", "País, código ISO 3166"), func(s *abnd.Study) *string { return &s.Country.ISO3 }),
		text("country_en", abnd.T("Country, English", "País, inglês"), func(s *abnd.Study) *string { return &s.Country.Name.EN }),
		text("country_pt", abnd.T("Country, Portuguese", "País, português"), func(s *abnd.Study) *string { return &s.Country.Name.PT }),
		text("currency", abnd.T("Currency, ISO 4217 code", "Moeda, código ISO 4217"), func(s *abnd.Study) *string { return &s.Country.Currency }),
		text("currency_name_en", abnd.T("Currency, English", "Moeda, inglês"), func(s *abnd.Study) *string { return &s.Country.CurrencyName.EN }),
		text("currency_name_pt", abnd.T("Currency, Portuguese", "Moeda, português"), func(s *abnd.Study) *string { return &s.Country.CurrencyName.PT }),
		text("title_en", abnd.T("Title of the study, English", "Título do estudo, inglês"), func(s *abnd.Study) *string { return &s.Title.EN }),
		text("title_pt", abnd.T("Title of the study, Portuguese", "Título do estudo, português"), func(s *abnd.Study) *string { return &s.Title.PT }),
		{key: "study_date", label: abnd.T("Date of the study", "Data do estudo"), format: Text, text: func(s *abnd.Study) *string { return &s.Date }, day: true},
		year("first_year", abnd.T("First year of the data", "Primeiro ano das séries"), func(s *abnd.Study) *abnd.Year { return &s.FirstYear }),
		year("last_year", abnd.T("Last year of the data; blank: last year of the projection", "Último ano das séries; em branco: o da projecção"), func(s *abnd.Study) *abnd.Year { return &s.LastYear }),
		year("projection_first", abnd.T("First year of the projection", "Primeiro ano da projecção"), func(s *abnd.Study) *abnd.Year { return &s.Projection.First }),
		year("projection_last", abnd.T("Last year of the projection", "Último ano da projecção"), func(s *abnd.Study) *abnd.Year { return &s.Projection.Last }),
		year("price_year", abnd.T("Base year of prices", "Ano-base dos preços"), func(s *abnd.Study) *abnd.Year { return &s.PriceYear }),
		text("gdp_name_en", abnd.T("Name of the GDP that costs are compared with, English", "Nome do PIB com que se comparam os custos, inglês"), func(s *abnd.Study) *string { return &s.GDPName.EN }),
		text("gdp_name_pt", abnd.T("Name of the GDP that costs are compared with, Portuguese", "Nome do PIB com que se comparam os custos, português"), func(s *abnd.Study) *string { return &s.GDPName.PT }),
		year("population_last_estimate", abnd.T("Last year of population estimates", "Último ano com estimativas da população"), func(s *abnd.Study) *abnd.Year { return &s.Population.LastEstimate }),
		{
			key: "gdp2_name_en", label: abnd.T("Second GDP, English", "Segundo PIB, inglês"), format: Text, later: true,
			text: func(s *abnd.Study) *string { return &s.SecondGDPName.EN },
		}, {
			key: "gdp2_name_pt", label: abnd.T("Second GDP, Portuguese", "Segundo PIB, português"), format: Text, later: true,
			text: func(s *abnd.Study) *string { return &s.SecondGDPName.PT },
		}, {
			key: "growth_from", label: abnd.T("How GDP growth is obtained; blank: as entered in ECO", "Como se obtém o crescimento do PIB; em branco: o indicado em ECO"), format: Code, later: true,
			text: func(s *abnd.Study) *string { return (*string)(&s.GrowthFrom) },
			list: func(*abnd.Study) *model.List { return costing.GrowthSourceList },
		}, {
			key: "macro", label: abnd.T("Macroeconomic scenario, an id of MACRO; blank: none", "Cenário macroeconómico, um código da folha MACRO; em branco: nenhum"), format: Code, later: true,
			text: func(s *abnd.Study) *string { return &s.Macro },
			list: costing.MacroList,
		}, {
			key: "known_amounts_until", format: YearNo, later: true,
			label: abnd.T("Last year with known benefit amounts; blank: the year before the projection", "Último ano com montantes das prestações conhecidos; em branco: o ano anterior à projecção"),
			year:  func(s *abnd.Study) *abnd.Year { return &s.KnownAmountsUntil },
		}, {
			key: "baseline", format: Code, later: true,
			label: abnd.T("What moves amounts of the status quo that have no rule of indexation; blank: law, nothing moves them",
				"O que actualiza os montantes da situação actual sem regra de actualização; em branco: law, nada os actualiza"),
			text: func(s *abnd.Study) *string { return (*string)(&s.Baseline) },
			list: func(*abnd.Study) *model.List { return costing.BaselineList },
		},
	}
	return append(append(rows, statusRows()...), envelopeRows()...)
}

// statusRows are the rows of GENERAL on the study as a whole: what it is called
// by, and who stands for it. Files from before them lack them.
func statusRows() []generalRow {
	text := func(key string, label abnd.Text, of func(*abnd.Study) *string) generalRow {
		return generalRow{key: key, label: label, format: Text, text: of, later: true}
	}
	return []generalRow{
		text("study_id", abnd.T("Id of the study, e.g. tls-2026; keep it when figures change", "Código do estudo, por exemplo tls-2026; mantenha-o quando os valores mudam"),
			func(s *abnd.Study) *string { return &s.ID }),
		{
			key: "status", label: abnd.T("Status of the study; blank: draft", "Estado do estudo; em branco: rascunho"), format: Code, later: true,
			text: func(s *abnd.Study) *string { return (*string)(&s.Status.Stage) },
			list: func(*abnd.Study) *model.List { return stageList },
		},
		text("status_by_en", abnd.T("Validated or approved by, English", "Validado ou aprovado por, inglês"), func(s *abnd.Study) *string { return &s.Status.By.EN }),
		text("status_by_pt", abnd.T("Validated or approved by, Portuguese", "Validado ou aprovado por, português"), func(s *abnd.Study) *string { return &s.Status.By.PT }),
		{
			key: "status_date", label: abnd.T("Date of validation or approval", "Data da validação ou aprovação"), format: Text, later: true, day: true,
			text: func(s *abnd.Study) *string { return &s.Status.Date },
		},
		text("status_document", abnd.T("Document of validation or approval: record, resolution, order", "Documento da validação ou aprovação: acta, resolução, despacho"),
			func(s *abnd.Study) *string { return &s.Status.Document }),
		text("draft_note_en", abnd.T("Shown with the status while the study is a draft, English", "Mostra-se com o estado enquanto o estudo é um rascunho, inglês"),
			func(s *abnd.Study) *string { return &s.Status.DraftNote.EN }),
		text("draft_note_pt", abnd.T("Shown with the status while the study is a draft, Portuguese", "Mostra-se com o estado enquanto o estudo é um rascunho, português"),
			func(s *abnd.Study) *string { return &s.Status.DraftNote.PT }),
	}
}

// envelopeRows are the rows of GENERAL on where the fiscal envelope of GGO is from.
// Files from before them lack them.
func envelopeRows() []generalRow {
	return []generalRow{
		{
			key: "envelope_by_en", format: Text, later: true,
			label: abnd.T("Who gave the fiscal envelope of GGO, English; blank: it is an assumption", "Quem deu o envelope de recursos de GGO, inglês; em branco: é um pressuposto"),
			text:  func(s *abnd.Study) *string { return &s.Government.EnvelopeBy.EN },
		}, {
			key: "envelope_by_pt", format: Text, later: true,
			label: abnd.T("Who gave the fiscal envelope of GGO, Portuguese", "Quem deu o envelope de recursos de GGO, português"),
			text:  func(s *abnd.Study) *string { return &s.Government.EnvelopeBy.PT },
		}, {
			key: "envelope_year", format: YearNo, later: true,
			label: abnd.T("Year in which the fiscal envelope was given; its source stands in GGO", "Ano em que foi dado o envelope de recursos; a sua fonte está em GGO"),
			year:  func(s *abnd.Study) *abnd.Year { return &s.Government.EnvelopeYear },
		},
	}
}

// populationRow is the row of GENERAL that holds the provenance of POP.
const populationRow = "population"

func generalColumns() []Column {
	return append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "value", Label: abnd.T("Value", "Valor")},
	}, provenanceColumns(false)...)
}

func writeGeneral(study *abnd.Study) Sheet {
	s := Sheet{
		Code: General, Title: abnd.T("The study", "O estudo"), Columns: generalColumns(), Frozen: 2,
		Help: abnd.T("Country, currency, years, the GDP that costs are compared with, and who has validated or approved the study.", "País, moeda, anos, o PIB com que se comparam os custos, e quem validou ou aprovou o estudo."),
	}
	for _, r := range generalRows() {
		w := s.newRow()
		path := abnd.JoinPath("general", r.key)
		w.fixed("key", r.key)
		w.label("label", r.label)
		w.cell("value").Format = r.format
		if r.list != nil {
			w.cell("value").List = r.list(study)
		}
		if r.text != nil {
			w.text("value", path, *r.text(study))
		} else {
			w.year("value", path, *r.year(study))
		}
		w.closedProvenance()
		w.end()
	}
	w := s.newRow()
	w.fixed("key", populationRow)
	w.label("label", abnd.T("Source of the population (POP)", "Fonte da população (POP)"))
	w.closed("value")
	w.provenance("population", study.Population.Provenance)
	w.end()
	for _, r := range methodRows() {
		w := s.newRow()
		w.fixed("key", r.key)
		w.label("label", r.label)
		*w.cell("value") = r.cell(study)
		w.closedProvenance()
		w.end()
	}
	return s
}

// methodRow is a row of GENERAL on the projection of the population. Files
// from before it lack it.
type methodRow struct {
	key   string
	label abnd.Text
	cell  func(*abnd.Study) Cell
	read  func(*abnd.Study, row)
}

const (
	methodPath = abnd.Path("general/population_method")
	basePath   = abnd.Path(costing.PopulationBaseKey)
)

func methodRows() []methodRow {
	return []methodRow{
		{
			key:   "population_method",
			label: abnd.T("Population: un (as in POP) or cohort (projected from the base year)", "População: un (como em POP) ou cohort (projectada a partir do ano-base)"),
			cell: func(s *abnd.Study) Cell {
				return Cell{Path: methodPath, Value: abnd.Code(costing.PopulationMethodCode(s.PopulationMethod)), Format: Code, List: costing.PopulationMethodList, Input: true}
			},
			read: func(s *abnd.Study, w row) {
				s.PopulationMethod = costing.PopulationMethodOf(w.choice("value", methodPath, costing.PopulationMethodList))
			},
		}, {
			key:   "population_base",
			label: abnd.T("Base year of the population projection (method cohort)", "Ano-base da projecção da população (método cohort)"),
			cell: func(s *abnd.Study) Cell {
				c := Cell{Path: basePath, Format: YearNo, Input: true}
				if base := s.Demography.Span.First; base != 0 {
					c.Value = abnd.Num(float64(base))
				}
				return c
			},
			read: func(s *abnd.Study, w row) {
				if base := w.year("value", basePath); base != 0 {
					s.Demography.Span = abnd.Years{First: base, Last: base}
				}
			},
		},
	}
}

func readGeneral(r *reader) {
	r.places["general"] = r.grids[General].Place
	seen := map[string]bool{}
	known, needed := []string{populationRow}, []string{populationRow}
	for _, g := range generalRows() {
		known = append(known, g.key)
		if !g.later {
			needed = append(needed, g.key)
		}
	}
	for _, m := range methodRows() {
		known = append(known, m.key)
	}
	for _, w := range r.table(General, generalColumns(), nil) {
		if !r.claim(&w, "key", seen, known) {
			continue
		}
		key := w.raw("key").Text
		path := abnd.JoinPath("general", key)
		if key == populationRow {
			w.outOfPlace("value")
			r.study.Population.Provenance = w.provenance("population")
			continue
		}
		w.outOfPlace(provenanceKeys...)
		for _, m := range methodRows() {
			if m.key == key {
				m.read(r.study, w)
			}
		}
		for _, g := range generalRows() {
			if g.key != key {
				continue
			}
			switch {
			case g.day:
				*g.text(r.study) = w.date("value", path)
			case g.list != nil:
				*g.text(r.study) = w.choice("value", path, g.list(r.study))
			case g.text != nil:
				*g.text(r.study) = w.text("value", path)
			default:
				*g.year(r.study) = w.year("value", path)
			}
		}
	}
	r.missing(General, seen, needed)
}

// claim checks that a row's key is known and comes once.
func (r *reader) claim(w *row, column string, seen map[string]bool, known []string) bool {
	c := w.raw(column)
	if i, ok := w.index[column]; ok && i < len(w.cells) && c.Kind != RawBlank {
		if key := fold(c.Text, known); key != c.Text {
			c.Text = key
			w.cells = slices.Clone(w.cells)
			w.cells[i].Text = key // the row is known by it from here on
		}
	}
	for _, k := range known {
		if k != c.Text {
			continue
		}
		if seen[k] {
			r.fail(c.Place, "row-twice", abnd.T("the row %q is duplicated", "a linha %q aparece duas vezes").Fill(k), abnd.T("delete one of the two", "elimine uma das duas"))
			return false
		}
		seen[k] = true
		return true
	}
	r.fail(c.Place, "unknown-row", abnd.T("unknown row %q", "a linha %q não é conhecida").Fill(c.Text), abnd.Suggestion(c.Text, known))
	return false
}

// missing reports the rows that a sheet must have and lacks.
func (r *reader) missing(code string, seen map[string]bool, known []string) {
	if _, ok := r.grids[code]; !ok {
		return
	}
	for _, key := range known {
		if !seen[key] {
			r.fail(r.grids[code].Place, "row-missing", abnd.T("the row %q is missing", "falta a linha %q").Fill(key), abnd.T("add the row with this key; its other cells may be blank", "acrescente a linha com esta chave; as outras células podem ficar em branco"))
		}
	}
}
