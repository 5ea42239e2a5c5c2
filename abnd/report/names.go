package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// shortName is a guarantee's name where a column has no room for the long
// one.
func shortName(g abnd.Guarantee) abnd.Text {
	switch g {
	case abnd.Health:
		return abnd.T("Health", "Saúde")
	case abnd.Children:
		return abnd.T("Children", "Crianças")
	case abnd.ActiveAge:
		return abnd.T("Active age", "Idade activa")
	case abnd.Older:
		return abnd.T("Old age", "Velhice")
	case scenarios.AllOf:
		return abnd.T("Total", "Total")
	}
	return g.Name()
}
