package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Setting is one change of a study: a figure by its path, and what it becomes.
type Setting struct {
	// Path is that of the study: "benefits/child-grant/amount",
	// "scenarios/high/child-grant/amount", "economy/inflation/2030".
	Path abnd.Path
	// Value is a number or a code; a blank clears a benefit's parameter, and
	// makes a scenario inherit it again.
	Value abnd.Value
}

// ParseSetting reads one change as people write it: path=value, as in
//
//	child-grant.amount=25            the base of a benefit
//	high/child-grant.amount=25       its value in a scenario
//	high/child-grant.on=no           a benefit off
//	economy.inflation.2030=3%        one year of a series
//	economy.inflation=3%             every year after the last actual one
//	economy.inflation.long_run=2%    the value that extends it
//	economy.real_growth.extension=hold       the rule that extends it
//	economy.real_growth.long_run_year=2035   the year in which it is at that value
//	economy.poverty_line=50          a level, in its own year
//	general.macro=low-growth         the macro scenario of the whole study, or none
//	general.baseline=prices          what moves amounts of the status quo without a rule
//	general.population=cohort        how its population comes about: un or cohort
//	general.fertility=low            the variant that cohort projects: low, medium, high
//
// The parts of a path are joined by points or strokes; the paths of the study
// serve too. A number has no separators of thousands; 25% is 0.25. In
// Portuguese a comma is a decimal mark as well; a point before exactly three
// digits is refused there, because it may mean thousands.
//
// What does not exist is an error that suggests the nearest name. Whether the
// value is possible is for the study to say when it is computed.
func ParseSetting(study *abnd.Study, text string, lang abnd.Lang) (Setting, abnd.Diagnostics) {
	var found abnd.Diagnostics
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		found.AddError("", "setting", abnd.T("%q is not a valid setting", "%q não é uma alteração").Fill(text),
			abnd.T("write PATH=VALUE, e.g. child-grant.amount=25", "escreva CAMINHO=VALOR, por exemplo subsidio.amount=25"))
		return Setting{}, found
	}
	to, found := locate(study, strings.TrimSpace(name))
	if found != nil {
		return Setting{}, found
	}
	if value = strings.TrimSpace(value); to.general != nil {
		choice := abnd.Code(value)
		if found = to.general.check(study, choice); found != nil {
			return Setting{}, found
		}
		return Setting{Path: to.path, Value: choice}, nil
	}
	v, problem := parseValue(value, to, lang)
	if !problem.IsZero() {
		found.AddError(abnd.Path(strings.TrimSpace(name)), "value", problem, to.hint(study))
		return Setting{}, found
	}
	return Setting{Path: to.path, Value: v}, nil
}

// SetsProposal reports whether a setting as people write it is of the room's
// proposal.
func SetsProposal(text string) bool {
	name, _, _ := strings.Cut(text, "=")
	parts := pathParts(name)
	return len(parts) == 3 && parts[0] == abnd.Tried
}

// pathParts are the parts of a path, without the room of the study that it may
// begin with.
func pathParts(name string) []string {
	parts := strings.FieldsFunc(strings.TrimSpace(name), func(r rune) bool { return r == '.' || r == '/' })
	if len(parts) > 1 && (parts[0] == "benefits" || parts[0] == "scenarios") {
		return parts[1:]
	}
	return parts
}

// target is what a path leads to.
type target struct {
	path abnd.Path
	// A parameter of a benefit, in a scenario where that is not blank.
	scenario, benefit string
	spec              costing.Spec
	// A series: one year, what extends it, or every projected year.
	series *costing.FrameSeries
	year   abnd.Year
	part   string // a code of seriesParts; blank for values by year
	// A level.
	level *costing.FrameLevel
	// A choice of the whole study.
	general *generalSetting
}

func (t target) isChoice() bool {
	return t.benefit != "" && t.spec.IsChoice() || t.part == extensionPart
}

// What extends a series, by the names of the columns.
const (
	longRunPart     = "long_run"
	longRunYearPart = "long_run_year"
	extensionPart   = "extension"
)

// seriesParts are those that a series has.
func seriesParts(f costing.FrameSeries) []string {
	parts := []string{longRunPart, extensionPart}
	if f.HasLongRunYear() {
		parts = append(parts, longRunYearPart)
	}
	return parts
}

// hint says what a value looks like.
func (t target) hint(study *abnd.Study) abnd.Text {
	if t.part == extensionPart {
		return abnd.T("choose one of %s", "escolha um de %s").Fill(strings.Join(t.series.Extensions.Names(), ", "))
	}
	if t.isChoice() {
		return abnd.T("choose one of %s", "escolha um de %s").Fill(strings.Join(t.spec.ListIn(study).Names(), ", "))
	}
	return digitsHint
}

