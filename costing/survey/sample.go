package survey

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Sample is a household survey.
type Sample struct {
	Households []Household
	// Schemes are those whose benefits were recorded, by the names that the
	// caller gives them: [Household.Transfers] follow their order.
	Schemes []string
	// Stratified and Clustered say whether the survey names strata and clusters.
	// Without them it is taken as one stratum, and each household as a cluster:
	// the errors are then too small.
	Stratified, Clustered bool
}

// Household is one that answered.
type Household struct {
	ID               string
	Stratum, Cluster string
	Weight           float64  // households of the country that it stands for
	Size             float64  // its members
	Consumption      float64  // of the household, money per month
	Area             string   // as the survey names it; blank where it does not
	HeadSex          abnd.Sex // blank where it is not known
	Transfers        []Transfer
	People           []Person // blank without a file of persons
}

// Transfer is what a household has of one scheme.
type Transfer struct {
	Receives bool
	Amount   float64 // money per month
	// Recipients are the members who receive it themselves; NaN where the survey
	// does not say who does.
	Recipients float64
}

// Person is a member of a household.
type Person struct {
	Age int // completed years
	Sex abnd.Sex
}

// persons is how many persons of the country the members stand for.
func (h *Household) persons() float64 { return float64(h.Weight * h.Size) }

// perHead is consumption per member.
func (h *Household) perHead() float64 { return h.Consumption / h.Size }

// of is what a household has of the chosen schemes together.
func (h *Household) of(schemes []int) Transfer {
	t := Transfer{}
	for _, s := range schemes {
		one := h.Transfers[s]
		t.Receives = t.Receives || one.Receives
		t.Amount += one.Amount
		t.Recipients += one.Recipients
	}
	return t
}

// before is consumption per member without the chosen schemes.
func (h *Household) before(schemes []int) float64 {
	return (h.Consumption - h.of(schemes).Amount) / h.Size
}

// All lists every scheme of the survey.
func (s *Sample) All() []int {
	all := make([]int, len(s.Schemes))
	for i := range all {
		all[i] = i
	}
	return all
}

// Persons is how many persons the sample stands for.
func (s *Sample) Persons() float64 {
	sum := 0.0
	for i := range s.Households {
		sum += s.Households[i].persons()
	}
	return sum
}

// fifths gives each household its fifth of the persons by a measure of
// welfare, 0 for the poorest: a household belongs where the middle of its persons
// stands. Households of the same welfare stand in the order of the file.
func (s *Sample) fifths(welfare func(*Household) float64) []int {
	order, total := s.ranked(welfare)
	fifth := make([]int, len(s.Households))
	below := 0.0
	for _, i := range order {
		persons := s.Households[i].persons()
		rank := (below + float64(persons/2)) / total
		fifth[i] = min(int(float64(fifthsOfAll)*rank), fifthsOfAll-1)
		below += persons
	}
	return fifth
}

const fifthsOfAll = 5

// ranked sorts the households by welfare.
func (s *Sample) ranked(welfare func(*Household) float64) (order []int, persons float64) {
	order = make([]int, len(s.Households))
	for i := range order {
		order[i] = i
		persons += s.Households[i].persons()
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(welfare(&s.Households[i]), welfare(&s.Households[j]))
	})
	return order, persons
}

// LonelyStrata names the strata of one cluster, for which no error can be
// computed.
func (s *Sample) LonelyStrata() []string {
	if !s.Clustered && !s.Stratified {
		return nil
	}
	clusters := map[string]map[string]bool{}
	for i := range s.Households {
		h := &s.Households[i]
		if clusters[h.Stratum] == nil {
			clusters[h.Stratum] = map[string]bool{}
		}
		clusters[h.Stratum][h.Cluster] = true
	}
	var lonely []string
	for name, of := range clusters {
		if len(of) == 1 {
			lonely = append(lonely, name)
		}
	}
	slices.Sort(lonely)
	return lonely
}

// design numbers the strata and the clusters of the households, once for all
// estimates.
type design struct {
	stratum, cluster []int // by household; clusters are numbered through all strata
	in               []int // the stratum of a cluster
	clusters         []int // how many a stratum has
}

func (s *Sample) design() design {
	d := design{stratum: make([]int, len(s.Households)), cluster: make([]int, len(s.Households))}
	strata, clusters := map[string]int{}, map[[2]string]int{}
	for i := range s.Households {
		h := &s.Households[i]
		stratum, known := strata[h.Stratum]
		if !known {
			stratum = len(strata)
			strata[h.Stratum] = stratum
			d.clusters = append(d.clusters, 0)
		}
		name := [2]string{h.Stratum, h.Cluster}
		if !s.Clustered {
			name = [2]string{h.Stratum, h.ID}
		}
		cluster, known := clusters[name]
		if !known {
			cluster = len(clusters)
			clusters[name] = cluster
			d.in = append(d.in, stratum)
			d.clusters[stratum]++
		}
		d.stratum[i], d.cluster[i] = stratum, cluster
	}
	return d
}

// standardError is that of the sum of what each household adds to an estimate:
//
//	Σ over strata  n ÷ (n − 1) × Σ over clusters (u − mean u)²
//
// NaN where a stratum has a single cluster.
func (d design) standardError(each []float64) float64 {
	of := make([]float64, len(d.in))
	mean := make([]float64, len(d.clusters))
	for i, u := range each {
		of[d.cluster[i]] += u
		mean[d.stratum[i]] += u
	}
	for stratum, n := range d.clusters {
		if n == 1 {
			return math.NaN()
		}
		mean[stratum] /= float64(n)
	}
	variance := 0.0
	for cluster, u := range of {
		stratum := d.in[cluster]
		n := float64(d.clusters[stratum])
		away := u - mean[stratum]
		variance += float64(n / (n - 1) * float64(away*away))
	}
	return math.Sqrt(variance)
}
