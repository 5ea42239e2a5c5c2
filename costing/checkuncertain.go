package costing

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/gonum/mat"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// UncertainPath is the path of what a study says about the uncertainty of a
// figure.
func UncertainPath(figure abnd.Path) abnd.Path { return "uncertainty/" + figure }

// CorrelationPath is the path of the correlation of two figures.
func CorrelationPath(a, b abnd.Path) abnd.Path { return "correlations/" + a + "/" + b }

// UnknownFigure is the code of the warning about a row of UNCERTAINTY whose
// path names no figure of the study.
const UnknownFigure = "unknown-figure"

// DistributionList is the list of distributions.
var DistributionList = &model.List{Name: "distribution", Codes: []model.ListCode{
	{Code: string(abnd.Triangular), Label: abnd.T("triangular", "triangular")},
	{Code: string(abnd.PERT), Label: abnd.T("PERT (beta)", "PERT (beta)")},
	{Code: string(abnd.Normal), Label: abnd.T("normal", "normal")},
	{Code: string(abnd.Lognormal), Label: abnd.T("lognormal", "lognormal")},
	{Code: string(abnd.Uniform), Label: abnd.T("uniform", "uniforme")},
	{Code: string(abnd.Discrete), Label: abnd.T("discrete values", "valores discretos")},
	{Code: string(abnd.Persistent), Label: abnd.T("persistent annual shock", "choque por ano que se atenua")},
	{Code: string(abnd.Bounded), Label: abnd.T("path within published prediction bounds", "trajectória dentro dos limites de previsão publicados")},
}}

func (c *checker) shocks() {
	for _, s := range AllShocks() {
		series := s.Of(c.study)
		if len(series.Values) > 0 {
			c.provenance(s.Path(), series.Provenance)
		}
		for _, year := range sortedYears(series.Values) {
			c.bounds(s.Path()+abnd.Path("/"+strconv.Itoa(int(year))), s.Label, series.Values[year], s.Low, s.High, false)
		}
	}
}

func (c *checker) uncertainty() {
	uncertain := map[abnd.Path]bool{}
	for _, u := range c.study.Uncertain {
		uncertain[u.Path] = true
	}
	found := map[abnd.Path]Variable{}
	for _, v := range variables(c.study, func(path abnd.Path) bool { return uncertain[path] }) {
		found[v.Path] = v
	}
	known := sync.OnceValue(func() (all []string) {
		for _, v := range Variables(c.study) {
			all = append(all, string(v.Path))
		}
		return all
	})
	seen := map[abnd.Path]bool{}
	for _, u := range c.study.Uncertain {
		path := UncertainPath(u.Path)
		if seen[u.Path] {
			c.fail(path, "uncertain-twice", abnd.T("two rows refer to %s", "duas linhas referem-se a %s").Fill(string(u.Path)), abnd.T("delete one of the two", "elimine uma das duas"))
			continue
		}
		seen[u.Path] = true
		c.provenance(path, u.Provenance)
		v, ok := found[u.Path]
		if !ok {
			c.unknownFigure(path, u.Path, known())
			continue
		}
		if DistributionList.Index(string(u.Distribution)) < 0 {
			c.reference(path+"/distribution", abnd.T("distribution", "a distribuição"), string(u.Distribution), DistributionList.Names())
			continue
		}
		c.distribution(path, u, v)
	}
	c.populationOfAllAges()
	c.correlations(seen)
}

// unknownFigure warns of a path that names nothing, or a blank. It keeps
// nothing from being costed: whoever takes a benefit out of a study need not
// clean up here. Only a simulation refuses it.
func (c *checker) unknownFigure(at, path abnd.Path, known []string) {
	remedy := abnd.T("enter the path of an input, e.g. benefits/ID/take_up, scenarios/SCENARIO/ID/amount, economy/gdp/level or shocks/growth_shock",
		"indique o caminho de um valor, por exemplo benefits/ID/take_up, scenarios/CENÁRIO/ID/amount, economy/gdp/level ou shocks/growth_shock")
	if near := abnd.Nearest(string(path), known); near != "" {
		remedy = abnd.DidYouMean(near)
	}
	c.warn(at+"/path", UnknownFigure, abnd.T("unknown path %q, or its cell is blank", "caminho desconhecido, ou célula em branco: %q").Fill(string(path)), remedy)
}

