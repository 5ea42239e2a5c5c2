package proofs

import (
	"fmt"
	"reflect"

	"github.com/openabnd/engine/abnd"
)

// TextsOf are all texts of a study, by where in it they stand.
func TextsOf(study *abnd.Study) map[string]*abnd.Text {
	texts := map[string]*abnd.Text{}
	addTexts(texts, "", reflect.ValueOf(study))
	return texts
}

func addTexts(texts map[string]*abnd.Text, at string, v reflect.Value) {
	if v.CanAddr() && v.CanInterface() {
		if text, ok := v.Addr().Interface().(*abnd.Text); ok {
			texts[at] = text
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			addTexts(texts, at, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				addTexts(texts, at+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			addTexts(texts, fmt.Sprintf("%s[%d]", at, i), v.Index(i))
		}
	case reflect.Map:
		for entry := v.MapRange(); entry.Next(); {
			// What a map holds cannot be changed in place: the text is a copy.
			held := reflect.New(entry.Value().Type()).Elem()
			held.Set(entry.Value())
			addTexts(texts, fmt.Sprintf("%s[%v]", at, entry.Key()), held)
		}
	}
}
