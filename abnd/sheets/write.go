package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Codes of the sheets, those of the Rapid Assessment Protocol where it has
// one.
const (
	General         = "GENERAL"
	Population      = "POP"
	Demography      = "DEMO"
	Mortality       = "MORT"
	Fertility       = "FERT"
	Migration       = "MIG"
	Economy         = "ECO"
	Government      = "GGO"
	Vital           = "VITAL"
	Labour          = "LPR"
	Macro           = "MACRO"
	Schemes         = "SCHEMES"
	Outturns        = "OUTTURN"
	Groups          = "GROUPS"
	Provisions      = "PROVISIONS"
	Indicators      = "SDG"
	MatrixTexts     = "TEXTS"
	Recommendations = "RECOMMENDATIONS"
	Benefits        = "BENEFITS"
	Scenarios       = "SCENARIOS"
	Levers          = "LEVERS"
	Try             = "TRY"
	Packages        = "PACKAGES"
	Financing       = "FINANCING"
	Fund            = "FUND"
	Distribution    = "DISTRIBUTION"
	Series          = "SERIES"
	Shocks          = "SHOCKS"
	Uncertainty     = "UNCERTAINTY"
	Correlations    = "CORRELATIONS"
	Sources         = "SOURCES"
)

// Names lists the sheets in their order.
func Names() []string {
	return []string{
		General, Population, Demography, Mortality, Fertility, Migration, Economy, Government, Vital, Labour, Macro, Schemes, Outturns,
		Groups, Provisions, Indicators, MatrixTexts,
		Recommendations, Benefits, Scenarios, Levers, Try, Packages, Financing, Fund, Distribution, Series,
		Shocks, Uncertainty, Correlations,
		Sources,
	}
}

// optionalSheets may be missing: files from before them have none.
var optionalSheets = []string{Demography, Mortality, Fertility, Migration, Vital, Labour, Macro, Outturns, Levers, Try, Financing, Fund, Distribution, Groups, Provisions, Indicators, MatrixTexts, Shocks, Uncertainty, Correlations}

// FirstKeys gives the key of the first column of each sheet, by which its
// header is found.
func FirstKeys() map[string]string {
	return map[string]string{
		General: "key", Population: "sex", Demography: "key", Mortality: "sex", Fertility: "age", Migration: "sex", Economy: "key", Government: "key", Vital: "key", Labour: "key", Macro: "id", Schemes: "id", Outturns: "scheme",
		Groups: "id", Provisions: "group", Indicators: "indicator", MatrixTexts: "guarantee",
		Recommendations: "id", Benefits: "benefit", Scenarios: "id", Levers: "lever", Try: "lever", Packages: "id", Financing: "id", Fund: "key", Distribution: "key", Series: "id",
		Shocks: "key", Uncertainty: "path", Correlations: "a", Sources: "id",
	}
}

// Write lays out a study. It does not check it: what is missing is blank. A
// study without a fund has no sheet [Fund], one without levers neither [Levers]
// nor [Try].
func Write(study *abnd.Study) []Sheet {
	all := append([]Sheet{writeGeneral(study), writePopulation(study)}, writeDemographySheets(study)...)
	all = append(all,
		writeEconomy(study), writeGovernment(study), writeVital(study), writeLabour(study), writeMacro(study), writeSchemes(study), writeOutturns(study),
		writeGroups(study), writeProvisions(study), writeIndicators(study), writeMatrixTexts(study),
		writeRecommendations(study), writeBenefits(study), writeScenarios(study),
	)
	if len(study.Levers) > 0 {
		all = append(all, writeLevers(study), writeTry(study))
	}
	all = append(all, writePackages(study), writeFinancing(study))
	if !study.Fund.IsZero() {
		all = append(all, writeFund(study))
	}
	return kept(append(all,
		writeDistribution(study), writeTables(study), writeShocks(study), writeUncertainty(study), writeCorrelations(study), writeSources(study),
	))
}

