package choice_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// script is choice.js with the format of a study.
type script struct {
	t  testing.TB
	vm *goja.Runtime
}

func scriptOf(t testing.TB, f choice.Format) script {
	t.Helper()
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	s := script{t, goja.New()}
	s.run(choice.Source)
	if err := s.vm.Set("data", string(data)); err != nil {
		t.Fatal(err)
	}
	s.run("const c = abndChoice(JSON.parse(data)), said = x => JSON.stringify(x)")
	return s
}

func (s script) run(text string) string {
	s.t.Helper()
	x, err := s.vm.RunString(text)
	if err != nil {
		s.t.Fatal(err)
	}
	return x.String()
}

// call gives a function of choice.js a text.
func (s script) call(function, text string) (answer struct {
	choice.Choice
	Problem string
	Args    []any
}) {
	s.t.Helper()
	if err := s.vm.Set("text", text); err != nil {
		s.t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(s.run("said(c."+function+"(text))")), &answer); err != nil {
		s.t.Fatal(err)
	}
	return answer
}

// same holds what JavaScript reads to what Go reads: the choice, or why there is none.
func (s script) same(function, text string, c choice.Choice, found abnd.Diagnostics) {
	s.t.Helper()
	got := s.call(function, text)
	if found == nil {
		if got.Problem != "" || !reflect.DeepEqual(got.Choice, c) {
			s.t.Errorf("%q is %+v, in JavaScript %+v", text, c, got)
		}
		return
	}
	p, known := choice.Problems()[got.Problem]
	if len(got.Args) > 0 {
		p.Problem = p.Problem.Fill(got.Args...)
	}
	if !known || found[0].Problem != p.Problem || found[0].Remedy != p.Remedy {
		s.t.Errorf("%q is refused with %q, in JavaScript with %+v", text, found[0].Problem.EN, got)
	}
}

// some is a choice at random.
func some(f choice.Format, r *rand.Rand) choice.Choice {
	c := choice.Choice{From: f.Scenarios[r.IntN(len(f.Scenarios))], Levers: map[string]choice.Set{}}
	for _, l := range f.Levers {
		if i := r.IntN(len(l.Levels) + 1); i > 0 {
			c.Levers[l.ID] = choice.Set{Level: l.Levels[i-1]}
		}
	}
	return c
}

// wide is the format of 14 levers of five levels, beside no level.
func wide() choice.Format {
	f := choice.Format{Alphabet: choice.Alphabet, ReadAs: choice.Of(&abnd.Study{}).ReadAs, Country: "XXX", Name: "7K", Scenarios: []string{"status-quo", "low", "high"}}
	for i := range 14 {
		f.Levers = append(f.Levers, choice.Lever{ID: string(rune('a' + i)), Levels: []int{1, 2, 3, 4, 5}})
	}
	return f
}

// Oracle: the choice itself, which its code gives back, in both languages.
func TestACodeGivesItsChoiceBack(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 23))
	formats := []choice.Format{wide()}
	for _, code := range country.Codes() {
		if study := studies.Load(t, code); len(study.Levers) > 0 {
			formats = append(formats, choice.Of(study))
		}
	}
	if len(formats) < 3 {
		t.Fatalf("%d formats", len(formats))
	}
	n := 0
	for _, f := range formats {
		s := scriptOf(t, f)
		for range proofs.Count(500, 50, 20) {
			want := some(f, r)
			code := f.Code(want)
			got, found := f.Read(code)
			if found != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %+v becomes %+v (%v)", code, want, got, found)
			}
			s.same("read", code, got, found)
			data, err := json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			if js := s.run("c.code(" + string(data) + ")"); js != code {
				t.Fatalf("the code %s is %s in JavaScript", code, js)
			}
			// As one writes it down: in small letters, with other hyphens, and with what looks alike.
			as := strings.NewReplacer("-", " ", "8", "b", "5", "S", "2", "z", "6", "g", "D", "0", "M", "n").Replace(strings.ToLower(code))
			if got, _ := f.Read(as); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, read off %s, is another choice", as, code)
			}
			s.same("read", as, want, nil)
			n++
		}
	}
	proofs.Tell(t, "codes: %d choices of %d studies, each given back, in Go and JavaScript", n, len(formats))
}

