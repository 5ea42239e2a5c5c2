package choice

import (
	_ "embed" // the program
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/openabnd/engine/abnd"
)

// Alphabet is the characters of a code. There is none of 0 O Q, of 1 I L, of U V and
// of N, and one of B 8, G 6, S 5 and Z 2.
const Alphabet = "23456789ACDEFHJKMPRTWXY"

// readAs says what is meant by a character that looks like one of the alphabet.
var readAs = map[string]string{"B": "8", "G": "6", "S": "5", "Z": "2", "N": "M", "0": "D", "O": "D", "Q": "D"}

const (
	letters = len(Alphabet) // a prime
	named   = 2             // of the code, which name the levers
	checks  = 2
	// root is a primitive root of the prime; rootInverse times root − 1 leaves 1.
	root        = 5
	rootInverse = 6
	group       = 4 // characters between two hyphens
	// between is what may stand between characters.
	between = " \t\r\n-_.\u00a0\u2010\u2011\u2013"
)

// Source is the program of a page: a function, abndChoice, of a [Format] as an
// object, which writes and reads codes and files as this package does.
//
//go:embed choice.js
var Source string

// Choice is what a room has chosen: all that the sheet TRY holds.
type Choice struct {
	From   string         `json:"from"` // the ID of the scenario that the proposal is based on
	Levers map[string]Set `json:"levers"`
}

// Set is what is chosen of a lever: the number of a level, or a value of the room's
// own in the unit of the lever's parameter.
type Set struct {
	Level int      `json:"level,omitempty"`
	Value *float64 `json:"value,omitempty"`
}

// Format says how the choices of a study are written.
type Format struct {
	Alphabet string            `json:"alphabet"`
	ReadAs   map[string]string `json:"readAs"`
	Country  string            `json:"country"`
	// Name are the characters that the codes of the study begin with.
	Name      string   `json:"name"`
	Scenarios []string `json:"scenarios"`
	Levers    []Lever  `json:"levers"`
}

// Lever is a lever of a format: its levels by their numbers.
type Lever struct {
	ID     string `json:"id"`
	Levels []int  `json:"levels"`
}

// Of is the format of a study.
func Of(study *abnd.Study) Format {
	f := Format{Alphabet: Alphabet, ReadAs: readAs, Country: study.Country.ISO3}
	for _, s := range study.Decided() {
		f.Scenarios = append(f.Scenarios, s.ID)
	}
	for _, l := range study.Levers {
		lever := Lever{ID: l.ID}
		for _, level := range l.Levels {
			lever.Levels = append(lever.Levels, level.Number)
		}
		f.Levers = append(f.Levers, lever)
	}
	f.Name = f.name(study)
	return f
}

// name comes of what a choice means: the scenarios, and what each level sets.
func (f Format) name(study *abnd.Study) string {
	sum := fnv.New32a()
	fmt.Fprintln(sum, f.Country, strings.Join(f.Scenarios, " "))
	for _, l := range study.Levers {
		fmt.Fprintln(sum, l.ID, l.Paths)
		for _, level := range l.Levels {
			fmt.Fprint(sum, level.Number)
			for place := range l.Paths {
				fmt.Fprint(sum, " ", valueText(level.Value(place)))
			}
			fmt.Fprintln(sum)
		}
	}
	n := int(sum.Sum32() % uint32(letters*letters))
	return string([]byte{Alphabet[n/letters], Alphabet[n%letters]})
}