// locate finds what a path leads to.
func locate(study *abnd.Study, name string) (target, abnd.Diagnostics) {
	parts := pathParts(name)
	var found abnd.Diagnostics
	unknown := func(problem abnd.Text, part string, known []string) (target, abnd.Diagnostics) {
		found.AddError(abnd.Path(name), "unknown-path", problem.Fill(part), abnd.Suggestion(part, known))
		return target{}, found
	}
	if len(parts) > 1 {
		if _, isBenefit := study.FindBenefit(parts[0]); !isBenefit && slices.Contains(rooms(), parts[0]) {
			if parts[0] == generalRoom {
				return locateGeneral(name, strings.Join(parts[1:], "."))
			}
			return locateFrame(study, name, parts)
		}
	}
	var scenario string
	switch len(parts) {
	case 3:
		scenario, parts = parts[0], parts[1:]
		if _, ok := study.FindScenario(scenario); !ok {
			if scenario == abnd.Tried {
				found.AddError(abnd.Path(name), "unknown-path", abnd.T("the study has no levers, and so no room's proposal", "o estudo não tem alavancas e, por isso, não tem proposta da sala"),
					abnd.T("fill in the sheet LEVERS, or set one of the scenarios: %s", "preencha a folha LEVERS, ou altere um dos cenários: %s").Fill(strings.Join(costing.ScenarioList(study).Names(), ", ")))
				return target{}, found
			}
			return unknown(abnd.T("unknown scenario %q", "não existe o cenário %q"), scenario, append(costing.ScenarioList(study).Names(), rooms()...))
		}
	case 2:
	default:
		found.AddError(abnd.Path(name), "unknown-path", abnd.T("unknown path %q", "caminho desconhecido: %q").Fill(name),
			abnd.T("write benefit.parameter, scenario/benefit.parameter or economy.series, e.g. child-grant.amount", "escreva prestação.parâmetro, cenário/prestação.parâmetro ou economy.série, por exemplo subsidio.amount"))
		return target{}, found
	}
	b, ok := study.FindBenefit(parts[0])
	if !ok {
		known := costing.BenefitList(study).Names()
		if scenario == "" {
			known = append(known, rooms()...)
		}
		return unknown(abnd.T("unknown benefit %q", "não existe a prestação %q"), parts[0], known)
	}
	spec, ok := costing.FindSpec(parts[1])
	if !ok {
		// The parameters that the benefit has are the likelier ones.
		var own, all []string
		for _, s := range costing.SpecsOf(study, b) {
			own = append(own, s.Code)
		}
		for _, s := range costing.Specs() {
			all = append(all, s.Code)
		}
		if abnd.Nearest(parts[1], own) != "" || abnd.Nearest(parts[1], all) == "" {
			all = own
		}
		return unknown(abnd.T("unknown parameter %q", "não existe o parâmetro %q"), parts[1], all)
	}
	path := costing.ParameterPath(b.ID, spec.Code)
	if scenario != "" {
		path = costing.ScenarioParameterPath(scenario, b.ID, spec.Code)
	}
	return target{path: path, scenario: scenario, benefit: b.ID, spec: spec}, nil
}

// rooms are the first parts of the paths of the frames and of what a whole
// study chooses.
func rooms() []string {
	all := []string{generalRoom}
	for _, f := range costing.AllFrameSeries() {
		if !slices.Contains(all, string(f.Frame)) {
			all = append(all, string(f.Frame))
		}
	}
	return all
}