// distribution checks one row of UNCERTAINTY.
func (c *checker) distribution(path abnd.Path, u abnd.Uncertain, v Variable) {
	switch {
	case v.ByYear && !u.ByYear():
		c.fail(path+"/distribution", "by-year", abnd.T("%s is an annual shock and cannot be %s", "%s é um choque por ano e não pode ser %s").Fill(v.Label, string(u.Distribution)),
			abnd.T("choose persistent, or bounds for the population", "escolha persistent ou, para a população, bounds"))
		return
	case u.ByYear() && !v.ByYear, u.Distribution == abnd.Bounded && !hasBounds(u.Path):
		c.fail(path+"/distribution", "by-year", abnd.T("%s cannot be %s", "%s não pode ser %s").Fill(v.Label, string(u.Distribution)),
			abnd.T("use persistent for annual shocks only, bounds for shocks to the population only", "use persistent só para choques por ano e bounds só para os da população"))
		return
	case u.Coverage.Known && !(u.Coverage.Value > 0 && u.Coverage.Value < 1):
		c.fail(path+"/coverage", "out-of-range", abnd.T("%v is not a valid probability between low and high", "%v não é uma probabilidade válida entre o mínimo e o máximo").Fill(u.Coverage.Value),
			abnd.T("enter a share between 0 and 1, e.g. 90% or 0.9", "indique uma proporção entre 0 e 1, por exemplo 90 % ou 0,9"))
		return
	}
	c.onlyFor(path, "coverage", u, u.Coverage.Known, abnd.Normal, abnd.Lognormal, abnd.Persistent, abnd.Bounded)
	c.onlyFor(path, "persistence", u, u.Persistence.Known, abnd.Persistent)
	c.onlyFor(path, "values", u, len(u.Values) > 0, abnd.Discrete)
	c.onlyFor(path, "weights", u, len(u.Weights) > 0, abnd.Discrete)
	c.onlyFor(path, "central", u, u.Central.Known, abnd.Triangular, abnd.PERT)
	switch u.Distribution {
	case abnd.Discrete:
		c.onlyFor(path, "low", u, u.Low.Known)
		c.onlyFor(path, "high", u, u.High.Known)
		c.discrete(path, u, v)
		return
	case abnd.Bounded:
		c.onlyFor(path, "low", u, u.Low.Known)
		c.onlyFor(path, "high", u, u.High.Known)
		shock, _ := ShockAt(u.Path)
		below, above, _ := shock.Bounds()
		for _, s := range []ShockSeries{below, above} {
			if len(s.Of(c.study).Values) == 0 {
				c.fail(s.Path(), "needed", abnd.T("%s: the bounds are missing", "%s: faltam os limites").Fill(s.Label),
					abnd.T("enter them by year in SHOCKS, or choose persistent", "indique-os por ano em SHOCKS ou escolha persistent"))
			}
		}
		return
	}
	c.between(path, u, v)
}

// onlyFor reports a cell that the distribution does not read: what is in it
// would otherwise be lost without a word.
func (c *checker) onlyFor(path abnd.Path, column abnd.Path, u abnd.Uncertain, filled bool, of ...abnd.Distribution) {
	if filled && !slices.Contains(of, u.Distribution) {
		c.fail(path+"/"+column, "not-read", abnd.T("the distribution %s does not use %s", "a distribuição %s não usa %s").Fill(string(u.Distribution), string(column)),
			abnd.T("clear this cell, or choose another distribution", "apague esta célula ou escolha outra distribuição"))
	}
}

