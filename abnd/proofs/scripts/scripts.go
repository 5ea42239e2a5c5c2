// Package scripts runs the JavaScript of the project in tests, in an interpreter
// that is written in Go.
package scripts

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"github.com/dop251/goja"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/javascript"
)

// Model is a model that JavaScript computes.
type Model struct {
	t      testing.TB
	vm     *goja.Runtime
	run    goja.Callable
	set    goja.Callable
	values []byte
	begins map[model.Key]int
	lines  map[model.Key]*model.Line
}

// New loads the program of a part of a model as a browser would: from JSON.
func New(t testing.TB, p *model.Projection, part javascript.Part) *Model {
	t.Helper()
	data, err := json.Marshal(javascript.Of(p, part))
	if err != nil {
		t.Fatal(err)
	}
	return Load(t, p.Model(), data)
}

// Load loads the data of a program of a model.
func Load(t testing.TB, m *model.Model, data []byte) *Model {
	t.Helper()
	s := &Model{t: t, vm: goja.New(), begins: map[model.Key]int{}, lines: map[model.Key]*model.Line{}}
	if _, err := s.vm.RunString(javascript.Source); err != nil {
		t.Fatal(err)
	}
	if err := s.vm.Set("text", string(data)); err != nil {
		t.Fatal(err)
	}
	made, err := s.vm.RunString("abndModel(JSON.parse(text))")
	if err != nil {
		t.Fatal(err)
	}
	o := made.ToObject(s.vm)
	s.run, s.set = s.function(o, "run"), s.function(o, "set")
	buffer, ok := o.Get("values").ToObject(s.vm).Get("buffer").Export().(goja.ArrayBuffer)
	if !ok {
		t.Fatal("the values are no typed array")
	}
	s.values = buffer.Bytes()
	var named struct{ Keys []model.Key }
	if err := json.Unmarshal(data, &named); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, key := range named.Keys {
		l := m.Line(key)
		s.begins[key], s.lines[key] = at, l
		at += max(1, l.Years.Len())
	}
	if len(s.values) != 8*at {
		t.Fatalf("%d bytes for %d values", len(s.values), at)
	}
	return s
}

func (s *Model) function(o *goja.Object, name string) goja.Callable {
	s.t.Helper()
	f, ok := goja.AssertFunction(o.Get(name))
	if !ok {
		s.t.Fatalf("no function %s", name)
	}
	return f
}

// Set changes a value of an input, counted from 0.
func (s *Model) Set(key model.Key, place int, x float64) {
	s.t.Helper()
	if _, err := s.set(goja.Undefined(), s.vm.ToValue(s.begins[key]+place), s.vm.ToValue(x)); err != nil {
		s.t.Fatal(err)
	}
}

// Run computes every line.
func (s *Model) Run() {
	s.t.Helper()
	if _, err := s.run(goja.Undefined()); err != nil {
		s.t.Fatal(err)
	}
}

// Has says whether a line is carried.
func (s *Model) Has(key model.Key) bool { return s.lines[key] != nil }

// Values are those of a line, one per year or one in all.
func (s *Model) Values(key model.Key) []float64 {
	values := make([]float64, max(1, s.lines[key].Years.Len()))
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(s.values[8*(s.begins[key]+i):]))
	}
	return values
}

// Differences compares every line with a projection of the same lines, bit by bit;
// what is not known is not known in both. It tells how many values it compared and
// gives the first lines that differ.
func (s *Model) Differences(p *model.Projection) (compared int, differ []Difference) {
	const most = 5
	for _, l := range p.Model().Lines() {
		if !s.Has(l.Key) {
			continue
		}
		got := s.Values(l.Key)
		for i, want := range p.Values(l.Key) {
			compared++
			if math.Float64bits(want) == math.Float64bits(got[i]) || math.IsNaN(want) && math.IsNaN(got[i]) {
				continue
			}
			if len(differ) < most {
				differ = append(differ, Difference{l.Key, l.Years.First + abnd.Year(i), want, got[i]})
			}
		}
	}
	return compared, differ
}

// Difference is a value of the engine, and another one of JavaScript.
type Difference struct {
	Key          model.Key
	Year         abnd.Year
	Engine, Here float64
}
