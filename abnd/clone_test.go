package abnd_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// Oracle: reflection over every field, exported or not. A study in which each
// slice, map and pointer is filled is copied; the copy must be equal and
// share no memory with it. A field that is added to Study later is filled and
// compared without anybody remembering to.
func TestACloneSharesNothing(t *testing.T) {
	study := &abnd.Study{}
	fill(t, reflect.ValueOf(study).Elem(), "Study")
	study.Population = abnd.NewPopulation(abnd.Years{First: 2025, Last: 2026})
	study.Population.Set(2025, abnd.Female, 3, 7)
	study.Demography.DeathRates.Female = abnd.NewByAge(abnd.Years{First: 2025, Last: 2026}, 0, 100)
	study.Demography.DeathRates.Female.Set(2025, 4, 0.5)

	copied := study.Clone()
	met := 0
	apart(t, reflect.ValueOf(*study), reflect.ValueOf(*copied), "Study", &met)
	const fewest = 60 // slices and maps of the study today; a walk that stops early would pass
	if met < fewest {
		t.Errorf("only %d slices, maps and pointers were compared", met)
	}
	study.Population.Set(2025, abnd.Female, 3, 8)
	if n, _ := copied.Population.Get(2025, abnd.Female, 3); n != 7 {
		t.Errorf("the copy's population is %v", n)
	}
}

func TestACloneOfNothingIsNothing(t *testing.T) {
	if copied := (&abnd.Study{}).Clone(); !reflect.DeepEqual(copied, &abnd.Study{}) {
		t.Errorf("%+v", copied)
	}
}

// fill puts something into every exported field.
func fill(t *testing.T, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fill(t, v.Field(i), path+"."+f.Name)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0), path+"[0]")
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(t, key, path+" key")
		fill(t, value, path+" value")
		v.SetMapIndex(key, value)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), path)
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("%s is a %s, which this test cannot fill", path, v.Kind())
	}
}

// apart checks that two values are equal and share no memory.
func apart(t *testing.T, a, b reflect.Value, path string, met *int) {
	shared := func() {
		*met++
		if a.Len() != b.Len() {
			t.Errorf("%s: %d against %d", path, a.Len(), b.Len())
		} else if a.Len() > 0 && a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", path)
		}
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			apart(t, a.Field(i), b.Field(i), path+"."+a.Type().Field(i).Name, met)
		}
	case reflect.Slice:
		shared()
		for i := range min(a.Len(), b.Len(), 3) {
			apart(t, a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i), met)
		}
	case reflect.Map:
		shared()
		for entry := a.MapRange(); entry.Next(); {
			other := b.MapIndex(entry.Key())
			if !other.IsValid() {
				t.Errorf("%s lacks a key", path)
				continue
			}
			apart(t, entry.Value(), other, path+" value", met)
		}
	case reflect.Pointer:
		*met++
		if !a.IsNil() && a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", path)
		}
	default:
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s: %v against %v", path, a, b)
		}
	}
}
