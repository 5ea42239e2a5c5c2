package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// MembersLine is the line of an indicator that counts the members of receiving
// households with the direct recipients, where the two differ.
const MembersLine = "own_members"

// IndicatorKey is the key of an indicator's line: "published", "own" or
// "difference".
func IndicatorKey(code, line string) model.Key { return abnd.JoinPath("indicators", code, line) }

// addIndicators sets the study's own coverage beside what was published. The
// index of service coverage is only published: it is no share of a group.
func (b *builder) addIndicators() {
	for _, i := range b.study.Indicators {
		name := abnd.IndicatorName(i.Code)
		unit := abnd.PureNumber
		b.model.Add(model.Line{
			Key: IndicatorKey(i.Code, "published"), Group: "indicators", Label: abnd.T("%s: published", "%s: publicado").Fill(name), Unit: unit,
			Factor: i.Code == abnd.ServiceCoverageIndex, Inputs: []float64{figure(i.Published)}, Source: &i.Provenance,
		})
		if i.Group == "" {
			continue
		}
		add := func(line string, label abnd.Text, formula model.Expr) {
			b.model.Add(model.Line{Key: IndicatorKey(i.Code, line), Group: "indicators/computed", Label: label.Fill(name), Unit: unit, Blankable: true, Formula: formula})
		}
		own := DirectKey(b.study, i.Group, "effective")
		if i.Code == abnd.ChildrenCovered { // children, or households with children
			own = CoverageKey(i.Group, "effective")
		}
		add("own", abnd.T("%s: of this study", "%s: deste estudo"), ref(own))
		if members := CoverageKey(i.Group, "effective"); members != own {
			add(MembersLine, abnd.T("%s: with the members of receiving households", "%s: com os membros dos agregados beneficiários"), ref(members))
		}
		add("difference", abnd.T("%s: difference", "%s: diferença"), minus(ref(IndicatorKey(i.Code, "own")), ifKnown(IndicatorKey(i.Code, "published"))))
	}
}
