package report

import (
	"cmp"
	"math"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// ProfileSummary says of an embedded study what it is made of and how
// complete it is.
type ProfileSummary struct {
	Code       string // of the profile, which loads it
	StudyID    string
	Status     abnd.Status
	Country    abnd.Country
	GDPName    abnd.Text
	Projection abnd.Years
	// Population and Economy are the publications of the frames.
	Population, Economy Vintage
	Benefits            int
	Schemes             int // existing ones, those that have ended among them
	SchemeCount
	Completeness
}

// Vintage names the publications that a frame is taken from. Several of them
// are joined by semicolons.
type Vintage struct {
	Source string // IDs in SOURCES
	Title  abnd.Text
	Year   string // of publication
	// LastActual is the last year that is not a projection; 0 is not known.
	LastActual abnd.Year
}

// Summarise describes a profile.
func Summarise(code string, study *abnd.Study) ProfileSummary {
	return ProfileSummary{
		Code: code, StudyID: study.ID, Status: study.Status, Country: study.Country, GDPName: study.GDPName, Projection: study.Projection,
		Population:   vintage(study, study.Population.Source, study.Population.LastEstimate),
		Economy:      vintage(study, study.Economy.GDP.Source, study.Economy.RealGrowth.LastActual),
		Benefits:     len(study.Benefits),
		Schemes:      len(study.Schemes),
		SchemeCount:  CostedSchemes(study),
		Completeness: CompletenessOf(study),
	}
}

// vintage looks up the publications that a figure is taken from.
func vintage(study *abnd.Study, ids string, lastActual abnd.Year) Vintage {
	v := Vintage{LastActual: lastActual}
	var all, years []string
	var titles []abnd.Text
	for _, id := range strings.Split(ids, ";") {
		if id = strings.TrimSpace(id); id == "" {
			continue
		}
		all = append(all, id)
		for _, s := range study.Sources {
			if s.ID == id {
				titles, years = append(titles, s.Title), append(years, s.Year)
				break
			}
		}
	}
	v.Source, v.Title, v.Year = strings.Join(all, "; "), abnd.Joined(titles, "; "), strings.Join(years, "; ")
	return v
}

func (v Vintage) text() abnd.Text {
	title := v.Title
	if title.IsZero() {
		title = abnd.Same(NotKnown)
	}
	if v.LastActual == 0 {
		return title
	}
	return abnd.T("%s (projected after %d)", "%s (projecção após %d)").Fill(title, int(v.LastActual))
}

// Profiles describes profiles in a few lines each, to choose from.
func Profiles(profiles []ProfileSummary) Document {
	list := List{Name: "profiles"}
	for _, p := range profiles {
		list.Items = append(list.Items, ListItem{
			Mark: p.Code,
			Text: abnd.Joined([]abnd.Text{p.Country.Name, abnd.Same(p.Country.Currency), abnd.T("%% of %s", "%% do %s").Fill(p.GDPName), abnd.Same(p.Projection.String())}, " · "),
			Details: []abnd.Text{
				abnd.T("population: %s; economy: %s", "população: %s; economia: %s").Fill(p.Population.text(), p.Economy.text()),
				abnd.T("%s, %d in force and %d of these costed; %s", "%s, dos quais %d em vigor e %d destes com custo estimado; %s").Fill(
					plural(p.Schemes, abnd.T("existing scheme", "regime existente"), abnd.T("existing schemes", "regimes existentes")),
					p.InForce, p.Costed,
					plural(p.Benefits, abnd.T("benefit", "prestação"), abnd.T("benefits", "prestações"))),
				abnd.T("completeness: %s%% of the data on schemes in force available, %s%% of the facts published",
					"completude: disponíveis %s %% dos dados sobre os regimes em vigor, publicados %s %% dos factos").Fill(
					numberText(percent*p.SchemeFields.Share(), 0), numberText(percent*p.Facts.Share(), 0)),
				p.Inputs.Text(),
				StatusAndValidated(p.Status, p.Validated),
			},
		})
	}
	var b builder
	b.add(list)
	return b.Document
}

// profilesHeader is a public format: its names do not change. It does not
// change with the language.
var profilesHeader = []string{
	"code", "country_en", "country_pt", "currency", "gdp_en", "gdp_pt", "first_year", "last_year",
	"population_source", "population_title", "population_year", "population_last_actual",
	"economy_source", "economy_title", "economy_year", "economy_last_actual",
	"schemes", "schemes_in_force", "schemes_costed", "benefits",
	"scheme_fields_known", "scheme_fields", "inputs_published", "inputs",
	"scheme_completeness", "input_completeness",
	"study_id", "status", "inputs_validated",
	"facts_published", "facts", "fact_completeness", "decisions", "expectations_published", "expectations",
}

// ProfilesRecords are profiles in the same format as [ResultRecords], one per row;
// shares are fractions with every digit, and what is not known is blank.
func ProfilesRecords(profiles []ProfileSummary) Records {
	return Records{profilesHeader, func(yield func(...Field)) {
		year := func(y abnd.Year) Field {
			if y == 0 {
				return blankCell
			}
			return countCell(y)
		}
		share := func(x float64) Field {
			if math.IsNaN(x) {
				return blankCell
			}
			return figureCell(x)
		}
		for _, p := range profiles {
			yield(
				textCell(p.Code), textCell(p.Country.Name.EN), textCell(p.Country.Name.PT), textCell(p.Country.Currency), textCell(p.GDPName.EN), textCell(p.GDPName.PT),
				year(p.Projection.First), year(p.Projection.Last),
				textCell(p.Population.Source), textCell(p.Population.Title.In(abnd.English)), textCell(p.Population.Year), year(p.Population.LastActual),
				textCell(p.Economy.Source), textCell(p.Economy.Title.In(abnd.English)), textCell(p.Economy.Year), year(p.Economy.LastActual),
				countCell(p.Schemes), countCell(p.InForce), countCell(p.Costed), countCell(p.Benefits),
				countCell(p.SchemeFields.Known), countCell(p.SchemeFields.All), countCell(p.Published.Known), countCell(p.Published.All),
				share(p.SchemeFields.Share()), share(p.Published.Share()),
				textCell(p.StudyID), codeCell(cmp.Or(p.Status.Stage, abnd.Draft)), countCell(p.Validated.Known),
				countCell(p.Facts.Known), countCell(p.Facts.All), share(p.Facts.Share()), countCell(p.Inputs.Decisions.All),
				countCell(p.Inputs.Expectations.Published), countCell(p.Inputs.Expectations.All),
			)
		}
	}}
}

// jsonProfile is a [ProfileSummary] for programs.
type jsonProfile struct {
	Code           string         `json:"code"`
	Name           ManifestText   `json:"name"`
	Currency       string         `json:"currency"`
	GDPBase        ManifestText   `json:"gdp_base"`
	Projection     ManifestYears  `json:"projection"`
	Population     jsonVintage    `json:"population"`
	Economy        jsonVintage    `json:"economy"`
	Schemes        int            `json:"schemes"`
	SchemesInForce int            `json:"schemes_in_force"`
	SchemesCosted  int            `json:"schemes_costed"`
	Benefits       int            `json:"benefits"`
	SchemeFields   jsonKnown      `json:"scheme_fields"`
	Inputs         jsonKnown      `json:"inputs"`
	StudyID        string         `json:"study_id,omitempty"`
	Status         ManifestStatus `json:"status"`
	Validated      jsonKnown      `json:"inputs_validated"`
	Kinds          ManifestInputs `json:"inputs_by_kind"`
}

type jsonVintage struct {
	Source     string `json:"source"`
	Title      string `json:"title"`
	Year       string `json:"year"`
	LastActual int    `json:"last_actual,omitempty"`
}

// jsonKnown has no share where there is nothing to know.
type jsonKnown struct {
	Known int      `json:"known"`
	All   int      `json:"all"`
	Share *float64 `json:"share,omitempty"`
}

// ProfilesManifest says which program lists the profiles inside it.
type ProfilesManifest struct {
	Tool        string `json:"tool"`
	ToolVersion string `json:"tool_version"`
}

// ProfilesTree is profiles as an object: the program, and the profiles, one a
// line, with what [ProfilesRecords] has of them.
func ProfilesTree(manifest ProfilesManifest, profiles []ProfileSummary) Tree {
	known := func(k Known) jsonKnown {
		out := jsonKnown{Known: k.Known, All: k.All}
		if share := k.Share(); !math.IsNaN(share) {
			out.Share = &share
		}
		return out
	}
	list := jsonRows{name: "profiles"}
	for _, p := range profiles {
		list.rows = append(list.rows, jsonProfile{
			p.Code, manifestText(p.Country.Name, p.Code), p.Country.Currency, manifestText(p.GDPName, p.Code),
			ManifestYears{int(p.Projection.First), int(p.Projection.Last)},
			jsonVintage{p.Population.Source, p.Population.Title.In(abnd.English), p.Population.Year, int(p.Population.LastActual)},
			jsonVintage{p.Economy.Source, p.Economy.Title.In(abnd.English), p.Economy.Year, int(p.Economy.LastActual)},
			p.Schemes, p.InForce, p.Costed, p.Benefits, known(p.SchemeFields), known(p.Published),
			p.StudyID, manifestStatus(p.Status, p.Code), known(p.Validated), manifestInputs(p.Inputs),
		})
	}
	return treeOf(manifest, list)
}
