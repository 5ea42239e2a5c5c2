package costing

import (
	"slices"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Frame names one of the sheets of series by year that stand around a study: the
// first part of the paths of its figures.
type Frame string

// The frames: ECO, GGO, VITAL and LPR.
const (
	EconomyFrame    Frame = "economy"
	GovernmentFrame Frame = "government"
	VitalFrame      Frame = "vital"
	LabourFrame     Frame = "labour"
)

// FrameSeries declares one series of the economy, of government, of vital
// events or of labour: a row of ECO, GGO, VITAL or LPR with published values
// and an extension.
type FrameSeries struct {
	Code       string // "real_growth"
	Frame      Frame
	Label      abnd.Text
	Unit       abnd.Unit
	Extensions *model.List
	Low, High  float64
	// Optional series may be blank: the rule that reads one asks for it.
	Optional bool
	// Decided series are set by somebody, as a ceiling is: its later years are
	// decisions, and not expectations.
	Decided bool
	// Later series have no row in files from before them, and no line where
	// they are blank.
	Later bool
	Of    func(*abnd.Study) *abnd.Series
}

// Path is the path of the series in the study, and the key of its input line.
func (f FrameSeries) Path() model.Key { return abnd.JoinPath(string(f.Frame), f.Code) }

// HasLongRunYear reports whether an extension of the series is reached in a
// year that the study names.
func (f FrameSeries) HasLongRunYear() bool { return f.Extensions.Index(string(abnd.Converge)) >= 0 }

// Used is the key of the line that extends the series over the frame.
func (f FrameSeries) Used() model.Key { return abnd.JoinPath("frame", f.Code) }

// FrameLevel declares one figure of a single year that lines are anchored to: a
// row of ECO with level and year.
type FrameLevel struct {
	Code  string
	Label abnd.Text
	Unit  abnd.Unit
	Of    func(*abnd.Study) *abnd.Level
	Index func(*abnd.Study) *string // nil where the level has no index
}

// Path is the path of the level in the study.
func (f FrameLevel) Path() model.Key { return abnd.JoinPath(string(EconomyFrame), f.Code) }

// The codes of [ExtensionList] and of the list for wages.
var (
	ExtensionList = &model.List{Name: "extension", Codes: []model.ListCode{
		{Code: string(abnd.HoldLast), Label: abnd.T("hold the last published value", "manter o último valor publicado")},
		{Code: string(abnd.LongRunValue), Label: abnd.T("use the long-run value", "passar ao valor de longo prazo")},
	}}
	rateExtensionList = &model.List{Name: "rate_extension", Codes: append(ExtensionList.Codes[:2:2], converging)}
	// Growth of real GDP can go to a value per head too, and the deflator to
	// consumer prices.
	growthExtensionList = &model.List{Name: "growth_extension", Codes: append(rateExtensionList.Codes[:3:3],
		model.ListCode{Code: string(abnd.ConvergePerHead), Label: abnd.T("go to the long-run value per head by its year", "convergir para o valor de longo prazo por habitante até ao seu ano")})}
	deflatorExtensionList = &model.List{Name: "deflator_extension", Codes: append(rateExtensionList.Codes[:3:3],
		model.ListCode{Code: string(abnd.WithPrices), Label: abnd.T("meet consumer price inflation", "igualar a inflação no consumidor")})}
	wageExtensionList = &model.List{Name: "wage_extension", Codes: append(ExtensionList.Codes[:2:2],
		model.ListCode{Code: string(abnd.WithGDPPerHead), Label: abnd.T("follow GDP per head", "evoluir com o PIB por habitante")})}
)

// converging is the code of [abnd.Converge].
var converging = model.ListCode{Code: string(abnd.Converge), Label: abnd.T("go to the long-run value by its year", "convergir para o valor de longo prazo até ao seu ano")}

// leastRatio of government accounts to GDP: costs are compared with them, so
// they cannot be nothing.
const leastRatio = 0.001

// mostBirths in a year of any country.
const mostBirths = 1e9

// AllFrameSeries lists the series of the frames in the order of the sheets.
func AllFrameSeries() []FrameSeries { return slices.Clone(allFrameSeries()) }

var allFrameSeries = sync.OnceValue(func() []FrameSeries {
	return append([]FrameSeries{
		{
			Code: "real_growth", Frame: EconomyFrame, Extensions: growthExtensionList, Low: lowestRate, High: highestRate,
			Label: abnd.T("Real GDP growth", "Crescimento real do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.RealGrowth },
		}, {
			Code: "deflator_growth", Frame: EconomyFrame, Extensions: deflatorExtensionList, Low: lowestRate, High: highestRate,
			Label: abnd.T("Growth of the GDP deflator", "Crescimento do deflator do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.DeflatorGrowth },
		}, {
			Code: "inflation", Frame: EconomyFrame, Extensions: rateExtensionList, Low: lowestRate, High: highestRate,
			Label: abnd.T("Consumer price inflation", "Inflação dos preços no consumidor"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.Inflation },
		}, {
			Code: "wage_growth", Frame: EconomyFrame, Extensions: wageExtensionList, Low: lowestRate, High: highestRate,
			Label: abnd.T("Growth of the average wage", "Crescimento do salário médio"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Economy.WageGrowth },
		}, {
			Code: "revenue", Frame: GovernmentFrame, Extensions: ExtensionList, Low: leastRatio, High: 5,
			Label: abnd.T("Government revenue, % of GDP", "Receita pública, em % do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Government.Revenue },
		}, {
			Code: "expenditure", Frame: GovernmentFrame, Extensions: ExtensionList, Low: leastRatio, High: 5,
			Label: abnd.T("Government expenditure, % of GDP", "Despesa pública, em % do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Government.Expenditure },
		}, {
			Code: "births", Frame: VitalFrame, Unit: abnd.PersonUnit, Extensions: ExtensionList, Low: 0, High: mostBirths, Optional: true,
			Label: abnd.T("Live births in the calendar year", "Nados-vivos no ano civil"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Vital.Births },
		},
	}, laterFrameSeries()...)
})

// MissingSeries lists the series of growth, prices, wages and government accounts that a
// study does not give. It is costed without them: what is computed with one
// stays blank, as GDP outside its own year without growth, and shares of
// revenue without revenue.
func MissingSeries(s *abnd.Study) []FrameSeries {
	var missing []FrameSeries
	for _, f := range AllFrameSeries() {
		of := f.Of(s)
		if of.Extension == abnd.WithPrices && !SeriesGiven(&s.Economy.Inflation) {
			missing = append(missing, f) // the prices that it follows are
			continue
		}
		followed := of.Extension == abnd.WithGDPPerHead || of.Extension == abnd.WithPrices || of == &s.Economy.RealGrowth && s.GrowthFrom == abnd.FromProductivity
		if !f.Optional && !followed && len(of.Values) == 0 && of.Extension != abnd.LongRunValue {
			missing = append(missing, f)
		}
	}
	return missing
}

// AllFrameLevels lists the levels of the economy in the order of the sheet.
func AllFrameLevels() []FrameLevel {
	benchmark := func(code string, label abnd.Text, of func(*abnd.Study) *abnd.Benchmark) FrameLevel {
		return FrameLevel{
			Code: code, Label: label, Unit: abnd.MoneyPerMonth,
			Of:    func(s *abnd.Study) *abnd.Level { return &of(s).Level },
			Index: func(s *abnd.Study) *string { return &of(s).Index },
		}
	}
	return []FrameLevel{
		{
			Code: "gdp", Unit: abnd.CurrentMoney,
			Label: abnd.T("Nominal GDP in one year", "PIB nominal num ano"),
			Of:    func(s *abnd.Study) *abnd.Level { return &s.Economy.GDP },
		},
		benchmark("poverty_line", abnd.T("National poverty line per person per month", "Linha nacional de pobreza por pessoa e mês"),
			func(s *abnd.Study) *abnd.Benchmark { return &s.Economy.PovertyLine }),
		benchmark("minimum_wage", abnd.T("Monthly minimum wage", "Salário mínimo mensal"),
			func(s *abnd.Study) *abnd.Benchmark { return &s.Economy.MinimumWage }),
		benchmark("average_wage", abnd.T("Monthly average wage", "Salário médio mensal"),
			func(s *abnd.Study) *abnd.Benchmark { return &s.Economy.AverageWage }),
	}
}