// kept writes every number as it will be read again: see [abnd.Kept].
func kept(all []Sheet) []Sheet {
	for _, s := range all {
		for _, row := range s.Rows {
			for i, c := range row {
				if x, ok := c.Value.Number(); ok {
					row[i].Value = abnd.Num(abnd.Kept(x))
				}
			}
		}
	}
	return all
}

// rowWriter builds one row of a sheet, cell by cell, by column key.
type rowWriter struct {
	sheet *Sheet
	cells []Cell
	index map[string]int
}

func (s *Sheet) newRow() *rowWriter {
	w := &rowWriter{sheet: s, cells: make([]Cell, len(s.Columns)), index: map[string]int{}}
	for i, c := range s.Columns {
		w.index[c.Key] = i
		w.cells[i] = Cell{Format: c.Format, List: c.List, Input: !c.Auto}
	}
	return w
}

func (w *rowWriter) end() { w.sheet.Rows = append(w.sheet.Rows, w.cells) }

func (w *rowWriter) cell(key string) *Cell { return &w.cells[w.index[key]] }

// put writes a value under a path; format and list are the column's.
func (w *rowWriter) put(key string, path abnd.Path, v abnd.Value) *Cell {
	c := w.cell(key)
	c.Path, c.Value = path, v
	return c
}

func (w *rowWriter) text(key string, path abnd.Path, s string) *Cell {
	return w.put(key, path, abnd.Code(s))
}

func (w *rowWriter) year(key string, path abnd.Path, y abnd.Year) *Cell {
	if y == 0 {
		return w.put(key, path, abnd.Value{})
	}
	return w.put(key, path, abnd.Num(float64(y)))
}

func (w *rowWriter) figure(key string, path abnd.Path, f abnd.Figure) *Cell {
	if !f.Known {
		return w.put(key, path, abnd.Value{})
	}
	return w.put(key, path, abnd.Num(f.Value))
}

// fixed writes what names the row and must not be edited.
func (w *rowWriter) fixed(key, s string) {
	c := w.cell(key)
	c.Value, c.Input = abnd.Code(s), false
}

func (w *rowWriter) label(key string, label abnd.Text) { w.cell(key).Label = label }

// closed takes a cell out of use: nothing belongs there.
func (w *rowWriter) closed(keys ...string) {
	for _, key := range keys {
		*w.cell(key) = Cell{}
	}
}

// Columns of where a figure is from: what its reader should know, and beside it
// who stands for it.
const (
	NoteColumn      = "note" // note_en and note_pt; in files from before them as it stands
	noteColumnEN    = NoteColumn + "_en"
	noteColumnPT    = NoteColumn + "_pt"
	ValidatedColumn = "validated_by"
)

// closedProvenance takes the provenance of a row without its year out of use.
func (w *rowWriter) closedProvenance() { w.closed(provenanceKeys...) }

// provenanceKeys are the columns of a provenance but for its year.
var provenanceKeys = []string{"source", "confidence", noteColumnEN, noteColumnPT, ValidatedColumn}

// provenance columns, shared by the sheets.
func provenanceColumns(withYear bool) []Column {
	columns := inEachLanguage([]Column{
		{Key: "source", Label: abnd.T("Source", "Fonte"), Format: Codes, Help: abnd.T("An id of SOURCES; separate several with semicolons.", "Um código da folha SOURCES; vários separam-se por ponto e vírgula.")},
		{Key: "confidence", Label: abnd.T("Confidence", "Confiança"), Format: Code, List: ConfidenceList, Help: abnd.T("high, medium, low, or assumption if no published source exists.", "high (alta), medium (média), low (baixa), ou assumption (pressuposto) quando ninguém o publicou.")},
		{Key: NoteColumn, Label: abnd.T("Note", "Nota"), Format: Wrapped, Earlier: NoteColumn, Lang: bothLangs},
		{Key: ValidatedColumn, Label: abnd.T("Validated by", "Validado por"), Optional: true,
			Help: abnd.T("The institution, or the person in it, that has checked the value and stands for it; blank if nobody has.",
				"A instituição, ou a pessoa nela, que verificou o valor e responde por ele; em branco se ninguém o fez.")},
	})
	if withYear {
		columns = append([]Column{{Key: "year", Label: abnd.T("Year", "Ano"), Format: YearNo, Help: abnd.T("The year to which the value refers.", "O ano a que o valor se refere.")}}, columns...)
	}
	return columns
}

