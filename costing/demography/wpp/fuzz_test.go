package wpp_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography/wpp"
)

// Whatever a file holds, reading it ends with a whole frame or with a problem
// in both languages, never with part of one.
func FuzzPeople(f *testing.F) {
	good := "Location,ISO3_code,Variant,Time,AgeGrp,PopMale,PopFemale\n"
	for age := range abnd.MaxAge {
		good += fmt.Sprintf("x,CPV,Medium,2025,%d,1,2.5\n", age)
	}
	good += "x,CPV,Medium,2025,100+,0,0\n"
	f.Add([]byte(good))
	f.Add([]byte(good[:400]))
	f.Add(zipped([]byte(good[:200])))
	f.Add([]byte("LocID,Location,VarID,Variant,Time,MidPeriod,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal\n1,\"a,\"\"b\",2,Medium,2025,2025.5,100+,100,-1,1,2,3\n"))
	f.Add([]byte("ISO3_code,Location,Variant,Time,Births\nCPV,x,Medium,2025,1.5\n"))
	portal := "sep =|\nLocationId|Location|Iso3|Variant|TimeLabel|AgeLabel|Sex|Value\n"
	for age := range abnd.MaxAge {
		portal += fmt.Sprintf("1|x|CPV|Median|2025|%d|Female|1.5\n1|x|CPV|Median|2025|%d|Male|2\n", age, age)
	}
	f.Add([]byte(portal))
	f.Add([]byte(portal + "1|x|CPV|Median|2025|100+|Female|1\n1|x|CPV|Median|2025|100+|Male|0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := wpp.Selection{Country: "CPV", Location: "a"}
		p := wpp.NewPeople(w)
		p.Read("x", bytes.NewReader(data))
		frame, found := p.Frame()
		if found.HasErrors() == frame.Population.AnyKnown() {
			t.Errorf("known %v with %v", frame.Population.AnyKnown(), found)
		}
		for _, year := range frame.Population.Years().All() {
			for age := range abnd.MaxAge + 1 {
				for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
					if n, known := frame.Population.Get(year, sex, age); !known || !(n >= 0) {
						t.Errorf("%d %s %d: %v, known %v", year, sex, age, n, known)
					}
				}
			}
		}
		bothLanguages(t, found)
		_, found = wpp.ReadIndicators("x", bytes.NewReader(data), w)
		bothLanguages(t, found)
	})
}