// locateFrame finds a figure of the economy, of government or of vital
// events.
func locateFrame(study *abnd.Study, name string, parts []string) (target, abnd.Diagnostics) {
	var found abnd.Diagnostics
	path := abnd.JoinPath(parts[0], parts[1])
	rest := parts[2:]
	var known []string
	for _, f := range costing.AllFrameSeries() {
		if string(f.Frame) == parts[0] {
			known = append(known, f.Code)
		}
		if f.Path() != path {
			continue
		}
		to := target{path: path, series: &f}
		switch {
		case len(rest) == 0:
			return to, nil
		case len(rest) == 1 && slices.Contains(seriesParts(f), rest[0]):
			to.path, to.part = path+abnd.Path("/"+rest[0]), rest[0]
			return to, nil
		}
		year, err := strconv.Atoi(rest[0])
		if len(rest) > 1 || err != nil || !study.Frame().Contains(abnd.Year(year)) {
			found.AddError(abnd.Path(name), "unknown-path", abnd.T("%q is not a valid year of the data", "%q não é um ano válido dos dados").Fill(strings.Join(rest, ".")),
				abnd.T("enter a year of %s, or one of %s, or nothing for every projected year", "indique um ano de %s, ou um de %s, ou nenhum para todos os anos projectados").Fill(study.Frame(), strings.Join(seriesParts(f), ", ")))
			return target{}, found
		}
		to.path, to.year = path+abnd.Path("/"+rest[0]), abnd.Year(year)
		return to, nil
	}
	for _, f := range costing.AllFrameLevels() {
		if parts[0] != strings.SplitN(string(f.Path()), "/", 2)[0] {
			continue
		}
		known = append(known, f.Code)
		if f.Path() != path || len(rest) > 1 || len(rest) == 1 && rest[0] != "level" {
			continue
		}
		if !f.Of(study).Known {
			found.AddError(abnd.Path(name), "level-unknown", abnd.T("%s: no level is entered, and no year to which it would refer", "%s: não está indicado nenhum nível nem o ano a que se referiria").Fill(f.Label),
				abnd.T("enter level and year in the sheet ECO", "indique nível e ano na folha ECO"))
			return target{}, found
		}
		return target{path: path + "/level", level: &f}, nil
	}
	found.AddError(abnd.Path(name), "unknown-path", abnd.T("unknown input %q in %s", "não existe o valor %q em %s").Fill(strings.Join(parts[1:], "."), parts[0]), abnd.Suggestion(parts[1], known))
	return target{}, found
}

// parseValue reads a value; a problem is a text that is not blank.
func parseValue(text string, to target, lang abnd.Lang) (abnd.Value, abnd.Text) {
	switch {
	case to.part == longRunYearPart:
		// A year has no thousands and no fraction.
		if year, err := strconv.Atoi(text); err == nil {
			return abnd.Num(float64(year)), abnd.Text{}
		}
		return abnd.Value{}, abnd.T("%q is not a valid calendar year", "%q não é um ano civil").Fill(text)
	case text == "" && to.series == nil && to.level == nil:
		return abnd.Value{}, abnd.Text{}
	case to.isChoice():
		return abnd.Code(text), abnd.Text{}
	}
	x, percent, problem := parseNumber(text, lang)
	if !problem.IsZero() {
		return abnd.Value{}, problem
	}
	if percent {
		x /= percentPerShare
	}
	return abnd.Num(abnd.Kept(x)), abnd.Text{}
}

// digitsHint says how a number is written.
var digitsHint = abnd.T("enter digits without thousands separators, e.g. 1234.5 or 25%", "escreva algarismos sem separadores, como 1234,5 ou 25%")

// parseNumber reads a number as people type one, and whether a percent sign
// stands behind it; a problem is a text that is not blank.
func parseNumber(text string, lang abnd.Lang) (x float64, percent bool, problem abnd.Text) {
	digits, percent := strings.CutSuffix(text, "%")
	digits = strings.TrimSpace(digits)
	problem = abnd.T("%q is not a valid number", "%q não é um número").Fill(text)
	if lang.IsPortuguese() {
		if whole, fraction, ok := strings.Cut(digits, "."); ok && len(fraction) == 3 && strings.Trim(whole, "-0") != "" {
			return 0, false, abnd.T("%q can be read in two ways", "%q pode ler-se de duas maneiras").Fill(text)
		}
		digits = strings.Replace(digits, ",", ".", 1)
	}
	// ParseFloat takes words and other notations too.
	if strings.Trim(digits, "0123456789.-+eE") != "" || digits == "" {
		return 0, false, problem
	}
	x, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, false, problem
	}
	return x, percent, abnd.Text{}
}

// setSource is the ID of the source that figures have which a setting gave.
const setSource = "set"

