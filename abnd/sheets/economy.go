package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// frameColumns are the columns of ECO and GGO before the years.
func frameColumns() []Column {
	return append(append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
		{Key: "level", Label: abnd.T("Level", "Nível"), Format: Money, Help: abnd.T("In whole units of national currency.", "Em unidades da moeda nacional.")},
		{Key: "year", Label: abnd.T("Year of the level", "Ano do nível"), Format: YearNo},
		{Key: "index", Label: abnd.T("Indexed to", "Indexado a"), Format: Code, List: costing.BenchmarkIndexList},
	}, extensionColumns()...), provenanceColumns(false)...)
}

// economyColumns are the columns of ECO before the years: those of GGO, and the
// year in which a rate is at its long-run value.
func economyColumns() []Column {
	columns := frameColumns()
	at := slices.IndexFunc(columns, func(c Column) bool { return c.Key == "long_run" }) + 1
	return slices.Insert(columns, at, Column{
		Key: longRunYearColumn, Label: abnd.T("Year in which it is reached", "Ano em que é atingido"), Format: YearNo, Optional: true,
		Help: abnd.T("The first year with the long-run value, or, with cpi, with consumer price inflation (blank: at once). The way there from the last value is in equal steps.",
			"O primeiro ano com o valor de longo prazo ou, com cpi, com a inflação no consumidor (em branco: logo). O caminho desde o último valor é em passos iguais."),
	})
}

// longRunYearColumn is in ECO alone, and in files from before it nowhere.
const longRunYearColumn = "long_run_year"

// extensionColumns say how a series goes on after its last published year.
func extensionColumns() []Column {
	return []Column{
		{Key: "extension", Label: abnd.T("Extrapolation after the last value", "Extrapolação depois do último valor"), Format: Code, List: costing.ExtensionList},
		{Key: "long_run", Label: abnd.T("Long-run value", "Valor de longo prazo"), Format: Share},
		{Key: "last_actual", Label: abnd.T("Last actual year", "Último ano observado"), Format: YearNo},
	}
}

func writeEconomy(study *abnd.Study) Sheet {
	s, years := frameSheet(study, Economy, costing.EconomyFrame, abnd.T("Economy", "Economia"),
		abnd.T("Published values by year. Blank years after the last value are extrapolated by the rule in \"Extrapolation after the last value\".", "Valores publicados por ano. Os anos em branco depois do último valor seguem a regra de «Extrapolação depois do último valor»."))
	for _, f := range costing.AllFrameLevels() {
		w := s.newRow()
		w.fixed("key", f.Code)
		w.label("label", f.Label)
		w.label("unit", unitLabel(f.Unit, study))
		level := f.Of(study)
		w.figure("level", f.Path()+"/level", level.Figure)
		w.year("year", f.Path()+"/year", level.Figure.Year)
		if f.Index != nil {
			w.text("index", f.Path()+"/index", *f.Index(study))
		} else {
			w.closed("index")
		}
		w.closed("extension", "long_run", longRunYearColumn, "last_actual")
		w.rowProvenance(f.Path()+"/level", level.Provenance)
		for _, year := range years.All() {
			w.closed(yearKey(year))
		}
		w.end()
	}
	writeFrameSeries(&s, study, costing.EconomyFrame, years)
	return s
}

func writeGovernment(study *abnd.Study) Sheet {
	s, years := frameSheet(study, Government, costing.GovernmentFrame, abnd.T("General government operations, status quo", "Operações das administrações públicas, situação actual"),
		abnd.T("% of the GDP defined in GENERAL.", "Em % do PIB definido em GENERAL."))
	writeFrameSeries(&s, study, costing.GovernmentFrame, years)
	return s
}

// frameSheet makes an empty sheet with one column per year.
func frameSheet(study *abnd.Study, code string, frame costing.Frame, title, help abnd.Text) (Sheet, abnd.Years) {
	var series []*abnd.Series
	for _, f := range costing.AllFrameSeries() {
		if f.Frame == frame {
			series = append(series, f.Of(study))
		}
	}
	years := yearsToWrite(study, series)
	columns := frameColumns()
	if frame == costing.EconomyFrame {
		columns = economyColumns()
	}
	return Sheet{Code: code, Title: title, Help: help, Frozen: 2, Columns: append(columns, yearColumns(years, Share)...)}, years
}