// between checks low, high and what lies between them.
func (c *checker) between(path abnd.Path, u abnd.Uncertain, v Variable) {
	complete := true
	for _, end := range []struct {
		column abnd.Path
		figure abnd.Figure
	}{{"low", u.Low}, {"high", u.High}} {
		if !end.figure.Known {
			c.fail(path+"/"+end.column, "needed", abnd.T("%s: %s is missing", "%s: em falta: %s").Fill(v.Label, string(end.column)),
				abnd.T("enter a low and a high value, e.g. 0.4 and 0.8", "indique low (mínimo) e high (máximo), por exemplo 0,4 e 0,8"))
			complete = false
		} else if !c.bounds(path+"/"+end.column, v.Label, end.figure.Value, v.Low, v.High, false) {
			complete = false
		}
	}
	if v.Whole {
		c.fail(path+"/distribution", "whole", abnd.T("%s is a whole number and cannot be %s", "%s é um número inteiro e não pode ser %s").Fill(v.Label, string(u.Distribution)),
			abnd.T("choose discrete and list its values, e.g. 2;3;4", "escolha discrete e enumere os valores, por exemplo 2;3;4"))
		return
	}
	if !complete {
		return
	}
	low, high := u.Low.Value, u.High.Value
	switch {
	case low > high:
		c.fail(path+"/low", "low-above-high", abnd.T("%s: the low value, %v, is above the high value, %v", "%s: o mínimo, %v, é superior ao máximo, %v").Fill(v.Label, low, high),
			abnd.T("swap the two values", "troque os dois valores"))
	case u.Central.Known && (u.Central.Value < low || u.Central.Value > high):
		c.fail(path+"/central", "mode-outside", abnd.T("%s: the most likely value, %v, is not between %v and %v", "%s: o valor mais provável, %v, não está entre %v e %v").Fill(v.Label, u.Central.Value, low, high),
			abnd.T("widen the range, or enter a most likely value within it", "alargue o intervalo ou indique um valor mais provável dentro dele"))
	case u.Distribution == abnd.Lognormal && low <= 0:
		c.fail(path+"/low", "not-positive", abnd.T("%s: a lognormal distribution cannot have the low value %v", "%s: uma distribuição lognormal não pode ter o mínimo %v").Fill(v.Label, low),
			abnd.T("enter a low value above 0, or choose another distribution", "indique um mínimo acima de 0 ou escolha outra distribuição"))
	case u.Distribution == abnd.Persistent:
		if p := u.Persistence; !p.Known || p.Value < 0 || p.Value >= 1 {
			c.fail(path+"/persistence", "out-of-range", abnd.T("%s: the persistence is missing or outside 0 to below 1", "%s: a persistência falta ou está fora de 0 a menos de 1").Fill(v.Label),
				abnd.T("enter 0 for independent years, or e.g. 0.5 if half of last year's shock remains", "indique 0 para anos independentes ou, por exemplo, 0,5 se persiste metade do choque do ano anterior"))
		}
		if low > 0 || high < 0 {
			c.fail(path+"/low", "mode-outside", abnd.T("%s: 0 (no shock) is not between %v and %v", "%s: 0 (nenhum choque) não está entre %v e %v").Fill(v.Label, low, high),
				abnd.T("enter a low value below 0 and a high value above 0, e.g. -0.03 and 0.03", "indique um mínimo inferior a 0 e um máximo superior a 0, por exemplo -0,03 e 0,03"))
		} else if math.Abs(low+high) > 1e-9 {
			c.fail(path+"/low", "not-symmetric", abnd.T("%s: a persistent shock must be symmetric around 0, but the low value is %v and the high value %v", "%s: um choque persistente tem de ser simétrico em torno de 0, mas o mínimo é %v e o máximo %v").Fill(v.Label, low, high),
				abnd.T("enter values at the same distance from 0, e.g. -0.03 and 0.03", "indique valores à mesma distância de 0, por exemplo -0,03 e 0,03"))
		}
	case !v.ByYear && (v.Value < low || v.Value > high):
		c.valueOutside(path, v, abnd.T("%v to %v", "%v a %v").Fill(low, high))
	}
}

// valueOutside warns where the study's own value is not among those that are
// said to be possible.
func (c *checker) valueOutside(path abnd.Path, v Variable, among abnd.Text) {
	if v.Value < v.Low || v.Value > v.High {
		return // that the value cannot be at all is said at its own place
	}
	c.warn(path, "value-outside", abnd.T("%s: the value of the study, %v, is outside the range %s", "%s: o valor do estudo, %v, está fora do intervalo %s").Fill(v.Label, v.Value, among),
		abnd.T("check both: the point estimate would lie outside the simulated outcomes", "verifique ambos: a estimativa central ficaria fora dos resultados simulados"))
}