// Apply makes the changes on a copy of the study, which is left as it is.
// Their order does not matter: the same figure set twice to different values
// is an error, as is a path that leads nowhere. Where the base of a benefit
// is set and a scenario keeps a value of its own, a warning says so.
func Apply(study *abnd.Study, settings []Setting) (*abnd.Study, abnd.Diagnostics) {
	var found abnd.Diagnostics
	var changes []change
	for _, s := range settings {
		to, wrong := locate(study, string(s.Path))
		if wrong == nil && to.general != nil {
			wrong = to.general.check(study, s.Value)
		}
		if found = append(found, wrong...); wrong != nil {
			continue
		}
		for _, one := range to.cells(study) {
			changes = append(changes, change{one, s.Value})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return strings.Compare(string(a.to.path), string(b.to.path)) })
	for i, c := range changes {
		if i > 0 && changes[i-1].to.path == c.to.path && changes[i-1].value != c.value {
			found.AddError(c.to.path, "set-twice", abnd.T("the input is set twice, to %s and to %s", "o valor é indicado duas vezes, como %s e como %s").Fill(valueText(changes[i-1].value), valueText(c.value)),
				abnd.T("omit one of the two settings", "omita uma das duas alterações"))
		}
	}
	// What is set twice to the same is set once.
	changes = slices.CompactFunc(changes, func(a, b change) bool { return a.to.path == b.to.path && a.value == b.value })
	if found.HasErrors() {
		return nil, found
	}
	to := settable(study)
	if len(changes) > 0 { // what was approved are other figures
		to.Status = to.Status.Changed()
	}
	for _, c := range changes {
		c.to.set(to, c.value)
	}
	if found = append(found, checkFertility(to, changes)...); found.HasErrors() {
		return nil, found
	}
	for _, c := range changes {
		if c.to.benefit == "" || c.to.scenario != "" {
			continue
		}
		for _, s := range to.Scenarios {
			if own := s.Changes[c.to.benefit][c.to.spec.Code]; !own.IsBlank() && own != c.value {
				found.AddWarning(c.to.path, "own-value", abnd.T("the scenario %q keeps its own value, %s", "o cenário %q mantém o seu próprio valor, %s").Fill(s.ID, valueText(own)),
					abnd.T("set %s to change that value", "indique %s para alterar esse valor").Fill(fmt.Sprintf("%s/%s.%s", s.ID, c.to.benefit, c.to.spec.Code)))
			}
		}
	}
	return to, found
}

// change is a figure or choice, and what it becomes.
type change struct {
	to    target
	value abnd.Value
}

func valueText(v abnd.Value) abnd.Text {
	if x, ok := v.Number(); ok {
		return abnd.T("%v", "%v").Fill(x)
	}
	if v.IsBlank() {
		return abnd.T("blank", "em branco")
	}
	return abnd.Same(v.String())
}

// cells are the figures that a target sets: itself, or for a whole series
// every year after the last actual one.
func (t target) cells(study *abnd.Study) []target {
	if t.series == nil || t.part != "" || t.year != 0 {
		return []target{t}
	}
	first := t.series.Of(study).LastActual + 1
	if first == 1 {
		first = study.Projection.First
	}
	var all []target
	for year := max(first, study.FirstYear); year <= study.Frame().Last; year++ {
		one := t
		one.year, one.path = year, t.path+abnd.Path(fmt.Sprintf("/%d", year))
		all = append(all, one)
	}
	return all
}

// set changes the figure of a study. Whoever has validated the one before has
// not seen this one.
func (t target) set(study *abnd.Study, v abnd.Value) {
	x, _ := v.Number()
	switch {
	case t.general != nil:
		code, _ := v.Code()
		t.general.set(study, code)
	case t.level != nil:
		level := t.level.Of(study)
		level.Value, level.Provenance = x, bySetting(study)
	case t.part != "":
		series := t.series.Of(study)
		series.ValidatedBy = ""
		switch t.part {
		case longRunPart:
			series.LongRun = abnd.Known(x, 0)
		case longRunYearPart:
			series.LongRunYear = abnd.Year(x)
		case extensionPart:
			code, _ := v.Code()
			series.Extension = abnd.Extension(code)
		}
	case t.series != nil:
		series := t.series.Of(study)
		series.Values[t.year], series.ValidatedBy = x, ""
	case t.scenario != "":
		i := slices.IndexFunc(study.Scenarios, func(s abnd.Scenario) bool { return s.ID == t.scenario })
		study.Scenarios[i].Change(t.benefit, t.spec.Code, v)
		b, _ := study.FindBenefit(t.benefit)
		if p, given := b.Parameters[t.spec.Code]; given {
			p.ValidatedBy = ""
			b.Parameters[t.spec.Code] = p
		}
	default:
		b, _ := study.FindBenefit(t.benefit)
		if v.IsBlank() {
			delete(b.Parameters, t.spec.Code)
			return
		}
		b.Parameters[t.spec.Code] = abnd.Parameter{Value: v, Nature: b.Parameters[t.spec.Code].Nature, Provenance: bySetting(study)}
	}
}

// bySetting is where a figure comes from that a setting gave.
func bySetting(study *abnd.Study) abnd.Provenance {
	if !slices.ContainsFunc(study.Sources, func(s abnd.Source) bool { return s.ID == setSource }) {
		study.Sources = append(study.Sources, abnd.Source{ID: setSource, Title: abnd.T("Set on the command line", "Indicado na linha de comandos")})
	}
	return abnd.Provenance{Source: setSource, Confidence: abnd.Assumption}
}

// settable is a copy of the study in which every series can take a value.
func settable(study *abnd.Study) *abnd.Study {
	to := study.Clone()
	for _, f := range costing.AllFrameSeries() {
		if series := f.Of(to); series.Values == nil {
			series.Values = map[abnd.Year]float64{}
		}
	}
	return to
}
