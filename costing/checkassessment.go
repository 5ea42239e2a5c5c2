package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// assessment checks the population groups, the provisions that reach them,
// the published indicators and the texts of the matrix.
func (c *checker) assessment() {
	seen := map[string]bool{}
	for _, g := range c.study.Groups {
		c.id(abnd.T("group", "o grupo"), GroupPath(g.ID, "id"), g.ID, seen)
		c.populationGroup(g)
	}
	reaches := map[string]bool{}
	for _, p := range c.study.Provisions {
		if key := p.Group + "/" + p.By; reaches[key] {
			c.fail(ProvisionPath(p, "by"), "provision-twice", abnd.T("%q reaches the group %q in two rows", "%q abrange o grupo %q em duas linhas").Fill(p.By, p.Group),
				abnd.T("keep one of them", "mantenha uma delas"))
		} else {
			reaches[key] = true
		}
		c.provision(p)
	}
	c.unlinkedBenefits()
	listed := map[string]bool{}
	for _, i := range c.study.Indicators {
		c.indicator(i, listed)
	}
	filled := map[abnd.Path]bool{}
	for _, t := range c.study.MatrixTexts {
		path := MatrixTextPath(t)
		if filled[path] {
			c.fail(path, "text-twice", abnd.T("the matrix has two texts for %s, %s", "a matriz tem dois textos para %s, %s").Fill(string(t.Guarantee), string(t.Column)),
				abnd.T("join them in one cell", "junte-os numa só célula"))
		}
		filled[path] = true
		c.matrixText(t)
	}
}

// unlinkedBenefits finds benefits that some scenario pays to people of groups
// of their guarantee that PROVISIONS does not link them to, so that they cover
// nobody of these. A benefit that is linked to some group may well not be meant
// for a part of the people of another, such as the poor.
func (c *checker) unlinkedBenefits() {
	linked := map[string]bool{}
	for _, p := range c.study.Provisions {
		linked[p.By], linked[p.Group+"/"+p.By] = true, true
	}
	for _, b := range c.study.Benefits {
		by := b.ID
		if b.Scheme != "" {
			by = b.Scheme
		}
		var groups []string
		for _, g := range c.study.Groups {
			whole := g.Share.Known && g.Share.Value == 1
			if g.Guarantee == b.Guarantee && !linked[g.ID+"/"+by] && (whole || !linked[by]) && c.meets(b, g) {
				groups = append(groups, g.ID)
			}
		}
		if len(groups) == 0 {
			continue
		}
		problem := abnd.T("no row of PROVISIONS links the benefit %q to a population group, so it covers nobody; its ages meet the groups %s", "nenhuma linha de PROVISIONS liga a prestação %q a um grupo da população, pelo que não cobre ninguém; as suas idades tocam os grupos %s")
		if linked[by] {
			problem = abnd.T("the ages of the benefit %q meet groups to which no row of PROVISIONS links it, so it covers nobody of them: %s", "as idades da prestação %q tocam grupos a que nenhuma linha de PROVISIONS a liga, pelo que não cobre ninguém deles: %s")
		}
		c.warn(ParameterPath(b.ID, "guarantee"), "covers-nobody", problem.Fill(b.ID, strings.Join(groups, ", ")),
			abnd.T("add a row to PROVISIONS for each group that %q reaches; where it is not to count as coverage, with 0 in in_group and the reason in the note", "acrescente a PROVISIONS uma linha por cada grupo que %q abrange; se não deve contar como cobertura, com 0 em in_group e a razão na nota").Fill(by))
	}
}

// meets says whether a scenario pays a benefit to people of the ages of a
// group, or to women who give birth in a group of them.
func (c *checker) meets(b abnd.Benefit, g abnd.PopulationGroup) bool {
	for _, s := range c.study.Scenarios {
		s = c.study.Inherited(s)
		on, _ := s.Value(b, "on").Code()
		lo, okLo := s.Value(b, "age_min").Number()
		hi, okHi := s.Value(b, "age_max").Number()
		event, _ := s.Value(b, "event").Code()
		switch {
		case on != model.Yes:
		case event != "" || g.Of == abnd.GroupOfBirths:
			return event != "" && g.Of == abnd.GroupOfBirths
		case okLo && okHi && g.AgeMin.Known && g.AgeMax.Known && lo <= g.AgeMax.Value && g.AgeMin.Value <= hi:
			return true
		}
	}
	return false
}

