package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// What the shares of a distribution add up to, which is 99.9 % to 100.1 % when each is
// rounded, and how far the mean that line and
// headcount imply may be from the one that was published.
const (
	leastOfShares = 0.9985
	mostOfShares  = 1.0015
	meansApart    = 0.1
)

// consumption checks how consumption is distributed, where the study says so.
func (c *checker) consumption() {
	d := &c.study.Consumption
	if d.IsZero() {
		return
	}
	if d.Survey.IsZero() {
		c.fail(DistributionPath("name_en"), "needed", abnd.T("the name of the survey is missing", "falta o nome do inquérito"),
			abnd.T("enter it in both languages, with its years", "indique-o nas duas línguas, com os seus anos"))
	}
	c.provenance(DistributionPath("survey"), d.Provenance)
	sound := c.distributionFigures()
	c.distributionYears()
	for _, x := range DistributionChoices() {
		if code := x.Get(d); code != "" {
			c.choice(distributionValue(x.Code), x.List, code)
		}
	}
	if d.Welfare != "" && d.LineWelfare != "" && d.Welfare != d.LineWelfare {
		c.warn(distributionValue("line_welfare"), "welfare-differs",
			abnd.T("the line and the headcount are not of the same measure of welfare as the shares of consumption", "a linha e a incidência não são da mesma medida de bem-estar que as partes do consumo"),
			abnd.T("take shares, line and headcount of one measure; else say in the note that the effect on poverty is approximate", "tome as partes, a linha e a incidência de uma só medida; se não houver, diga na nota que o efeito na pobreza é aproximado"))
	}
	if sound {
		c.fittedCurve()
	}
}

// distributionFigures checks each figure, and that shares add up; it reports whether
// a curve can be fitted to them.
func (c *checker) distributionFigures() bool {
	d := &c.study.Consumption
	sound := true
	for _, f := range DistributionFigures() {
		level, path := d.Figures[f.Code], distributionValue(f.Code)
		switch {
		case level.Known:
			c.provenance(DistributionPath(f.Code), level.Provenance)
			sound = c.bounds(path, f.Label, level.Value, f.Low, f.High, false) && sound
			if f.Needed && level.Value == 0 {
				sound = false
				c.fail(path, "not-positive", abnd.T("%s: 0 is not a valid value", "%s: 0 não é um valor válido").Fill(f.Label), abnd.T("enter what the survey found; a blank cell is not read as zero", "indique o que o inquérito encontrou; uma célula em branco não vale zero"))
			}
		case f.Needed:
			sound = false
			c.warn(path, "distribution-missing", abnd.T("%s: the value is missing, so that the effect on poverty is not computed", "%s: falta o valor, pelo que não se calcula o efeito na pobreza").Fill(f.Label),
				abnd.T("enter it from the survey; shares of consumption are in the World Development Indicators (SI.DST)", "indique-o a partir do inquérito; as partes do consumo estão nos Indicadores do Desenvolvimento Mundial (SI.DST)"))
		}
	}
	if sound {
		sound = c.sharesAddUp(fifthCodes, abnd.T("the shares of consumption of the fifths", "as partes do consumo dos quintos"))
	}
	for _, g := range abnd.IncomeSecurityGuarantees() {
		codes := make([]string, Fifths)
		for i := range codes {
			codes[i] = recipientsCode(g, i+1)
		}
		c.sharesAddUp(codes, abnd.T("the shares of the recipients of benefits of “%s”", "as partes dos beneficiários de «%s»").Fill(g.Name()))
	}
	return sound
}

// sharesAddUp checks that five shares, where they are given, are those of a whole.
func (c *checker) sharesAddUp(codes []string, what abnd.Text) bool {
	sum, known := 0.0, 0
	for _, code := range codes {
		if level := c.study.Consumption.Figures[code]; level.Known {
			sum, known = sum+level.Value, known+1
		}
	}
	switch {
	case known == 0:
		return true
	case known < len(codes):
		c.fail(distributionValue(codes[0]), "needed", abnd.T("%s are given for some fifths only", "%s só se dão para alguns quintos").Fill(what),
			abnd.T("enter all five, or none", "indique todas as cinco, ou nenhuma"))
		return false
	case sum < leastOfShares || sum > mostOfShares:
		c.fail(distributionValue(codes[0]), "shares-sum", abnd.T("%s add up to %v%%, not to 100%%", "%s somam %v %%, e não 100 %%").Fill(what, math.Round(sum*hundred*hundred)/hundred),
			abnd.T("enter the five shares of one edition of one source; together they are 99.9%% to 100.1%%", "indique as cinco partes de uma só edição de uma fonte; juntas são de 99,9 %% a 100,1 %%").Fill())
		return false
	}
	return true
}