// yearsToWrite is the frame of the study, widened to every published year: a
// figure is not lost when a study is shortened.
func yearsToWrite(study *abnd.Study, series []*abnd.Series) abnd.Years {
	years := study.Frame()
	for _, s := range series {
		for year := range s.Values {
			if years.Len() == 0 {
				years = abnd.Years{First: year, Last: year}
			}
			years.First, years.Last = min(years.First, year), max(years.Last, year)
		}
	}
	return years
}

func yearColumns(years abnd.Years, format Format) []Column {
	var columns []Column
	for _, y := range years.All() {
		columns = append(columns, Column{Key: yearKey(y), Label: abnd.Same(yearKey(y)), Format: format})
	}
	return columns
}

// rowProvenance writes a provenance without its year: that of the row belongs
// to its level.
func (w *rowWriter) rowProvenance(path abnd.Path, p abnd.Provenance) {
	w.text("source", path+"/source", p.Source)
	w.text("confidence", path+"/confidence", string(p.Confidence))
	w.texts(NoteColumn, path, p.Note)
	w.text(ValidatedColumn, path+"/"+ValidatedColumn, p.ValidatedBy)
}

func writeFrameSeries(s *Sheet, study *abnd.Study, frame costing.Frame, years abnd.Years) {
	for _, f := range costing.AllFrameSeries() {
		if f.Frame != frame {
			continue
		}
		w := s.newRow()
		w.fixed("key", f.Code)
		w.label("label", f.Label)
		w.label("unit", unitLabel(f.Unit, study))
		w.closed("level", "year", "index")
		w.series(f.Path(), f.Of(study), f.Extensions, years)
		w.formatSeries(f.Unit, years)
		switch {
		case f.HasLongRunYear():
			w.year(longRunYearColumn, f.Path()+"/"+longRunYearColumn, f.Of(study).LongRunYear)
		case frame == costing.EconomyFrame:
			w.closed(longRunYearColumn)
		}
		w.end()
	}
}

// series writes a series' extension, provenance and values.
func (w *rowWriter) series(path abnd.Path, s *abnd.Series, extensions *model.List, years abnd.Years) {
	w.text("extension", path+"/extension", string(s.Extension)).List = extensions
	w.figure("long_run", path+"/long_run", s.LongRun)
	w.year("last_actual", path+"/last_actual", s.LastActual)
	w.rowProvenance(path, s.Provenance)
	for _, year := range years.All() {
		v := abnd.Value{}
		if x, ok := s.Values[year]; ok {
			v = abnd.Num(x)
		}
		w.put(yearKey(year), underYear(path, year), v)
	}
}

// formatSeries gives the figures of a row the format of its unit.
func (w *rowWriter) formatSeries(unit abnd.Unit, years abnd.Years) {
	format := formatOfUnit(unit)
	w.cell("long_run").Format = format
	for _, year := range years.All() {
		w.cell(yearKey(year)).Format = format
	}
}

// formatOfUnit is the format of figures that have a unit.
func formatOfUnit(unit abnd.Unit) Format {
	switch unit {
	case abnd.PureNumber:
		return Share
	case abnd.PersonUnit:
		return Persons
	case abnd.CurrentMoney:
		return Money
	}
	return Number
}

func readEconomy(r *reader) {
	r.places["economy"] = r.grids[Economy].Place
	readFrames(r, Economy, costing.EconomyFrame, economyColumns())
}

func readGovernment(r *reader) {
	r.places["government"] = r.grids[Government].Place
	readFrames(r, Government, costing.GovernmentFrame, frameColumns())
}

