package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// financing checks the measures, and what is said of the envelope beside them.
func (c *checker) financing() {
	seen := map[string]bool{}
	var ids []string
	for _, s := range c.study.Scenarios {
		ids = append(ids, s.ID)
	}
	if len(c.study.Levers) > 0 && !slices.Contains(ids, abnd.Tried) { // which is there where TRY is shown
		ids = append(ids, abnd.Tried)
	}
	for _, p := range c.study.Packages {
		ids = append(ids, p.ID)
	}
	for _, f := range c.study.Financing {
		m := &measureCheck{c, f}
		c.id(abnd.T("financing measure", "a medida de financiamento"), m.at("id"), f.ID, seen)
		c.provenance(abnd.JoinPath("financing", f.ID), f.Provenance)
		c.choice(m.at("kind"), FinancingKindList, string(f.Kind))
		m.years()
		if f.Rule == "" {
			m.shareOrAmount()
		} else {
			m.rule()
		}
		m.named()
		for _, id := range f.For {
			c.reference(m.at("for"), abnd.T("scenario or package", "o cenário ou pacote"), id, ids)
		}
	}
	if len(c.study.Financing) > 0 && !SeriesGiven(&c.study.Government.Envelope) {
		c.warn("government/envelope", "envelope-unknown", abnd.T("there are financing measures but no fiscal envelope, so the cost that they have to cover cannot be calculated", "há medidas de financiamento mas não há envelope de recursos, pelo que não se pode calcular o custo que têm de cobrir"),
			abnd.T("enter the fiscal envelope in GGO, e.g. 1%; 0 if there is none", "indique o envelope de recursos em GGO, por exemplo 1 %; 0 se não houver"))
	}
	c.envelopeOrigin()
}

// measureCheck checks one measure.
type measureCheck struct {
	*checker
	of abnd.Financing
}

func (c *measureCheck) at(code string) model.Key { return FinancingPath(c.of.ID, code) }

// fail finds a fault of a parameter.
func (c *measureCheck) fail(code, name string, problem, remedy abnd.Text) {
	c.checker.fail(c.at(code), name, problem, remedy)
}

func (c *measureCheck) warn(code, name string, problem, remedy abnd.Text) {
	c.checker.warn(c.at(code), name, problem, remedy)
}

// number is a parameter that is filled in.
func (c *measureCheck) number(code string) (float64, bool) { return c.of.Parameters[code].Number() }

// value is a parameter of which it is known that it is filled in.
func (c *measureCheck) value(code string) float64 {
	x, _ := c.number(code)
	return x
}

// has reports whether a parameter is filled in.
func (c *measureCheck) has(code string) bool { return !c.of.Parameters[code].IsBlank() }

// positive checks that something of what is taxed is left, and reports it.
func (c *measureCheck) positive(code string, left float64) bool {
	if left > 0 {
		return true
	}
	c.fail(code, "nothing-left", abnd.T("with this elasticity nothing would be left to tax", "com esta elasticidade não sobraria nada para tributar"),
		abnd.T("enter an elasticity nearer to 0, or a smaller rise of the tax", "indique uma elasticidade mais próxima de 0 ou uma subida menor do imposto"))
	return false
}

func (c *measureCheck) years() {
	f := c.of
	if f.Start == 0 {
		c.fail("start", "needed", abnd.T("the first year of the measure is missing", "falta o primeiro ano da medida"), abnd.T("enter it in start, e.g. 2027", "indique-o em start, por exemplo 2027"))
	}
	if f.End != 0 && f.End < f.Start {
		c.fail("end", "order", abnd.T("the measure ends in %d, before it begins", "a medida termina em %d, antes de começar").Fill(int(f.End)), abnd.T("enter a year not before the first one, or leave the cell blank", "indique um ano não anterior ao primeiro, ou deixe a célula em branco"))
	}
	if f.RampYears.Known {
		const longest = 50
		c.bounds(c.at("ramp_years"), abnd.T("Years until the full yield", "Anos até à receita anual plena"), f.RampYears.Value, 1, longest, true)
	}
}

