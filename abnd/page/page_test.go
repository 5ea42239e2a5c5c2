package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/page"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

var options = page.Options{Lang: abnd.English, Version: "1", InputName: "TLS"}

func written(t testing.TB, r *scenarios.Result, o page.Options) string {
	t.Helper()
	data, found := page.Write(r, o)
	if data == nil {
		t.Fatal(found)
	}
	return string(data)
}

// part is what the page has between two marks.
func part(t testing.TB, text, from, to string) string {
	t.Helper()
	_, after, found := strings.Cut(text, from)
	before, _, ended := strings.Cut(after, to)
	if !found || !ended {
		t.Fatalf("the page has no %s", from)
	}
	return before
}

// browser runs a page in an interpreter, with a document of its own.
type browser struct {
	t  testing.TB
	vm *goja.Runtime
}

// shownNumber is a number on the screen.
type shownNumber struct{ Line, Year, Value, Text string }

func open(t testing.TB, text string) browser {
	t.Helper()
	dom, err := os.ReadFile("testdata/dom.js")
	if err != nil {
		t.Fatal(err)
	}
	b := browser{t, goja.New()}
	b.vm.SetFieldNameMapper(goja.UncapFieldNameMapper())
	if err := b.vm.Set("studyText", part(t, text, `<script type="application/json" id="study">`, "</script>")); err != nil {
		t.Fatal(err)
	}
	b.run(string(dom))
	b.run(part(t, text, "<script>", "</script>"))
	return b
}

func (b browser) run(script string) goja.Value {
	b.t.Helper()
	x, err := b.vm.RunString(script)
	if err != nil {
		b.t.Fatalf("%v", err)
	}
	return x
}

func (b browser) numbers() []shownNumber {
	b.t.Helper()
	var all []shownNumber
	if err := b.vm.ExportTo(b.run("numbers()"), &all); err != nil {
		b.t.Fatal(err)
	}
	return all
}

// agree holds every number on the screen to the engine, in every bit.
func (b browser) agree(what string, r *scenarios.Result) int {
	b.t.Helper()
	all := b.numbers()
	if len(all) < 40 {
		b.t.Fatalf("%s: only %d numbers are shown", what, len(all))
	}
	for _, n := range all {
		year, _ := strconv.Atoi(n.Year)
		want, known := r.Projection.Value(model.Key(n.Line), abnd.Year(year))
		got, err := strconv.ParseFloat(n.Value, 64)
		switch {
		case n.Value == "" && !known:
		case err != nil || !known || math.Float64bits(got) != math.Float64bits(want):
			b.t.Errorf("%s: %s %s is shown as %s (%s), the engine has %v, %v", what, n.Line, n.Year, n.Text, n.Value, want, known)
			return len(all)
		}
	}
	return len(all)
}

// moved is a study with the levers of TRY in the order in which the page shows them.
func moved(study *abnd.Study, lever int, move func(*abnd.Lever)) {
	id := sheets.InTry(study.Levers)[lever].ID
	for i := range study.Levers {
		if study.Levers[i].ID == id {
			move(&study.Levers[i])
		}
	}
}

// Oracle: the engine, which runs the study with the same levers anew. Whatever is
// moved, every number on the screen has the engine's bits.
func TestEveryNumberIsTheEngines(t *testing.T) {
	proofs.NotShort(t)
	numbers, moves := 0, 0
	codes := country.Codes()
	codes = codes[len(codes)-proofs.Count(len(codes), 1, 1):]
	for _, code := range codes {
		study := studies.Load(t, code)
		b := open(t, written(t, studies.Profile(t, code), options))
		check := func(what string) {
			t.Helper()
			numbers += b.agree(code+": "+what, studies.Run(t, study.Clone()).WithTried())
			moves++
		}
		check("as it opens")
		levers := sheets.InTry(study.Levers)
		for i, l := range levers[:proofs.Count(len(levers), 3, 1)] {
			chosen := l.Levels[len(l.Levels)-1].Number
			b.run("choose(" + strconv.Itoa(i) + "," + strconv.Itoa(chosen) + ")")
			moved(study, i, func(l *abnd.Lever) { l.Chosen = chosen })
			check(l.ID)
		}
		b.run("pick(0, 0); pick(1, 0)")
		study.TryFrom = ""
		check("based on the status quo, in the first year")
	}
	proofs.Tell(t, "page: %d countries, %d states of the levers, %d numbers on the screen, every bit the engine's", len(codes), moves, numbers)
}