func (c *checker) populationGroup(g abnd.PopulationGroup) {
	at := func(figure string) abnd.Path { return GroupPath(g.ID, figure) }
	if g.Guarantee != "" { // a group that only an indicator is measured in has none
		c.guarantee(at("guarantee"), g.Guarantee)
	}
	if g.Name.IsZero() {
		c.fail(at("name_en"), "needed", abnd.T("the group has no name", "o grupo não tem nome"), abnd.T("name it in at least one language", "dê-lhe um nome em pelo menos uma língua"))
	}
	c.choice(at("of"), GroupOfList, string(g.Of))
	c.choice(at("overlap"), OverlapList, string(g.Overlap))
	c.share(at("share"), abnd.T("the share of these people", "a proporção destas pessoas"), g.Share)
	c.share(at("joint"), abnd.T("the joint share", "a proporção conjunta"), g.Joint)
	if !g.Share.Known && g.Note == "" { // a note says why nobody knows
		c.warn(at("share"), "group-size-unknown", abnd.T("the share of these people who belong to the group is not known, so neither is its size", "não se conhece a proporção destas pessoas que pertence ao grupo, nem portanto a dimensão do grupo"),
			abnd.T("write 1 for everyone, a prevalence or a poverty rate with its source; where nobody knows, leave it blank and say so in the note", "escreva 1 para todas, uma prevalência ou uma incidência da pobreza com a fonte; se ninguém sabe, deixe em branco e diga-o na nota"))
	}
	if g.Of == abnd.GroupOfPeople {
		c.choice(at("sex"), model.SexList, string(g.Sex))
		c.groupAges(g)
	}
	if g.Overlap == abnd.GivenOverlap && !g.Joint.Known {
		c.fail(at("joint"), "needed", abnd.T("the overlap is to be given, but the joint share is missing", "a acumulação é given (dada), mas falta a proporção conjunta"),
			abnd.T("give the share of the group with more than one provision, or choose another rule", "indique a proporção do grupo com mais de uma prestação ou escolha outra regra"))
	}
	if g.Overlap != abnd.GivenOverlap && g.Joint.Known {
		c.warn(at("joint"), "not-read", abnd.T("the joint share is read only where the overlap is given", "a proporção conjunta só é lida quando a acumulação é given (dada)"),
			abnd.T("choose given as the overlap, or clear it", "escolha given (dada) como acumulação ou apague a proporção"))
	}
	if g.Benchmark != "" {
		c.choice(at("benchmark"), AdequacyBenchmarkList, g.Benchmark)
	}
	if (g.Benchmark != "") != g.Adequate.Known {
		c.fail(at("adequate"), "pair", abnd.T("a standard of adequacy needs both a benchmark and the share of it that is adequate", "um valor de referência da adequação exige a referência e a proporção dela que é adequada"),
			abnd.T("fill in both, or neither", "preencha ambas ou nenhuma"))
	}
	if g.Adequate.Known {
		c.bounds(at("adequate"), abnd.T("the adequate share of the benchmark", "a proporção adequada da referência"), g.Adequate.Value, 0, mostOfBenchmark, false)
	}
	c.provenance(abnd.JoinPath("groups", g.ID), g.Provenance)
}

// mostOfBenchmark that a standard of adequacy can ask for.
const mostOfBenchmark = 10

func (c *checker) groupAges(g abnd.PopulationGroup) {
	known := true
	for _, a := range []struct {
		code  string
		label abnd.Text
		age   abnd.Figure
	}{
		{"age_min", abnd.T("the youngest age", "a idade mínima"), g.AgeMin},
		{"age_max", abnd.T("the oldest age", "a idade máxima"), g.AgeMax},
	} {
		if !a.age.Known {
			known = false
			c.fail(GroupPath(g.ID, a.code), "needed", abnd.T("%s is missing", "em falta: %s").Fill(a.label), abnd.T("give an age from 0 to 100; 100 stands for 100 and over", "indique uma idade de 0 a 100; 100 significa 100 e mais"))
			continue
		}
		known = c.bounds(GroupPath(g.ID, a.code), a.label, a.age.Value, 0, abnd.MaxAge, true) && known
	}
	if known && g.AgeMin.Value > g.AgeMax.Value {
		c.fail(GroupPath(g.ID, "age_max"), "age-order", abnd.T("the oldest age %v is below the youngest age %v", "a idade máxima, %v, é inferior à mínima, %v").Fill(g.AgeMax.Value, g.AgeMin.Value),
			abnd.T("exchange the two, or correct one", "troque as duas ou corrija uma"))
	}
}