func readFrames(r *reader, code string, frame costing.Frame, columns []Column) {
	levels := map[string]costing.FrameLevel{}
	series := map[string]costing.FrameSeries{}
	var known, needed []string
	if frame == costing.EconomyFrame {
		for _, f := range costing.AllFrameLevels() {
			levels[f.Code] = f
			known, needed = append(known, f.Code), append(needed, f.Code)
		}
	}
	for _, f := range costing.AllFrameSeries() {
		if f.Frame == frame {
			series[f.Code] = f
			known = append(known, f.Code) // any series may be blank, and its row missing
		}
	}
	seen := map[string]bool{}
	for _, w := range r.table(code, columns, yearColumn) {
		if !r.claim(&w, "key", seen, known) {
			continue
		}
		key := w.raw("key").Text
		if f, ok := levels[key]; ok {
			level := f.Of(r.study)
			r.places[f.Path()] = w.place()
			level.Figure = w.datedFigure("level", "year", f.Path())
			level.Provenance = w.rowProvenance(f.Path() + "/level")
			if f.Index != nil {
				*f.Index(r.study) = w.text("index", f.Path()+"/index")
				w.outOfPlace("extension", "long_run", longRunYearColumn, "last_actual")
			} else {
				w.outOfPlace("index", "extension", "long_run", longRunYearColumn, "last_actual")
			}
			for _, year := range w.years() {
				w.outOfPlace(yearKey(year))
			}
			continue
		}
		f := series[key]
		w.outOfPlace("level", "year", "index")
		s := w.series(f.Path())
		if f.HasLongRunYear() {
			s.LongRunYear = w.year(longRunYearColumn, f.Path()+"/"+longRunYearColumn)
		} else {
			w.outOfPlace(longRunYearColumn)
		}
		*f.Of(r.study) = s
	}
	r.missing(code, seen, needed)
}

// outOfPlace reports what was typed where nothing belongs: it would
// otherwise be lost without a word.
func (w row) outOfPlace(keys ...string) {
	reported := map[string]bool{} // one cell may be two columns: see [Column.Earlier]
	for _, key := range keys {
		if c := w.raw(key); c.Kind != RawBlank && !reported[c.Place] {
			reported[c.Place] = true
			w.fail(c.Place, "out-of-place", abnd.T("this cell must be empty (row %s, column %s)", "esta célula tem de ficar vazia (linha %s, coluna %s)").Fill(w.cells[0].Text, key),
				abnd.T("delete the value, or move it to the right row", "apague o valor ou mude-o para a linha certa"))
		}
	}
}

// rowProvenance reads where the values of a row come from; a blank path has no
// places.
func (w row) rowProvenance(path abnd.Path) abnd.Provenance {
	return abnd.Provenance{
		Source:      joined(w.list("source", below(path, "source"))),
		Confidence:  abnd.Confidence(w.text("confidence", below(path, "confidence"))),
		Note:        w.texts(NoteColumn, path),
		ValidatedBy: w.text(ValidatedColumn, below(path, ValidatedColumn)),
	}
}

// below is the path of a column of what stands under a path; blank where that is.
func below(path abnd.Path, column string) abnd.Path {
	if path == "" {
		return ""
	}
	return path + "/" + abnd.Path(column)
}

func (w row) series(path abnd.Path) abnd.Series {
	w.places[path] = w.place()
	s := abnd.Series{
		Extension:  abnd.Extension(w.text("extension", path+"/extension")),
		LongRun:    w.figure("long_run", path+"/long_run"),
		LastActual: w.year("last_actual", path+"/last_actual"),
		Provenance: w.rowProvenance(path),
	}
	s.Values = w.values(path)
	return s
}

// values reads the columns by year; nil where all are blank.
func (w row) values(path abnd.Path) map[abnd.Year]float64 {
	var values map[abnd.Year]float64
	for _, year := range w.years() {
		if x, ok := w.number(yearKey(year), underYear(path, year)); ok {
			if values == nil {
				values = map[abnd.Year]float64{}
			}
			values[year] = x
		}
	}
	return values
}

// unitLabel writes a unit with the name of the national currency.
func unitLabel(u abnd.Unit, study *abnd.Study) abnd.Text {
	return abnd.UnitText(u, study.Country.Currency)
}
