package sheets

import (
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func uncertaintyColumns() []Column {
	return append([]Column{
		{Key: "path", Label: abnd.T("Path of the input", "Caminho do valor"), Help: abnd.T("E.g. benefits/ID/take_up, scenarios/SCENARIO/ID/amount, economy/gdp/level or shocks/growth_shock.", "Por exemplo benefits/ID/take_up, scenarios/CENÁRIO/ID/amount, economy/gdp/level ou shocks/growth_shock.")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "distribution", Label: abnd.T("Distribution", "Distribuição"), Format: Code, List: costing.DistributionList},
		{Key: "low", Label: abnd.T("Low value", "Valor mínimo"), Format: Number},
		{Key: "central", Label: abnd.T("Most likely value", "Valor mais provável"), Format: Number, Help: abnd.T("For triangular and pert; blank: the study's own value.", "De triangular e pert; em branco: o valor do próprio estudo.")},
		{Key: "high", Label: abnd.T("High value", "Valor máximo"), Format: Number},
		{Key: "coverage", Label: abnd.T("Probability between low and high", "Probabilidade entre mínimo e máximo"), Format: Share, Help: abnd.T("For normal, lognormal, persistent and bounds; blank: 90%.", "De normal, lognormal, persistent e bounds; em branco: 90 %.")},
		{Key: "persistence", Label: abnd.T("Persistence", "Persistência"), Format: Number, Help: abnd.T("For persistent: share of a shock that remains one year later.", "De persistent: parte de um choque que persiste no ano seguinte.")},
		{Key: "values", Label: abnd.T("Values", "Valores"), Help: abnd.T("For discrete, separated by semicolons.", "De discrete, separados por ponto e vírgula.")},
		{Key: "weights", Label: abnd.T("Weights", "Pesos"), Help: abnd.T("One weight per value, in the same order; blank: equal weights.", "Um peso por valor, pela mesma ordem; em branco: pesos iguais.")},
	}, provenanceColumns(false)...)
}

func writeUncertainty(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Uncertainty, Title: abnd.T("Uncertainty", "Incerteza"), Columns: uncertaintyColumns(), Frozen: 2,
		Help: abnd.T("Ranges of uncertain inputs, for sensitivity and simulation. They do not affect the costing itself.",
			"Intervalos dos valores incertos, para a sensibilidade e a simulação. Não afectam a própria estimativa de custos."),
	}
	variables := map[abnd.Path]costing.Variable{}
	if len(study.Uncertain) > 0 {
		for _, v := range costing.Variables(study) {
			variables[v.Path] = v
		}
	}
	for _, u := range study.Uncertain {
		w := s.newRow()
		path := costing.UncertainPath(u.Path)
		w.text("path", path+"/path", string(u.Path))
		w.label("label", variables[u.Path].Label)
		w.text("distribution", path+"/distribution", string(u.Distribution))
		format := variableFormat(variables[u.Path])
		w.figure("low", path+"/low", u.Low).Format = format
		w.figure("central", path+"/central", u.Central).Format = format
		w.figure("high", path+"/high", u.High).Format = format
		w.figure("coverage", path+"/coverage", u.Coverage)
		w.figure("persistence", path+"/persistence", u.Persistence)
		w.text("values", path+"/values", numberList(u.Values))
		w.text("weights", path+"/weights", numberList(u.Weights))
		w.rowProvenance(path, u.Provenance)
		w.end()
	}
	return s
}

// variableFormat shows low and high as the figure itself is shown.
func variableFormat(v costing.Variable) Format {
	switch {
	case v.Path == "":
		return Number
	case v.Whole:
		return Whole
	case v.Unit == abnd.PureNumber:
		return Share
	case v.Unit == abnd.PersonUnit:
		return Persons
	case v.Unit.Money != 0:
		return Money
	}
	return Number
}

func numberList(all []float64) string {
	texts := make([]string, len(all))
	for i, x := range all {
		texts[i] = strconv.FormatFloat(x, 'g', -1, 64)
	}
	return strings.Join(texts, ";")
}

// numbers reads a list of numbers. Semicolons part them, so that a comma can
// be a decimal mark.
func (w row) numbers(key string, path abnd.Path) []float64 {
	var all []float64
	for _, text := range w.list(key, path) {
		x, ok := parsePlain(strings.Replace(text, ",", ".", 1))
		if !ok {
			w.fail(w.raw(key).Place, "text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(text),
				abnd.T("list numbers separated by semicolons, e.g. 0.5;0.6", "enumere números separados por ponto e vírgula, como 0,5;0,6"))
			return nil
		}
		all = append(all, x)
	}
	return all
}

func readUncertainty(r *reader) {
	if !r.begin(Uncertainty, "uncertainty") {
		return
	}
	for _, w := range r.table(Uncertainty, uncertaintyColumns(), nil) {
		u := abnd.Uncertain{Path: abnd.Path(w.text("path", ""))}
		path := costing.UncertainPath(u.Path)
		r.places[path], r.places[path+"/path"] = w.place(), w.raw("path").Place
		u.Distribution = abnd.Distribution(w.text("distribution", path+"/distribution"))
		u.Low = w.figure("low", path+"/low")
		u.Central = w.figure("central", path+"/central")
		u.High = w.figure("high", path+"/high")
		u.Coverage = w.figure("coverage", path+"/coverage")
		u.Persistence = w.figure("persistence", path+"/persistence")
		u.Values = w.numbers("values", path+"/values")
		u.Weights = w.numbers("weights", path+"/weights")
		u.Provenance = w.rowProvenance(path)
		r.study.Uncertain = append(r.study.Uncertain, u)
	}
}
