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
			c.fail(ProvisionPath(p, "by"), "provision-twice", abnd.T("%q covers the group %q in two rows", "%q abrange o grupo %q em duas linhas").Fill(p.By, p.Group),
				abnd.T("delete one of the two rows", "elimine uma das duas linhas"))
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
			c.fail(path, "text-twice", abnd.T("TEXTS has two rows for %s, %s", "TEXTS tem duas linhas para %s, %s").Fill(string(t.Guarantee), string(t.Column)),
				abnd.T("join the two texts in one cell", "junte os dois textos numa só célula"))
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
			if slices.Contains(GuaranteesOf(b), g.Guarantee) && !linked[g.ID+"/"+by] && (whole || !linked[by]) && c.meets(b, g) {
				groups = append(groups, g.ID)
			}
		}
		if len(groups) == 0 {
			continue
		}
		problem := abnd.T("no row of PROVISIONS links the benefit %q to a population group, so it covers no one; its ages overlap with the groups %s", "nenhuma linha de PROVISIONS liga a prestação %q a um grupo da população, pelo que não cobre ninguém; as suas idades coincidem com as dos grupos %s")
		if linked[by] {
			problem = abnd.T("the ages of the benefit %q overlap with groups to which no row of PROVISIONS links it, so it covers no one in them: %s", "as idades da prestação %q coincidem com as de grupos a que nenhuma linha de PROVISIONS a liga, pelo que não cobre ninguém deles: %s")
		}
		c.warn(ParameterPath(b.ID, "guarantee"), "covers-nobody", problem.Fill(b.ID, strings.Join(groups, ", ")),
			abnd.T("add a row to PROVISIONS for each group that %q covers; if it should not count as coverage, enter 0 in in_group and the reason in the note", "acrescente a PROVISIONS uma linha por cada grupo que %q abrange; se não deve contar como cobertura, escreva 0 em in_group e a razão na nota").Fill(by))
	}
}

