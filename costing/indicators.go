package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

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
		add("own", abnd.T("%s: of this study", "%s: deste estudo"), ref(CoverageKey(i.Group, "effective")))
		add("difference", abnd.T("%s: difference", "%s: diferença"), minus(ref(IndicatorKey(i.Code, "own")), ifKnown(IndicatorKey(i.Code, "published"))))
	}
}