// Oracle: the engine with the value that is typed, and what may be typed.
func TestOwnValuesCountWithinTheirBounds(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	at := -1
	for i, l := range sheets.InTry(study.Levers) {
		if l.ID == "child-amount" {
			at = i
		}
	}
	place := strconv.Itoa(at)
	b.run("choose(0, 2); typeIn(" + place + ", '12.5')")
	moved(study, 0, func(l *abnd.Lever) { l.Chosen = 2 })
	typed := study.Clone()
	moved(typed, at, func(l *abnd.Lever) { l.Own = abnd.Num(12.5) })
	b.agree("12.5", studies.Run(t, typed).WithTried())
	b.run("typeIn(" + place + ", '-3')")
	b.agree("-3, which is not taken", studies.Run(t, study).WithTried())
	if said := b.run("screen()").String(); !strings.Contains(said, "not taken: outside 0 to") {
		t.Error("a value outside its bounds is passed over in silence")
	}
}

// Oracle: the house's own way to write a number.
func TestNumbersAreWrittenAsTheHouseWritesThem(t *testing.T) {
	proofs.NotShort(t)
	for _, lang := range abnd.Langs() {
		o := options
		o.Lang = lang
		r := studies.Profile(t, "TLS")
		b, m := open(t, written(t, r, o)), r.WithTried().Projection.Model()
		for _, n := range b.numbers() {
			x, err := strconv.ParseFloat(n.Value, 64)
			if err != nil {
				continue
			}
			want := ""
			switch line := m.Line(model.Key(n.Line)); {
			case line.Unit == abnd.PureNumber:
				want = abnd.FormatNumber(x*100, 2, lang) + lang.PercentSign()
			case line.Unit == abnd.CurrentMoney:
				want = abnd.FormatNumber(x/1e6, 1, lang)
			case line.Unit == abnd.CalendarYear:
				want = n.Value
			default:
				want = abnd.FormatNumber(x, 0, lang)
			}
			if n.Text != want {
				t.Errorf("%s: %s is written %q, want %q", lang, n.Value, n.Text, want)
			}
		}
	}
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	b.run("speakIn(1)")
	if said := b.run("screen()").String(); !strings.Contains(said, "Alavancas") || strings.Contains(said, "Levers") {
		t.Error("the page does not change its language")
	}
}

// Oracle: the policy itself, of which the page holds the hashes, and a list of what
// a page without a network must not say.
func TestThePageAsksForNothing(t *testing.T) {
	text := written(t, studies.Profile(t, "TLS"), options)
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	script, style := part(t, text, "<script>", "</script>"), part(t, text, "<style>", "</style>")
	want := "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + "; base-uri 'none'; form-action 'none'"
	if got := html.UnescapeString(part(t, text, `http-equiv="Content-Security-Policy" content="`, `"`)); got != want {
		t.Errorf("the policy is %s, want %s", got, want)
	}
	for _, never := range []string{"innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch(", "XMLHttp", "WebSocket", "import(", "localStorage", "cookie", "url(http"} {
		if strings.Contains(script+style, never) {
			t.Errorf("the page has %s", never)
		}
	}
	if found := regexp.MustCompile(`(?i)<[^>]*\s(src|href|style|on\w+)\s*=`).FindString(part(t, text, "<body>", `<script type="application/json"`)); found != "" {
		t.Errorf("the page has %s", found)
	}
	const most = 1 << 20
	if len(text) > most {
		t.Errorf("%d bytes, more than a megabyte", len(text))
	}
	if again := written(t, studies.Profile(t, "TLS"), options); again != text {
		t.Error("the same study gives another page")
	}
}

