package ilostat_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing/economy/ilostat"
)

const header = "ref_area,source,indicator,sex,classif1,time,obs_value,obs_status,note_classif,note_indicator,note_source\n"

// line is a row as the bulk download has it.
func line(indicator, sex, class string, year int, x float64) string {
	return fmt.Sprintf("\"TLS\",\"XA:2198\",%q,%q,%q,\"%d\",%.15g,,,,\n", indicator, sex, class, year, x)
}

var codesOfSex = map[abnd.Sex]string{abnd.Female: "SEX_F", abnd.Male: "SEX_M"}

// file writes series of the profile of Timor-Leste, which were made of the
// ILO's modelled estimates as the World Bank passes them on, as the ILO's file.
func file(indicator, class string, of *abnd.SeriesBySex) string {
	out := header + "\"AGO\",\"XA:2198\"," + `"` + indicator + `","SEX_F","` + class + `","2020",55.5,,,,` + "\n"
	for sex, code := range codesOfSex {
		for year, x := range of.Of(sex).Values {
			out += line(indicator, code, class, int(year), x*100)
		}
	}
	return out
}

func read(files ...string) (abnd.Labour, abnd.Diagnostics) {
	r := ilostat.NewReader("tls")
	for i, text := range files {
		r.Read(fmt.Sprintf("file%d.csv", i+1), strings.NewReader(text))
	}
	return r.Labour(2010)
}

// The files give the labour market of the profile.
func TestLabourOfTheProfile(t *testing.T) {
	study := studies.Load(t, "TLS")
	want := &study.Labour
	jobs := header
	for sex, code := range codesOfSex {
		for year, x := range want.WageShare.Of(sex).Values {
			jobs += line("EMP_2EMP_SEX_STE_NB", code, "STE_ICSE93_TOTAL", int(year), 200) + line("EMP_2EMP_SEX_STE_NB", code, "STE_ICSE93_1", int(year), 200*x)
		}
	}
	force := header
	for year, x := range want.LabourForce.Values {
		force += line("EAP_2EAP_SEX_AGE_NB", "SEX_T", "AGE_YTHADULT_YGE15", int(year), x/1000)
	}
	active := file("EAP_2WAP_SEX_AGE_RT", "AGE_YTHADULT_YGE15", &want.Participation)
	jobless := file("UNE_2EAP_SEX_AGE_RT", "AGE_YTHADULT_YGE15", &want.Unemployment)
	got, found := read(active, jobless, jobs, force)
	if len(found) > 0 {
		t.Fatal(found)
	}
	same := func(name string, got, want abnd.Series) {
		t.Helper()
		if len(got.Values) != len(want.Values) || len(got.Values) == 0 {
			t.Errorf("%s: %d years, want %d", name, len(got.Values), len(want.Values))
		}
		for year, x := range want.Values {
			if math.Abs(got.Values[year]-x) > 1e-12*math.Max(1, x) {
				t.Errorf("%s of %d: %v, want %v", name, year, got.Values[year], x)
			}
		}
	}
	for sex := range codesOfSex {
		same("participation", *got.Participation.Of(sex), *want.Participation.Of(sex))
		same("unemployment", *got.Unemployment.Of(sex), *want.Unemployment.Of(sex))
		same("wage share", *got.WageShare.Of(sex), *want.WageShare.Of(sex))
	}
	same("labour force", got.LabourForce, want.LabourForce)

	var into abnd.Study
	if last := ilostat.PutInto(&into, &got); last < 2020 || into.Labour.Participation.Female.Extension != abnd.HoldLast || into.Sources[0].ID != "ilostat" {
		t.Errorf("%d, %+v, %v", last, into.Labour.Participation.Female.Extension, into.Sources)
	}
}