func (c *measureCheck) shareOrAmount() {
	f := c.of
	switch {
	case f.Share.Known == f.Amount.Known:
		c.fail("share", "needed", abnd.T("a measure needs either a yield as a share of GDP or an amount, not both", "uma medida precisa da receita em proporção do PIB ou de um montante, mas não de ambos"), abnd.T("enter either share, e.g. 0.5%, or amount, e.g. 12000000", "indique share, por exemplo 0,5 %, ou amount, por exemplo 12000000"))
	case f.Share.Known:
		c.within(c.at("share"), abnd.T("Yield of the measure", "Receita da medida"), f.Share.Value, financingBounds["share"])
	default:
		c.within(c.at("amount"), abnd.T("Yield of the measure", "Receita da medida"), f.Amount.Value, financingBounds["amount"])
		c.choice(c.at("index"), FinancingIndexList, f.Index)
		if !c.study.Frame().Contains(f.Amount.Year) {
			c.fail("amount_year", "year-outside", abnd.T("the year of the amount, %d, is outside the data years %s", "o ano de referência do montante, %d, está fora dos anos dos dados, %s").Fill(int(f.Amount.Year), c.study.Frame()),
				abnd.T("enter one of these years", "indique um desses anos"))
		}
	}
	c.notRead(nil)
}

// notRead warns of parameters that are filled in where no rule reads them.
func (c *measureCheck) notRead(read []Spec) {
	for _, code := range sortedKeys(c.of.Parameters) {
		if c.has(code) && !slices.ContainsFunc(read, func(s Spec) bool { return s.Code == code }) {
			c.warn(code, "not-read", abnd.T("%s is filled in, but the rule of this measure does not use it", "%s está preenchido, mas a regra desta medida não o usa").Fill(code),
				abnd.T("clear the cell, or choose in rule one that uses it", "apague a célula ou escolha em rule uma que o use"))
		}
	}
}

// rule checks the parameters of the rule.
func (c *measureCheck) rule() {
	c.choice(c.at("rule"), FinancingRuleList, c.of.Rule)
	rule, ok := findFinancingRule(c.of.Rule)
	if !ok {
		return
	}
	for _, x := range []struct {
		code   string
		figure abnd.Figure
	}{{"share", c.of.Share}, {"amount", c.of.Amount}} {
		if x.figure.Known {
			c.fail(x.code, "both-given", abnd.T("the rule %s gives the yield, so %s must be blank", "a regra %s dá a receita, pelo que %s tem de ficar em branco").Fill(rule.code, x.code),
				abnd.T("clear this cell, or the rule", "apague esta célula ou a regra"))
		}
	}
	whole := c.base()
	for _, s := range rule.parameters() {
		x, filled := c.number(s.Code)
		switch {
		case s.IsChoice():
		case filled:
			whole = c.bounds(c.at(s.Code), s.Label, x, s.Low, s.High, s.Whole) && whole
		case slices.Contains(rule.needs, s.Code):
			c.fail(s.Code, "needed", abnd.T("%s is missing (%s)", "em falta: %s (%s)").Fill(s.Label, s.Code),
				abnd.T("enter it: the rule %s needs it; 0 if it is none", "indique-o: a regra %s precisa dele; 0 se não há").Fill(rule.code))
			whole = false
		}
	}
	c.notRead(rule.parameters())
	if whole && rule.check != nil {
		rule.check(c)
	}
}

// base checks what a rule applies to: one base, and all that it needs.
func (c *measureCheck) base() bool {
	given := slices.DeleteFunc([]string{baseCode, baseShareCode, baseAmountCode}, func(code string) bool { return !c.has(code) })
	if len(given) == 0 {
		c.fail(baseCode, "needed", abnd.T("the base of the rule is missing", "falta a base da regra"),
			abnd.T("choose one in base, or enter base_share, e.g. 65%, or base_amount and base_year", "escolha uma em base, ou indique base_share, por exemplo 65 %, ou base_amount e base_year"))
		return false
	}
	if len(given) > 1 {
		c.fail(given[1], "both-given", abnd.T("%s and %s each give the base", "%s e %s dão ambos a base").Fill(given[0], given[1]), abnd.T("clear one of the two cells", "apague uma das duas células"))
		return false
	}
	if given[0] == baseCode {
		return c.baseOfStudy()
	}
	year, dated := c.number(baseYearCode)
	if !dated {
		if given[0] == baseAmountCode || c.has(buoyancyCode) {
			c.fail(baseYearCode, "needed", abnd.T("the year of the base is missing", "falta o ano da base"), abnd.T("enter the year that the base is of", "indique o ano a que a base se refere"))
			return false
		}
		return true
	}
	last := c.study.Frame().Last
	if c.of.Start != 0 {
		last = min(last, c.of.Start)
	}
	if in := (abnd.Years{First: c.study.FirstYear, Last: last}); !in.Contains(abnd.Year(year)) {
		c.fail(baseYearCode, "year-outside", abnd.T("the year of the base, %v, is outside %s: the data years up to the first year of the measure", "o ano da base, %v, está fora de %s: os anos dos dados até ao primeiro ano da medida").Fill(year, in),
			abnd.T("enter one of these years", "indique um desses anos"))
		return false
	}
	return true
}