// A text of the study is text, wherever it is shown.
func TestTextsOfAStudyAreText(t *testing.T) {
	const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(2)">{{.Data}}'"&`
	study := studies.Load(t, "TLS")
	plain := strings.Count(written(t, studies.Profile(t, "TLS"), options), "<script")
	study.Title, study.GDPName, study.Country.Name = abnd.Same(hostile), abnd.Same(hostile), abnd.Same(hostile)
	study.Status.DraftNote = abnd.Same(hostile)
	for i := range study.Scenarios {
		study.Scenarios[i].Name = abnd.Same(hostile)
	}
	for i := range study.Levers {
		study.Levers[i].Name = abnd.Same(hostile)
		for j := range study.Levers[i].Levels {
			study.Levers[i].Levels[j].Word, study.Levers[i].Levels[j].Sentence = abnd.Same(hostile), abnd.Same(hostile)
		}
	}
	text := written(t, studies.Run(t, study), page.Options{Lang: abnd.English, Version: hostile, InputName: hostile})
	if got := strings.Count(text, "<script"); got != plain || strings.Contains(text, "<img") {
		t.Errorf("%d scripts, where there are %d; or an image", got, plain)
	}
	if said := open(t, text).run("screen()").String(); strings.Count(said, hostile) < len(study.Levers) {
		t.Error("the text is not shown as it stands")
	}
}

func TestAStudyWithoutLeversHasNoPage(t *testing.T) {
	study := studies.Load(t, "CPV")
	study.DropLevers()
	data, found := page.Write(studies.Run(t, study), options)
	if data != nil || len(found) != 1 || found[0].Code != "no-levers" {
		t.Errorf("%v", found)
	}
}

// The figures that a dialogue asks for are on every page.
func TestTheFiguresInSight(t *testing.T) {
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	b.run("choose(0, 2)") // a gap that is closed in part, from and to
	lines := map[string]bool{}
	for _, n := range b.numbers() {
		lines[n.Line] = true
	}
	for _, want := range []model.Key{
		costing.TotalKey(abnd.Tried, "share_of_gdp"), costing.TotalKey(abnd.Tried, "total_cost"), costing.IncomeSecurityKey(abnd.Tried, costing.Covered),
		costing.ImpactKey(abnd.Tried, costing.GapClosed+costing.ImpactFrom), costing.ImpactKey(abnd.Tried, costing.GapClosed+costing.ImpactTo),
		costing.FiscalKey(abnd.Tried, costing.FundEmptyYear), costing.FiscalKey(abnd.StatusQuo, costing.FundEmptyYear),
		costing.GuaranteeKey(abnd.Tried, abnd.Children, "total_cost"),
	} {
		if !lines[string(want)] {
			t.Errorf("%s is not shown", want)
		}
	}
}

// Oracle: what the engine says of the same figure: the lines that its formula read, with
// their bits, all the way down.
func TestAFigureSaysWhatItIsMadeOf(t *testing.T) {
	study := studies.Load(t, "TLS")
	moved(study, 0, func(l *abnd.Lever) { l.Chosen = 2 }) // a child benefit
	r := studies.Run(t, study).WithTried()
	b := open(t, written(t, r, options))
	key, year := costing.GuaranteeKey(abnd.Tried, abnd.Children, "total_cost"), abnd.Year(2030)
	b.run("ask(numbers().findIndex(n => n.line === '" + string(key) + "' && n.year === '2030'))")
	depth := 0
	for ; depth < 12; depth++ {
		trace, _ := r.Projection.Trace(key, year, 1)
		var want []string
		for _, x := range trace.Terms {
			if !x.Deciding && x.Kind != model.PeopleFigure {
				want = append(want, string(x.Key)+" "+strconv.Itoa(int(x.Year)))
			}
		}
		var got []shownNumber
		if err := b.vm.ExportTo(b.run("terms()"), &got); err != nil {
			t.Fatal(err)
		}
		var said []string
		next := -1
		for i, x := range got {
			at, _ := strconv.Atoi(x.Year)
			said = append(said, x.Line+" "+strconv.Itoa(at))
			value, _ := r.Projection.Value(model.Key(x.Line), abnd.Year(at))
			if x.Value != "" && x.Value != strconv.FormatFloat(value, 'f', -1, 64) {
				if shown, err := strconv.ParseFloat(x.Value, 64); err != nil || shown != value {
					t.Errorf("%s is said to be %s, the engine has %v", x.Line, x.Value, value)
				}
			}
			if strings.HasPrefix(x.Line, abnd.Tried+"/") && value != 0 {
				next, key, year = i, model.Key(x.Line), abnd.Year(at)
			}
		}
		if len(got) == 0 {
			break // a value of the study, whose origin is said
		}
		slices.Sort(want)
		slices.Sort(said)
		if !slices.Equal(slices.Compact(want), slices.Compact(said)) {
			t.Errorf("%s says %v, the engine %v", trace.Key, said, want)
		}
		if next < 0 {
			break
		}
		b.run("tap(" + strconv.Itoa(next) + ")")
	}
	if depth < 3 {
		t.Errorf("only %d formulas were read", depth)
	}
	if said := b.run("screen()").String(); !strings.Contains(said, "Close") || !strings.Contains(said, "Back") {
		t.Error("the explanation cannot be left")
	}
}