// ConfidenceList is the list of grades of confidence.
var ConfidenceList = &model.List{Name: "confidence", Codes: []model.ListCode{
	{Code: string(abnd.High), Label: abnd.T("high", "alta")},
	{Code: string(abnd.Medium), Label: abnd.T("medium", "média")},
	{Code: string(abnd.Low), Label: abnd.T("low", "baixa")},
	{Code: string(abnd.Assumption), Label: abnd.T("assumption", "pressuposto")},
}}

func (w *rowWriter) provenance(path abnd.Path, p abnd.Provenance) {
	if _, ok := w.index["year"]; ok {
		w.year("year", path+"/year", p.Year)
	}
	w.rowProvenance(path, p)
}

func joined[T ~string](ids []T) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = string(id)
	}
	return strings.Join(parts, ";")
}

// choiceList makes a list of codes with their labels.
func choiceList[T ~string](name string, codes []T, labels ...abnd.Text) *model.List {
	list := &model.List{Name: name}
	for i, c := range codes {
		list.Codes = append(list.Codes, model.ListCode{Code: string(c), Label: labels[i]})
	}
	return list
}

// The lists of the words of package abnd, with their labels in its order.
var (
	stageList  = choiceList("stage", abnd.Stages(), abnd.Draft.Name(), abnd.TechnicallyValidated.Name(), abnd.Approved.Name())
	statusList = choiceList("status", abnd.SchemeStatuses(),
		abnd.T("in force", "em vigor"), abnd.T("closed to new entrants", "fechado a novas entradas"),
		abnd.T("repealed", "revogado"), abnd.T("temporary, ended", "temporário, terminado"))
	outturnMeasureList = choiceList("outturn_measure", abnd.OutturnMeasures(),
		abnd.T("due by law to those enrolled", "devido por lei aos inscritos"), abnd.T("paid", "pago"), abnd.T("appropriated in the budget", "dotação orçamental"),
		abnd.T("recipients enrolled", "beneficiários inscritos"), abnd.T("recipients paid", "beneficiários pagos"))
	componentList = choiceList("component", abnd.Components(),
		abnd.T("all components", "todas as componentes"), abnd.T("internal component: the State's own means", "componente interna: meios próprios do Estado"),
		abnd.T("external component: external partners", "componente externa: parceiros externos"))
	countingUnitList = choiceList("counting_unit", abnd.CountingUnits(),
		abnd.T("person", "pessoa"), abnd.T("household", "agregado familiar"), abnd.T("registered member", "pessoa inscrita"))
	benefitFormList = choiceList("benefit_form", abnd.BenefitForms(),
		abnd.T("cash", "em dinheiro"), abnd.T("in kind, such as school meals", "em espécie, como a alimentação escolar"), abnd.T("services, such as health care", "serviços, como os cuidados de saúde"))
	legalStatusList = choiceList("legal_status", abnd.LegalStatuses(),
		abnd.T("law in force", "lei em vigor"), abnd.T("law without regulation or budget", "lei sem regulamentação ou sem orçamento"),
		abnd.T("decision of the government, no law", "decisão do Governo, sem lei"), abnd.T("project of an external partner, no law", "projecto de um parceiro externo, sem lei"))
	populationSexList = choiceList("pop_sex", []abnd.Sex{abnd.Female, abnd.Male},
		abnd.T("female", "mulheres"), abnd.T("male", "homens"))
)

// nameColumn stands for the columns of a name.
var nameColumn = Column{Key: "name", Label: abnd.T("Name", "Nome"), Lang: bothLangs}

func nameColumns() []Column { return inEachLanguage([]Column{nameColumn}) }