func valueText(v abnd.Value) string {
	if code, ok := v.Code(); ok {
		return code
	}
	if x, ok := v.Number(); ok {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return "-"
}

// Made is what the levers of a study are at.
func Made(study *abnd.Study) Choice {
	c := Choice{From: study.TriedFrom(), Levers: map[string]Set{}}
	for _, l := range study.Levers {
		x, isOwn := l.Own.Number()
		switch {
		case l.Chosen != 0:
			c.Levers[l.ID] = Set{Level: l.Chosen}
		case isOwn:
			c.Levers[l.ID] = Set{Value: &x}
		}
	}
	return c
}

// Code is the code of the levels of a choice: a value of the room's own is as if
// nothing were chosen.
func (f Format) Code(c Choice) string {
	all := append([]int{f.digit(f.Name[0]), f.digit(f.Name[1])}, number(f.sizes(), f.places(c), f.length())...)
	sum, weighed := sums(all, checks)
	high := rootInverse * (sum + letters - weighed) % letters
	low := (2*letters - sum - high) % letters
	var b strings.Builder
	for i, d := range append(all, high, low) {
		if i > 0 && i%group == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(Alphabet[d])
	}
	return b.String()
}

// sums are the two that the check makes none, as far as these characters go: with so
// many to come after them.
func sums(digits []int, after int) (sum, weighed int) {
	power := 1
	for range after {
		power = power * root % letters
	}
	for _, d := range slices.Backward(digits) {
		sum = (sum + d) % letters
		weighed = (weighed + d*power) % letters
		power = power * root % letters
	}
	return sum, weighed
}

func (f Format) digit(letter byte) int { return strings.IndexByte(f.Alphabet, letter) }

func (f Format) has(lever string) bool {
	return slices.ContainsFunc(f.Levers, func(l Lever) bool { return l.ID == lever })
}

// sizes are how many places there are for the scenario and for each lever.
func (f Format) sizes() []int {
	sizes := []int{len(f.Scenarios)}
	for _, l := range f.Levers {
		sizes = append(sizes, len(l.Levels)+1)
	}
	return sizes
}

// places are the numbers that a choice is made of.
func (f Format) places(c Choice) []int {
	places := []int{max(0, slices.Index(f.Scenarios, c.From))}
	for _, l := range f.Levers {
		places = append(places, slices.Index(l.Levels, c.Levers[l.ID].Level)+1)
	}
	return places
}

// length is how many characters the greatest choice takes.
func (f Format) length() int {
	var most []int
	for _, n := range f.sizes() {
		most = append(most, n-1)
	}
	return len(number(f.sizes(), most, 1))
}

// number writes places in the base of the alphabet, the lowest digit first, in at
// least so many digits.
func number(sizes, places []int, digits int) []int {
	all := make([]int, digits)
	for i, size := range sizes {
		carry := places[i]
		for j := 0; j < len(all) || carry > 0; j++ {
			if j == len(all) {
				all = append(all, 0)
			}
			carry += all[j] * size
			all[j], carry = carry%letters, carry/letters
		}
	}
	return all
}

// Read reads a code. It fails, in words, where the code is none of this study's.
func (f Format) Read(text string) (Choice, abnd.Diagnostics) {
	all, wrong := f.digits(text)
	if wrong != nil {
		return Choice{}, wrong
	}
	want := named + f.length() + checks
	sum, weighed := sums(all, 0)
	sound := sum == 0 && weighed == 0 && len(all) > named+checks
	switch begins := f.text(all[:min(named, len(all))]); {
	case sound && begins != f.Name:
		return Choice{}, refused("other", begins, f.Name)
	case len(all) != want:
		return Choice{}, refused("length", strconv.Itoa(len(all)), strconv.Itoa(want))
	case !sound:
		return Choice{}, refused("check")
	}
	c, ok := f.choice(all[named : len(all)-checks])
	if !ok {
		return Choice{}, refused("choice")
	}
	return c, nil
}

// digits are the characters of a code as numbers, without what stands between them.
func (f Format) digits(text string) ([]int, abnd.Diagnostics) {
	var all []int
	for _, r := range text {
		if strings.ContainsRune(between, r) {
			continue
		}
		letter := string(unicode.ToUpper(r))
		if meant, ok := f.ReadAs[letter]; ok {
			letter = meant
		}
		d := strings.Index(f.Alphabet, letter)
		if d < 0 {
			return nil, refused("letter", string(r))
		}
		all = append(all, d)
	}
	return all, nil
}

func (f Format) text(digits []int) string {
	var b strings.Builder
	for _, d := range digits {
		b.WriteByte(f.Alphabet[d])
	}
	return b.String()
}

// choice takes the places out of a number again, the last first.
func (f Format) choice(digits []int) (c Choice, ok bool) {
	c.Levers = map[string]Set{}
	digits = slices.Clone(digits)
	for i, size := range slices.Backward(f.sizes()) {
		place := 0
		for j, d := range slices.Backward(digits) {
			place = place*letters + d
			digits[j], place = place/size, place%size
		}
		switch {
		case i == 0:
			c.From = f.Scenarios[place]
		case place > 0:
			l := f.Levers[i-1]
			c.Levers[l.ID] = Set{Level: l.Levels[place-1]}
		}
	}
	return c, !slices.ContainsFunc(digits, func(d int) bool { return d != 0 })
}

// Apply makes a choice that of a study's levers: the study with it, and with no other
// level or value. It fails where the study lacks a lever or the scenario.
func Apply(study *abnd.Study, c Choice) (*abnd.Study, abnd.Diagnostics) {
	f := Of(study)
	if !slices.Contains(f.Scenarios, c.From) {
		return nil, refused("scenario", c.From)
	}
	for id := range c.Levers {
		if !f.has(id) {
			return nil, refused("lever", id)
		}
	}
	study = study.Clone()
	study.Scenarios = study.Decided()
	study.TryFrom = c.From
	for i := range study.Levers {
		l := &study.Levers[i]
		set := c.Levers[l.ID]
		l.Chosen, l.Own = set.Level, abnd.Value{}
		if set.Value != nil {
			l.Own = abnd.Num(*set.Value)
		}
	}
	return study, nil
}