// share checks a share that may be unknown.
func (c *checker) share(path abnd.Path, label abnd.Text, f abnd.Figure) {
	if f.Known {
		c.bounds(path, label, f.Value, 0, 1, false)
	}
}

func (c *checker) provision(p abnd.Provision) {
	at := func(figure string) abnd.Path { return ProvisionPath(p, figure) }
	var groups []string
	for _, g := range c.study.Groups {
		groups = append(groups, g.ID)
	}
	c.reference(at("group"), abnd.T("group", "o grupo"), p.Group, groups)
	scheme, isScheme := c.study.FindScheme(p.By)
	benefit, isBenefit := c.study.FindBenefit(p.By)
	if !isScheme && !isBenefit {
		known := c.benefitIDs()
		for _, s := range c.study.Schemes {
			known = append(known, s.ID)
		}
		c.reference(at("by"), abnd.T("scheme or benefit", "o regime ou prestação"), p.By, known)
	}
	c.choice(at("role"), provisionRoleList, string(p.Role))
	c.share(at("legal"), abnd.T("the legal coverage", "a cobertura legal"), p.Legal)
	c.share(at("in_group"), abnd.T("the share who belong to the group", "a proporção que pertence ao grupo"), p.InGroup)
	c.share(at("women"), abnd.T("the share of women", "a proporção de mulheres"), p.Women)
	if p.Recipients.Known {
		c.bounds(at("recipients"), abnd.T("the number of recipients", "o número de beneficiários"), p.Recipients.Value, 0, maxMoney, false)
	}
	if p.PerUnit.Known {
		c.bounds(at("per_unit"), abnd.T("the persons for each one counted", "as pessoas por cada unidade contada"), p.PerUnit.Value, 0, mostPerUnit, false)
	}
	c.provenance(abnd.JoinPath("provisions", p.Group, p.By), p.Provenance)
	if isBenefit && !isScheme {
		c.benefitProvision(p, benefit)
	}
	if isScheme {
		c.schemeProvision(p, scheme)
	}
}

// mostPerUnit: no household or member stands for more persons.
const mostPerUnit = 50

var provisionRoleList = &model.List{Name: "provision_role", Codes: []model.ListCode{
	{Code: string(abnd.Covers), Label: abnd.T("covers people of the group", "cobre pessoas do grupo")},
	{Code: string(abnd.TakesOut), Label: abnd.T("takes people out of the group", "retira pessoas do grupo")},
}}

// ProvisionRoleList is the list of the roles of a provision.
func ProvisionRoleList() *model.List { return provisionRoleList }

// benefitProvision checks what a benefit cannot have.
func (c *checker) benefitProvision(p abnd.Provision, b abnd.Benefit) {
	if p.Role == abnd.TakesOut {
		c.fail(ProvisionPath(p, "role"), "benefit-takes-out", abnd.T("only an existing scheme can take people out of a group", "só um regime existente pode retirar pessoas de um grupo"),
			abnd.T("choose covers, or name the scheme", "escolha covers (cobre) ou indique o regime"))
	}
	if p.Recipients.Known || p.PerUnit.Known {
		c.fail(ProvisionPath(p, "recipients"), "not-read", abnd.T("the recipients of the benefit %q are computed, so none can be given", "os beneficiários da prestação %q são calculados, pelo que não se podem indicar").Fill(b.ID),
			abnd.T("clear recipients and per_unit", "apague recipients e per_unit"))
	}
	if b.Scheme != "" {
		c.fail(ProvisionPath(p, "by"), "counted-twice", abnd.T("the benefit %q stands for the scheme %q", "a prestação %q representa o regime %q").Fill(b.ID, b.Scheme),
			abnd.T("name the scheme here: the benefit then covers its people in every scenario", "indique aqui o regime: a prestação cobre então as suas pessoas em todos os cenários"))
	}
}