// Oracle: the theory of the check: in a code of at most 22 characters one wrong
// character, two, and two that have changed places are seen. All of them are tried.
func TestEveryOneOrTwoWrongCharactersAreSeen(t *testing.T) {
	f := wide()
	code := []byte(strings.ReplaceAll(f.Code(some(f, rand.New(rand.NewPCG(1, 2)))), "-", ""))
	if len(code) > 13 {
		t.Errorf("14 levers of six states take %d characters", len(code))
	}
	s := scriptOf(t, f)
	tried := 0
	wrong := func(what string) {
		t.Helper()
		tried++
		_, found := f.Read(what)
		if found == nil {
			t.Fatalf("%s is read, for %s", what, code)
		}
		if tried%97 == 0 {
			s.same("read", what, choice.Choice{}, found)
		}
	}
	for i := range code {
		for _, a := range []byte(choice.Alphabet) {
			one := slices.Clone(code)
			one[i] = a
			if a != code[i] {
				wrong(string(one))
			}
			for j := range i {
				for _, b := range []byte(choice.Alphabet) {
					two := slices.Clone(one)
					two[j] = b
					if a != code[i] && b != code[j] {
						wrong(string(two))
					}
				}
			}
		}
		for j := range i {
			swapped := slices.Clone(code)
			swapped[i], swapped[j] = code[j], code[i]
			if code[i] != code[j] {
				wrong(string(swapped))
			}
		}
	}
	proofs.Tell(t, "codes: %d with one or two wrong characters, all refused", tried)
}

// What is typed is refused in the same words in Go and in JavaScript.
func TestWhatIsTypedIsRefusedInTheSameWords(t *testing.T) {
	f := wide()
	s := scriptOf(t, f)
	r := rand.New(rand.NewPCG(3, 4))
	other := wide()
	other.Name = "XY"
	longer := wide()
	longer.Name, longer.Levers = "HH", append(longer.Levers, longer.Levers...)
	good := f.Code(some(f, r))
	for _, x := range []struct{ text, code string }{
		{"", "choice-length"}, {good[:len(good)-1], "choice-length"}, {good + "2", "choice-length"},
		{other.Code(some(other, r)), "choice-other"}, {longer.Code(some(longer, r)), "choice-other"},
		{"7K1", "choice-letter"}, {"ß", "choice-letter"}, {"\U0001F600", "choice-letter"}, {"7K 2L", "choice-letter"},
		{strings.Repeat("2", 5), "choice-other"}, {"2222", "choice-length"},
	} {
		c, found := f.Read(x.text)
		if found == nil || found[0].Code != x.code {
			t.Errorf("%q is read as %+v, %v; want %s", x.text, c, found, x.code)
		}
		s.same("read", x.text, c, found)
	}
	for range 2000 {
		text := make([]byte, 10+r.IntN(6))
		for i := range text {
			text[i] = choice.Alphabet[r.IntN(len(choice.Alphabet))]
		}
		c, found := f.Read(string(text))
		s.same("read", string(text), c, found)
	}
}

// Oracle: what the levers mean. Another level, lever or scenario has another name,
// other words of it have not.
func TestTheNameFollowsWhatLeversMean(t *testing.T) {
	study := studies.Load(t, "TLS")
	name := choice.Of(study).Name
	same, other := study.Clone(), map[string]*abnd.Study{}
	same.Levers[0].Name = abnd.Same("renamed")
	same.Levers[0].Levels[0].Word = abnd.Same("renamed")
	same.Levers[0].Chosen = same.Levers[0].Levels[0].Number
	if got := choice.Of(same).Name; got != name {
		t.Errorf("words alone change %s to %s", name, got)
	}
	for _, what := range []string{"value", "lever", "scenario", "order"} {
		other[what] = study.Clone()
	}
	other["value"].Levers[0].Levels[0].Values = []abnd.Value{abnd.Num(77)}
	other["lever"].Levers = other["lever"].Levers[1:]
	other["scenario"].Scenarios = other["scenario"].Scenarios[1:]
	slices.Reverse(other["order"].Levers)
	for what, s := range other {
		if choice.Of(s).Name == name {
			t.Errorf("another %s leaves the name", what)
		}
	}
}