// CentralOf is the most likely value of a triangular or PERT distribution:
// the one given, or the study's own, or the end that is nearest to it where
// the study was changed since.
func CentralOf(u abnd.Uncertain, v Variable) float64 {
	if u.Central.Known {
		return u.Central.Value
	}
	return min(max(v.Value, u.Low.Value), u.High.Value)
}

func (c *checker) discrete(path abnd.Path, u abnd.Uncertain, v Variable) {
	if len(u.Values) == 0 {
		c.fail(path+"/values", "needed", abnd.T("%s: the values are missing", "%s: faltam os valores").Fill(v.Label),
			abnd.T("list the values, separated by semicolons, e.g. 2;3;4", "enumere os valores, separados por ponto e vírgula, por exemplo 2;3;4"))
		return
	}
	for _, x := range u.Values {
		if !c.bounds(path+"/values", v.Label, x, v.Low, v.High, v.Whole) {
			return
		}
	}
	total := 0.0
	for _, w := range u.Weights {
		total += w
	}
	if len(u.Weights) > 0 && (len(u.Weights) != len(u.Values) || slices.Min(u.Weights) < 0 || !(total > 0) || math.IsInf(total, 0)) {
		c.fail(path+"/weights", "weights", abnd.T("%s: there are %d weights for %d values", "%s: há %d pesos para %d valores").Fill(v.Label, len(u.Weights), len(u.Values)),
			abnd.T("enter one weight of 0 or more per value, not all 0, e.g. 1;2;1", "indique um peso de 0 ou mais por valor, nem todos 0, por exemplo 1;2;1"))
	}
	if !slices.Contains(u.Values, v.Value) {
		c.valueOutside(path, v, abnd.T("its values", "os seus valores"))
	}
}

// hasBounds reports whether a path is that of a shock that can be drawn within bounds.
func hasBounds(path abnd.Path) bool {
	shock, ok := ShockAt(path)
	if ok {
		_, _, ok = shock.Bounds()
	}
	return ok
}

// populationOfAllAges refuses a shock to people of all ages beside one to cohorts, which
// would count twice, and says of bounds laid on all ages what they do.
func (c *checker) populationOfAllAges() {
	path := UncertainPath(PopulationShockPath)
	for _, u := range c.study.Uncertain {
		switch {
		case u.Path != PopulationShockPath:
		case slices.ContainsFunc(c.study.Uncertain, func(u abnd.Uncertain) bool { return IsCohortShock(u.Path) }):
			c.fail(path, "population-twice", abnd.T("the population is uncertain at all ages and again by birth cohort: it would be counted twice", "a população é incerta em todas as idades e outra vez por geração: contaria a dobrar"),
				abnd.T("delete the row of shocks/population_shock", "elimine a linha de shocks/population_shock"))
		case u.Distribution == abnd.Bounded:
			c.warn(path, "population-all-ages", abnd.T("the bounds of the total population are laid on all ages alike, so that people already born, such as pensioners, move with births", "os limites da população total aplicam-se por igual a todas as idades, pelo que quem já nasceu, como os pensionistas, varia com os nascimentos"),
				abnd.T("enter bounds by birth cohort in SHOCKS, and rows of UNCERTAINTY for shocks/born_shock, shocks/young_shock and shocks/older_shock in place of this one", "indique em SHOCKS limites por geração e, em UNCERTAINTY, linhas de shocks/born_shock, shocks/young_shock e shocks/older_shock em vez desta"))
		}
	}
}

