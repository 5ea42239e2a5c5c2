package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// RuleGroup is one benefit rule as its readers meet it: a title and the
// parameters under it in BENEFITS. Every benefit has the groups that are not
// Optional.
type RuleGroup struct {
	Title    abnd.Text
	Note     abnd.Text // what its formulas do not say; blank for nothing
	Specs    []Spec
	Optional bool
}

// RuleGroups lists the benefit rules: those that every benefit has, then the
// optional ones, in the order of the documentation.
func RuleGroups() []RuleGroup {
	var all []RuleGroup
	for _, f := range core {
		all = append(all, groupOf(f, false))
	}
	for _, f := range optional {
		all = append(all, groupOf(f, true))
	}
	return all
}

func groupOf(f family, optional bool) RuleGroup {
	return RuleGroup{Title: f.title, Note: f.note, Specs: slices.Clone(f.specs), Optional: optional}
}

// Name is the English title in small letters with hyphens: the folder of the
// rule's worked example is called so.
func (g RuleGroup) Name() string {
	return strings.ToLower(strings.ReplaceAll(g.Title.EN, " ", "-"))
}