// Oracle: the study with the same cells of TRY filled in by hand.
func TestAChoiceFillsTRY(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.Levers[1].Chosen = study.Levers[1].Levels[0].Number // what was there is cleared
	study = abnd.WithTried(study)
	own := 12.5
	l := study.Levers[0]
	got, found := choice.Apply(study, choice.Choice{From: "high", Levers: map[string]choice.Set{l.ID: {Level: l.Levels[0].Number}, study.Levers[2].ID: {Value: &own}}})
	if got == nil {
		t.Fatal(found)
	}
	want := studies.Load(t, "TLS")
	want.TryFrom = "high"
	want.Levers[0].Chosen, want.Levers[2].Own = l.Levels[0].Number, abnd.Num(own)
	if !reflect.DeepEqual(got, want) {
		t.Error("the study is not the one with the same cells filled in")
	}
	made := choice.Made(got)
	if again, _ := choice.Apply(want, made); !reflect.DeepEqual(again, want) {
		t.Errorf("%+v is not what the levers are at", made)
	}
	if _, found := choice.Apply(study, choice.Choice{From: "none"}); found == nil || found[0].Code != "choice-scenario" {
		t.Error(found)
	}
	if _, found := choice.Apply(study, choice.Choice{From: "high", Levers: map[string]choice.Set{"none": {Level: 1}}}); found == nil || found[0].Code != "choice-lever" {
		t.Error(found)
	}
}

// A file gives its choice back, with values that no code holds; anything else is
// refused, in the same words in Go and in JavaScript.
func TestAFileGivesItsChoiceBack(t *testing.T) {
	f := wide()
	s := scriptOf(t, f)
	own := 0.3
	want := choice.Choice{From: "low", Levers: map[string]choice.Set{"a": {Level: 5}, "c": {Value: &own}}}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	text := s.run("c.file(" + string(data) + ")")
	got, found := f.ReadFile([]byte(text))
	if found != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%s becomes %+v (%v)", text, got, found)
	}
	s.same("readFile", text, got, found)
	other := f
	other.Name = "XY"
	for _, x := range []struct{ old, new, code string }{
		{`"choice"`, `"study"`, "choice-file"},
		{`"version": 1`, `"version": 2`, "choice-file"},
		{`"levers": {`, `"levers": {"zz": {"level": 1},`, "choice-lever"},
		{`"level": 5`, `"level": 4`, "choice-file"},
		{`"level": 5`, `"level": 5, "value": 3`, "choice-file"},
		{`"level": 5`, `"size": 5`, "choice-file"},
		{`"from": "low"`, `"from": "high"`, "choice-file"},
		{`"country"`, `"more": 1, "country"`, "choice-file"},
		{f.Code(want), f.Code(want)[1:], "choice-length"},
		{f.Code(want), other.Code(want), "choice-other"},
		{f.Code(want), "", "choice-file"}, {text, "", "choice-file"}, {text, "[]", "choice-file"}, {text, text + "x", "choice-file"},
		{`"value": 0.3`, `"value": "3"`, "choice-file"},
	} {
		broken := strings.Replace(text, x.old, x.new, 1)
		if broken == text {
			t.Errorf("%s is not in the file", x.old)
		}
		c, found := f.ReadFile([]byte(broken))
		if found == nil || found[0].Code != x.code {
			t.Errorf("%s is read as %+v, %v; want %s", broken, c, found, x.code)
		}
		s.same("readFile", broken, c, found)
	}
}