// schemeProvision warns where a scheme's count cannot become a coverage.
func (c *checker) schemeProvision(p abnd.Provision, s abnd.Scheme) {
	recipients, path := s.Recipients, schemeCell(s.ID, "recipients_year")
	if p.Recipients.Known {
		recipients, path = p.Recipients, ProvisionPath(p, "recipients_year")
	}
	if !recipients.Known {
		return
	}
	if recipients.Year != 0 && !c.study.Frame().Contains(recipients.Year) {
		c.warn(path, "coverage-unknown", abnd.T("the recipients are of no year of the frame %s, so that their share of the group is not known", "os beneficiários não são de um ano do período %s, pelo que não se conhece a sua proporção do grupo").Fill(c.study.Frame()),
			abnd.T("correct the year, or let the frames begin earlier in GENERAL", "corrija o ano ou faça as séries começar mais cedo em GENERAL"))
	}
	if s.CountingUnit != abnd.CountPersons && !p.PerUnit.Known {
		c.warn(ProvisionPath(p, "per_unit"), "coverage-unknown", abnd.T("the scheme does not count persons (%s), and how many persons one stands for is not known", "o regime não conta pessoas (%s) e não se sabe quantas pessoas cada unidade representa").Fill(string(s.CountingUnit)),
			abnd.T("give the household size, or the active contributors for each registered member", "indique a dimensão do agregado ou os contribuintes activos por cada inscrito"))
	}
}

func (c *checker) indicator(i abnd.Indicator, listed map[string]bool) {
	at := func(figure string) abnd.Path { return IndicatorKey(i.Code, figure) }
	c.reference(at("code"), abnd.T("indicator", "o indicador"), i.Code, abnd.IndicatorCodes())
	if listed[i.Code] {
		c.fail(at("code"), "id-twice", abnd.T("two entries have the id %q", "dois elementos têm o código %q").Fill(i.Code), abnd.T("keep one of them", "mantenha uma delas"))
	}
	listed[i.Code] = true
	most := 1.0
	if i.Code == abnd.ServiceCoverageIndex {
		most = 100
		if i.Group != "" {
			c.fail(at("group"), "index-of-group", abnd.T("the index 3.8.1 is no share of a group", "o índice 3.8.1 não é a proporção de um grupo"), abnd.T("clear the group", "apague o grupo"))
		}
	} else {
		var groups []string
		for _, g := range c.study.Groups {
			groups = append(groups, g.ID)
		}
		c.reference(at("group"), abnd.T("group", "o grupo"), i.Group, groups)
	}
	if i.Published.Known {
		c.bounds(at("published"), abnd.T("the published value", "o valor publicado"), i.Published.Value, 0, most, false)
		c.provenance(abnd.JoinPath("indicators", i.Code), i.Provenance)
	}
}

func (c *checker) matrixText(t abnd.MatrixText) {
	path := MatrixTextPath(t)
	c.guarantee(path+"/guarantee", t.Guarantee)
	if !slices.Contains(abnd.MatrixColumns(), t.Column) {
		c.reference(path+"/column", abnd.T("column", "a coluna"), string(t.Column), stringsOf(abnd.MatrixColumns()))
	}
	c.placeholders(path, t)
}

// MatrixTextPath is the path of a text of the assessment matrix.
func MatrixTextPath(t abnd.MatrixText) abnd.Path {
	return abnd.JoinPath("matrix", string(t.Guarantee), string(t.Column))
}

// gapRef checks a gap that a recommendation names.
func (c *checker) gapRef(path abnd.Path, r abnd.Recommendation, g abnd.GapRef) {
	var groups []string
	for _, x := range c.study.Groups {
		groups = append(groups, x.ID)
	}
	c.reference(path, abnd.T("group", "o grupo"), g.Group, groups)
	c.reference(path, abnd.T("kind of gap", "o tipo de lacuna"), string(g.Kind), stringsOf(append(abnd.GapKinds(), abnd.LeftOut)))
	if x, ok := c.study.FindGroup(g.Group); ok && x.Guarantee != r.Guarantee {
		c.warn(path, "gap-of-another-guarantee", abnd.T("the group %q is of the guarantee %q, the recommendation of %q", "o grupo %q é da garantia %q e a recomendação de %q").Fill(g.Group, string(x.Guarantee), string(r.Guarantee)),
			abnd.T("look whether the recommendation names the right gap", "veja se a recomendação indica a lacuna certa"))
	}
}