// baseOfStudy checks a base that is taken from the study.
func (c *measureCheck) baseOfStudy() bool {
	code, _ := c.of.Parameters[baseCode].Code()
	c.choice(c.at(baseCode), FinancingBaseList, code)
	base, ok := findFinancingBase(code)
	if !ok {
		return false
	}
	for _, other := range []string{baseYearCode, buoyancyCode} {
		if c.has(other) {
			c.warn(other, "not-read", abnd.T("%s is filled in, but a base from the study moves as the study has it", "%s está preenchido, mas uma base tirada do estudo evolui como no estudo").Fill(other),
				abnd.T("clear the cell, or enter the base as a share of GDP or an amount", "apague a célula, ou indique a base em proporção do PIB ou em montante"))
		}
	}
	if !base.given(c.study) {
		c.fail(baseCode, "base-unknown", abnd.T("the study has no values for this base: %s", "o estudo não tem valores para esta base: %s").Fill(base.label), base.needs)
		return false
	}
	return true
}

// named warns where nobody can know what is taxed, or from what money is taken.
func (c *measureCheck) named() {
	_, ofStudy := c.of.Parameters[baseCode].Code()
	switch {
	case !c.of.Base.IsZero() || ofStudy && c.of.Rule != "":
	case c.of.Kind == abnd.Reallocation:
		c.warn("base_name_en", "from-what", abnd.T("a reallocation from what? The budget line that pays less is not named", "uma reafectação de quê? Não se diz que rubrica passa a gastar menos"),
			abnd.T("name it in base_name, or choose it in base with the rule %s", "indique-a em base_name, ou escolha-a em base com a regra %s").Fill(reallocatedCode))
	case FinancingRuleList.Index(c.of.Rule) >= 0:
		c.warn("base_name_en", "base-unnamed", abnd.T("the base of the rule is not named", "a base da regra não está designada"),
			abnd.T("name it in base_name, e.g. household consumption", "indique-a em base_name, por exemplo consumo das famílias"))
	}
}

// envelopeOrigin warns where it is said in part who gave the envelope, and when.
func (c *checker) envelopeOrigin() {
	g := &c.study.Government
	if g.EnvelopeBy.IsZero() && g.EnvelopeYear == 0 {
		return
	}
	warn := func(path abnd.Path, missing abnd.Text) {
		c.warn(path, "envelope-assumed", abnd.T("the fiscal envelope counts as an assumption: %s is missing", "o envelope de recursos conta como pressuposto: falta %s").Fill(missing),
			abnd.T("enter it, or leave envelope_by and envelope_year blank", "indique-o, ou deixe em branco envelope_by e envelope_year"))
	}
	switch {
	case !SeriesGiven(&g.Envelope) && len(c.study.Financing) > 0: // which is said already
	case !SeriesGiven(&g.Envelope):
		c.warn("government/envelope", "envelope-unknown", abnd.T("it is said who gave the fiscal envelope, but not how much it is", "diz-se quem deu o envelope de recursos, mas não quanto é"),
			abnd.T("enter the fiscal envelope in GGO, e.g. 1%", "indique o envelope de recursos em GGO, por exemplo 1 %"))
	case g.EnvelopeBy.IsZero():
		warn("general/envelope_by_en", EnvelopeLacks(c.study)[0])
	case g.EnvelopeYear == 0:
		warn("general/envelope_year", EnvelopeLacks(c.study)[0])
	case EnvelopeAssumed(c.study):
		warn("government/envelope/source", EnvelopeLacks(c.study)[0])
	}
}