// Participation by age is taken where all ages are there, for both sexes.
func TestByAge(t *testing.T) {
	text := header
	for _, class := range []string{"YTHADULT_YGE15", "AGGREGATE_TOTAL", "AGGREGATE_Y15-24", "AGGREGATE_Y25-54", "AGGREGATE_Y55-64", "AGGREGATE_YGE65"} {
		for i, sex := range []string{"SEX_F", "SEX_M", "SEX_T"} {
			text += line("EAP_DWAP_SEX_AGE_RT", sex, "AGE_"+class, 2020, float64(len(class)+i))
		}
	}
	l, found := read(text)
	if len(found) > 0 {
		t.Fatal(found)
	}
	// The total of 15 and over, not that of all ages, which differs.
	if l.Participation.Female.Values[2020] != 0.14 || math.Abs(l.Prime.Male.Values[2020]-0.17) > 1e-12 || len(l.Old.Female.Values) != 1 {
		t.Errorf("%+v", l)
	}
	l, _ = read(strings.ReplaceAll(text, "YGE65", "YGE70"))
	if len(l.Youth.Female.Values) > 0 || len(l.Participation.Female.Values) == 0 {
		t.Errorf("ages are taken though one is missing: %+v", l)
	}
}

// Of several sources the one that reaches furthest is taken, and said.
func TestSources(t *testing.T) {
	text := header + line("UNE_DEAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2016, 5) + line("UNE_DEAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2015, 5) +
		strings.ReplaceAll(line("UNE_DEAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2021, 7), "XA:2198", "BA:999")
	l, found := read(text)
	if len(found) != 1 || found[0].Severity != abnd.Remark || !strings.Contains(found[0].Problem.EN, "BA:999 is used") {
		t.Error(found)
	}
	if got := l.Unemployment.Female.Values; len(got) != 1 || got[2021] != 0.07 {
		t.Error(got)
	}
}

func TestFaults(t *testing.T) {
	good := header + line("UNE_2EAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2020, 5)
	for name, c := range map[string]struct{ text, code string }{
		"another country": {strings.ReplaceAll(good, "TLS", "TLX"), "unknown-country"},
		"quarters":        {strings.ReplaceAll(good, "2020", "2020Q1"), "not-annual"},
		"text":            {strings.ReplaceAll(good, ",5,", ",five,"), "text-for-number"},
		"out of range":    {strings.ReplaceAll(good, ",5,", ",105,"), "out-of-range"},
		"two figures":     {good + line("UNE_2EAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2020, 6), "row-twice"},
		"other indicator": {strings.ReplaceAll(good, "UNE_2EAP", "POP_XWAP"), "no-indicator"},
		"labels":          {"ref_area.label,indicator.label,time,obs_value\nTimor-Leste,a,2020,1\n", "labels"},
		"SDMX":            {"DATAFLOW,REF_AREA,FREQ,SEX,TIME_PERIOD,OBS_VALUE\na,TLS,A,SEX_T,2020,1\n", "other-file"},
		"other file":      {"a,b\n1,2\n", "no-header"},
		"cut":             {good[:len(good)-10], "file-cut"},
	} {
		_, found := read(c.text)
		if !found.HasErrors() || found[0].Code != c.code {
			t.Errorf("%s: %v, want %s", name, found, c.code)
		}
		for _, d := range found {
			if d.Problem.PT == "" || d.Problem.PT == d.Problem.EN || d.Remedy.PT == "" {
				t.Errorf("%s: %+v", name, d)
			}
		}
	}
}

// Whatever a file holds, reading it ends with a labour market or with a problem
// in both languages.
func FuzzRead(f *testing.F) {
	f.Add([]byte(header + line("EAP_2WAP_SEX_AGE_RT", "SEX_F", "AGE_YTHADULT_YGE15", 2020, 50)))
	f.Add([]byte(header + line("EMP_2EMP_SEX_STE_NB", "SEX_M", "STE_ICSE93_1", 2020, 5) + line("EMP_2EMP_SEX_STE_NB", "SEX_M", "STE_ICSE93_TOTAL", 2020, 50)))
	f.Add([]byte("ref_area;indicator;sex;classif1;time;obs_value\nTLS;UNE_2EAP_SEX_AGE_RT;SEX_F;AGE_YTHADULT_YGE15;2020;1,5\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, found := read(string(data))
		for _, s := range []abnd.Series{l.Participation.Female, l.Unemployment.Male, l.WageShare.Male, l.Informal} {
			for year, x := range s.Values {
				if !(x >= 0 && x <= 1) {
					t.Errorf("%d: %v is no share", year, x)
				}
			}
		}
		for _, d := range found {
			if d.Problem.EN == "" || d.Problem.PT == "" || strings.Contains(d.Problem.PT, "%!") {
				t.Errorf("%+v", d)
			}
		}
	})
}
