package abnd

import (
	"reflect"
	"slices"
)

// Clone is a copy of the study that shares nothing with it: changing one does
// not change the other.
func (s *Study) Clone() *Study {
	copied := deepCopy(reflect.ValueOf(*s)).Interface().(Study)
	return &copied
}

// cloner is a type that copies what reflection cannot: unexported fields.
type cloner interface{ clone() any }

func (p Population) clone() any {
	p.counts, p.known = slices.Clone(p.counts), slices.Clone(p.known)
	return p
}

func (b ByAge) clone() any {
	b.values = slices.Clone(b.values)
	return b
}

// deepCopy copies whatever a study is made of, so that a new field cannot be
// forgotten.
func deepCopy(v reflect.Value) reflect.Value {
	if v.CanInterface() {
		if c, ok := v.Interface().(cloner); ok {
			return reflect.ValueOf(c.clone())
		}
	}
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && refers(v.Field(i).Type()) {
				out.Field(i).Set(deepCopy(v.Field(i)))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			break
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(deepCopy(v.Index(i)))
		}
	case reflect.Map:
		if v.IsNil() {
			break
		}
		out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		for entry := v.MapRange(); entry.Next(); {
			out.SetMapIndex(entry.Key(), deepCopy(entry.Value()))
		}
	case reflect.Pointer:
		if v.IsNil() {
			break
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(deepCopy(v.Elem()))
	}
	return out
}

// refers reports whether values of a type hold anything that a copy would share.
func refers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if refers(t.Field(i).Type) {
				return true
			}
		}
		return false
	case reflect.Array:
		return refers(t.Elem())
	case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Interface, reflect.Chan, reflect.Func:
		return true
	}
	return false
}