// distributionYears checks the year of the survey and the one that is looked at.
func (c *checker) distributionYears() {
	d, frame := &c.study.Consumption, c.study.Frame()
	switch {
	case d.Year == 0:
		c.warn(SurveyYear, "distribution-missing", abnd.T("the year of the survey is missing, so that the effect on poverty is not computed", "falta o ano do inquérito, pelo que não se calcula o efeito na pobreza"),
			abnd.T("enter it, e.g. 2014", "indique-o, por exemplo 2014"))
	case !frame.Contains(d.Year):
		c.warn(SurveyYear, "year-outside", abnd.T("the survey is of %d and the data are of %s, so that benefits cannot be expressed in its money and the effect on poverty is not computed", "o inquérito é de %d e os dados são de %s, pelo que as prestações não se podem exprimir no seu dinheiro e não se calcula o efeito na pobreza").Fill(int(d.Year), frame),
			abnd.T("enter an earlier first_year in GENERAL, with prices from then on, or a later survey", "indique um first_year anterior em GENERAL, com preços desde então, ou um inquérito mais recente"))
	}
	if d.RulesYear != 0 && !frame.Contains(d.RulesYear) { // of fewer years that are costed, the nearest is taken
		c.warn(distributionValue("rules_year"), "year-outside", abnd.T("the year that is looked at, %d, is outside the data years %s: the nearest year of the projection is taken", "o ano que se observa, %d, está fora dos anos dos dados, %s: toma-se o ano da projecção mais próximo").Fill(int(d.RulesYear), frame),
			abnd.T("enter one of these years, or leave the cell blank for the last one", "indique um desses anos, ou deixe a célula em branco para o último"))
	}
}

// fittedCurve says what is wrong with the curve that the shares give. It is computed
// by its lines.
func (c *checker) fittedCurve() {
	b := newBuilder(c.study, nil)
	b.addNumbers()
	b.addDistribution()
	if !b.model.Has(CurveKey(CurveNormal)) {
		return
	}
	p, err := b.model.Evaluate()
	if err != nil {
		panic("costing: a checked distribution cannot be computed: " + err.Error()) // our own slip
	}
	of := func(code string) float64 { return p.Values(CurveKey(code))[0] }
	at := distributionValue(lowestTenth)
	switch {
	case of(CurveNormal) != 1:
		c.warn(at, "curve-not-normal", abnd.T("no Lorenz curve fits these shares (the General Quadratic is not a distribution for them), so that the effect on poverty is not computed", "nenhuma curva de Lorenz se ajusta a estas partes (com elas, a forma quadrática geral não é uma distribuição), pelo que não se calcula o efeito na pobreza"),
			abnd.T("check that the shares are of one source and rise from the poorest tenth to the richest", "verifique se as partes são de uma só fonte e crescem do décimo mais pobre ao mais rico"))
		return
	case of(CurveValid) != 1 && c.study.Consumption.Figures[lowestTenth].Note.IsZero(): // a note says so
		c.warn(at, "curve-not-valid", abnd.T("the Lorenz curve fits less well at its ends: effects on the poorest are less certain", "a curva de Lorenz ajusta-se pior nos extremos: os efeitos nos mais pobres são menos certos"),
			abnd.T("say so with every figure, or have the statistics office compute them from the survey", "diga-o com cada valor, ou peça ao instituto de estatística que os calcule a partir do inquérito"))
	}
	published, implied := c.study.Consumption.Figures[distributionMean], of(CurveMean)
	if published.Known && published.Value > 0 && math.Abs(implied/published.Value-1) > meansApart {
		c.warn(distributionValue(distributionMean), "means-apart", abnd.T("line and headcount imply a mean consumption of %v, and %v was published: they differ by more than 10%%", "a linha e a incidência implicam um consumo médio de %v, e publicou-se %v: diferem em mais de 10 %%").Fill(math.Round(implied*hundred)/hundred, published.Value),
			abnd.T("check that line, headcount, shares and mean are of one survey, one year and one measure of welfare", "verifique se a linha, a incidência, as partes e a média são de um só inquérito, ano e medida de bem-estar"))
	}
}