// meets reports whether a scenario pays a benefit to people of the ages of a
// group, or to women who give birth in a group of them.
func (c *checker) meets(b abnd.Benefit, g abnd.PopulationGroup) bool {
	for _, s := range c.study.Scenarios {
		s = c.study.Inherited(s)
		lo, okLo := s.Value(b, "age_min").Number()
		hi, okHi := s.Value(b, "age_max").Number()
		event, _ := s.Value(b, "event").Code()
		switch {
		case !Pays(s, b):
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
		c.fail(at("name_en"), "needed", abnd.T("the name of the group is missing", "falta o nome do grupo"), abnd.T("enter it in name_en or name_pt, e.g. Children under 6", "indique-o em name_en ou name_pt, por exemplo Crianças menores de 6 anos"))
	}
	c.choice(at("of"), GroupOfList, string(g.Of))
	c.choice(at("overlap"), OverlapList, string(g.Overlap))
	c.share(at("share"), abnd.T("Share of this population in the group", "Proporção desta população no grupo"), g.Share)
	c.share(at("joint"), abnd.T("Joint share", "Proporção conjunta"), g.Joint)
	if !g.Share.Known && g.Note.IsZero() { // a note says why nobody knows
		c.warn(at("share"), "group-size-unknown", abnd.T("the share of this population that belongs to the group is missing, so the size of the group is not available", "falta a proporção desta população que pertence ao grupo, pelo que a dimensão do grupo não está disponível"),
			abnd.T("enter 100% for everyone, or a prevalence or poverty rate with its source; if there are no data, leave it blank and explain in the note", "escreva 100 % para todas, ou uma prevalência ou incidência da pobreza com a fonte; se não há dados, deixe em branco e explique na nota"))
	}
	if g.Of == abnd.GroupOfPeople {
		c.choice(at("sex"), model.SexList, string(g.Sex))
		c.groupAges(g)
	}
	if g.Overlap == abnd.GivenOverlap && !g.Joint.Known {
		c.fail(at("joint"), "needed", abnd.T("the overlap rule is given, but the joint share is missing", "a acumulação é given (dada), mas falta a proporção conjunta"),
			abnd.T("enter in joint the share of the group with more than one provision, e.g. 5%, or choose another overlap rule", "indique em joint a proporção do grupo com mais de uma prestação, por exemplo 5 %, ou escolha outra regra"))
	}
	if g.Overlap != abnd.GivenOverlap && g.Joint.Known {
		c.warn(at("joint"), "not-read", abnd.T("the joint share is used only with the overlap rule given", "a proporção conjunta só é usada com a acumulação given (dada)"),
			abnd.T("choose given as the overlap rule, or clear the joint share", "escolha given (dada) como acumulação ou apague a proporção"))
	}
	if g.Benchmark != "" {
		c.choice(at("benchmark"), AdequacyBenchmarkList, g.Benchmark)
	}
	if (g.Benchmark != "") != g.Adequate.Known {
		c.fail(at("adequate"), "pair", abnd.T("an adequacy standard needs both a benchmark and a threshold", "um valor de referência da adequação exige a referência e o limiar"),
			abnd.T("enter both or neither, e.g. the national poverty line and 100%", "indique ambos ou nenhum, por exemplo a linha nacional de pobreza e 100 %"))
	}
	if g.Adequate.Known {
		c.within(at("adequate"), abnd.T("Adequacy threshold", "Limiar de adequação"), g.Adequate.Value, groupBounds["adequate"])
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
			c.fail(GroupPath(g.ID, a.code), "needed", abnd.T("%s is missing", "em falta: %s").Fill(a.label), abnd.T("enter an age from 0 to 100; 100 means 100 and over", "indique uma idade de 0 a 100; 100 significa 100 e mais"))
			continue
		}
		known = c.within(GroupPath(g.ID, a.code), a.label, a.age.Value, groupBounds[a.code]) && known
	}
	if known && g.AgeMin.Value > g.AgeMax.Value {
		c.fail(GroupPath(g.ID, "age_max"), "age-order", abnd.T("the maximum age %v is below the minimum age %v", "a idade máxima, %v, é inferior à mínima, %v").Fill(g.AgeMax.Value, g.AgeMin.Value),
			abnd.T("swap the two values, or correct one of them", "troque os dois valores ou corrija um deles"))
	}
}

// share checks a share that may be unknown.
func (c *checker) share(path abnd.Path, label abnd.Text, f abnd.Figure) {
	if f.Known {
		c.within(path, label, f.Value, ofShare)
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
	c.share(at("legal"), abnd.T("Legal coverage", "Cobertura legal"), p.Legal)
	c.share(at("in_group"), abnd.T("Share of these persons in the group", "Proporção destas no grupo"), p.InGroup)
	c.share(at("women"), abnd.T("Share of women", "Proporção de mulheres"), p.Women)
	if p.Recipients.Known {
		c.within(at("recipients"), abnd.T("the number of recipients", "o número de beneficiários"), p.Recipients.Value, provisionBounds["recipients"])
	}
	if p.PerUnit.Known {
		c.within(at("per_unit"), abnd.T("Persons per unit counted", "Pessoas por cada unidade contada"), p.PerUnit.Value, provisionBounds["per_unit"])
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
			abnd.T("choose covers, or enter the id of a scheme in scheme", "escolha covers (cobre) ou indique o código de um regime em scheme"))
	}
	if p.Recipients.Known || p.PerUnit.Known {
		c.fail(ProvisionPath(p, "recipients"), "not-read", abnd.T("the recipients of the benefit %q are calculated, so no value may be entered here", "os beneficiários da prestação %q são calculados, pelo que aqui não se indica nenhum valor").Fill(b.ID),
			abnd.T("clear recipients and per_unit", "apague recipients e per_unit"))
	}
	if b.Scheme != "" {
		c.fail(ProvisionPath(p, "by"), "counted-twice", abnd.T("the benefit %q models the scheme %q", "a prestação %q representa o regime %q").Fill(b.ID, b.Scheme),
			abnd.T("enter the id of the scheme here: the benefit then covers its recipients in every scenario", "indique aqui o código do regime: a prestação cobre então os seus beneficiários em todos os cenários"))
	}
}