// correlations checks the pairs, and that together they can be: the matrix of
// all of them must be positive definite.
func (c *checker) correlations(uncertain map[abnd.Path]bool) {
	byPath := map[abnd.Path]abnd.Uncertain{}
	var paths []string
	for _, u := range c.study.Uncertain {
		byPath[u.Path] = u
		paths = append(paths, string(u.Path))
	}
	seen := map[[2]abnd.Path]bool{}
	usable := true
	for _, x := range c.study.Correlations {
		path := CorrelationPath(x.A, x.B)
		before := len(c.found)
		c.provenance(path, x.Provenance)
		for _, end := range []struct {
			column string
			figure abnd.Path
		}{{"a", x.A}, {"b", x.B}} {
			if !uncertain[end.figure] {
				c.reference(path+"/"+abnd.Path(end.column), abnd.T("row of UNCERTAINTY", "a linha de UNCERTAINTY"), string(end.figure), paths)
			}
		}
		pair := [2]abnd.Path{min(x.A, x.B), max(x.A, x.B)}
		switch {
		case x.A == x.B || seen[pair]:
			c.fail(path, "pair-twice", abnd.T("%s and %s are not a valid pair: the two are the same, or the pair is listed twice", "%s e %s não são um par válido: são o mesmo valor ou o par repete-se").Fill(string(x.A), string(x.B)),
				abnd.T("list each pair of two different inputs once", "indique uma só vez cada par de dois valores diferentes"))
		case !x.Coefficient.Known || !(math.Abs(x.Coefficient.Value) <= 1):
			c.fail(path+"/coefficient", "out-of-range", abnd.T("the correlation of %s and %s is outside -1 to 1", "a correlação de %s e %s está fora de -1 a 1").Fill(string(x.A), string(x.B)),
				abnd.T("enter a number from -1 to 1, e.g. 0.5", "indique um número de -1 a 1, por exemplo 0,5"))
		case byPath[x.A].Distribution == abnd.Persistent != (byPath[x.B].Distribution == abnd.Persistent):
			c.fail(path, "by-year", abnd.T("%s and %s cannot be correlated: only one of them is a shock sampled every year", "%s e %s não podem ser correlacionados: só um deles é um choque sorteado cada ano").Fill(string(x.A), string(x.B)),
				abnd.T("correlate persistent shocks only with each other, and single inputs only with each other", "correlacione choques persistentes entre si e valores isolados entre si"))
		}
		seen[pair] = true
		usable = usable && !c.found[before:].HasErrors()
	}
	if usable {
		c.positiveDefinite()
	}
}

// CorrelationMatrix is the matrix of the coefficients between the uncertain
// figures of a study, in their order, or nil where there is none.
func CorrelationMatrix(study *abnd.Study) *mat.SymDense {
	if len(study.Uncertain) == 0 {
		return nil
	}
	index := map[abnd.Path]int{}
	m := mat.NewSymDense(len(study.Uncertain), nil)
	for i, u := range study.Uncertain {
		index[u.Path] = i
		m.SetSym(i, i, 1)
	}
	for _, x := range study.Correlations {
		m.SetSym(index[x.A], index[x.B], x.Coefficient.Value)
	}
	return m
}

// positiveDefinite says which pairs contradict one another where the matrix
// is not positive definite: those between the figures that take part in the
// combination whose variance would be zero or less.
func (c *checker) positiveDefinite() {
	m := CorrelationMatrix(c.study)
	var cholesky mat.Cholesky
	if m == nil || len(c.study.Correlations) == 0 || cholesky.Factorize(m) {
		return
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(m, true) {
		panic("costing: the eigenvalues of a symmetric matrix were not found")
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	const takesPart = 1e-6 // of a vector of length one; what is less is rounding
	part := map[abnd.Path]bool{}
	for i, u := range c.study.Uncertain {
		part[u.Path] = math.Abs(vectors.At(i, 0)) > takesPart // eigenvalues rise
	}
	var pairs []string
	at := abnd.Path("correlations")
	for _, x := range c.study.Correlations {
		if part[x.A] && part[x.B] && x.Coefficient.Value != 0 {
			if len(pairs) == 0 {
				at = CorrelationPath(x.A, x.B)
			}
			pairs = append(pairs, string(x.A)+" ~ "+string(x.B))
		}
	}
	c.fail(at, "not-positive-definite",
		abnd.T("these correlations cannot all be true at once: %s", "estas correlações não podem ser todas verdadeiras ao mesmo tempo: %s").Fill(strings.Join(pairs, "; ")),
		abnd.T("bring them nearer to 0", "aproxime-as de 0"))
}