// schemeProvision warns where a scheme's count cannot become a coverage.
func (c *checker) schemeProvision(p abnd.Provision, s abnd.Scheme) {
	if p.Legal.Known && p.Legal.Value > 0 && s.Law.HasNoLaw() {
		c.warn(ProvisionPath(p, "legal"), "legal-without-law", abnd.T("legal coverage is given, but no law is behind the scheme %q, so nobody is legally covered by it", "indica-se uma cobertura legal, mas o regime %q não assenta numa lei, pelo que não dá cobertura legal a ninguém").Fill(s.ID),
			abnd.T("clear legal, or enter law in legal_status of SCHEMES and name the law in legal_basis", "apague legal ou escreva law em legal_status de SCHEMES e indique a lei em legal_basis"))
	}
	recipients, path := s.Recipients, schemeCell(s.ID, "recipients_year")
	if p.Recipients.Known {
		recipients, path = p.Recipients, ProvisionPath(p, "recipients_year")
	}
	if !recipients.Known {
		return
	}
	if recipients.Year != 0 && !c.study.Frame().Contains(recipients.Year) {
		c.warn(path, "coverage-unknown", abnd.T("the reference year of the recipients is outside the data years %s, so their share of the group cannot be calculated", "o ano de referência dos beneficiários está fora dos anos dos dados, %s, pelo que não se pode calcular a sua proporção do grupo").Fill(c.study.Frame()),
			abnd.T("correct the year, or enter an earlier first_year in GENERAL", "corrija o ano, ou indique um first_year anterior em GENERAL"))
	}
	if s.CountingUnit != abnd.CountPersons && !p.PerUnit.Known {
		c.warn(ProvisionPath(p, "per_unit"), "coverage-unknown", abnd.T("the scheme does not count persons (%s), and the number of persons per unit counted is missing", "o regime não conta pessoas (%s) e falta o número de pessoas por unidade contada").Fill(string(s.CountingUnit)),
			abnd.T("enter in per_unit the household size, e.g. 4.8, or the active contributors per registered member", "indique em per_unit a dimensão do agregado, por exemplo 4,8, ou os contribuintes activos por cada inscrito"))
	}
}

func (c *checker) indicator(i abnd.Indicator, listed map[string]bool) {
	at := func(figure string) abnd.Path { return IndicatorKey(i.Code, figure) }
	c.reference(at("code"), abnd.T("indicator", "o indicador"), i.Code, abnd.IndicatorCodes())
	if listed[i.Code] {
		c.fail(at("code"), "id-twice", abnd.T("two entries have the id %q", "dois elementos têm o código %q").Fill(i.Code), abnd.T("delete one of the two rows", "elimine uma das duas linhas"))
	}
	listed[i.Code] = true
	most := 1.0
	if i.Code == abnd.ServiceCoverageIndex {
		most = 100
		if i.Group != "" {
			c.fail(at("group"), "index-of-group", abnd.T("the index 3.8.1 is not a share of a group", "o índice 3.8.1 não é a proporção de um grupo"), abnd.T("clear the cell group", "apague a célula group"))
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
		c.warn(path, "gap-of-another-guarantee", abnd.T("the group %q belongs to the guarantee %q, the recommendation to %q", "o grupo %q é da garantia %q e a recomendação de %q").Fill(g.Group, string(x.Guarantee), string(r.Guarantee)),
			abnd.T("check whether the recommendation refers to the right gap, e.g. older/policy", "verifique se a recomendação indica a lacuna certa, por exemplo older/policy"))
	}
}
