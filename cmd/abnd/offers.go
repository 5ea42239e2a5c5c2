package main

import (
	"github.com/openabnd/engine/abnd"
)

// offer is how the menu offers a verb. Without a text it does not.
type offer struct {
	text abnd.Text
	of   subject
	// file is how the name of the file ends that the verb writes; blank where its answer is
	// only shown.
	file abnd.Text
	// wants are what the verb needs to be told, in the order of its arguments.
	wants []want
}

// subject is what a verb is about.
type subject uint8

const (
	ofAny     subject = iota // a country or a file
	ofCountry                // a country of the program
	ofFile
	ofNothing // the program itself
)

// want is something that is asked before the verb can run.
type want struct {
	option string // that takes the answer; blank where an argument does
	ask    func(*abnd.Study) abnd.Text
	// choices are the only answers there are; nil where anything can be typed.
	choices func(*abnd.Study) []item
	// source says that the answer is a country or a file.
	source bool
}

// item is one line of a list to choose from.
type item struct {
	code string
	text abnd.Text
}

// always asks the same of every study.
func always(text abnd.Text) func(*abnd.Study) abnd.Text {
	return func(*abnd.Study) abnd.Text { return text }
}

// aScenario asks for a scenario or package.
func aScenario(option string, text abnd.Text) want {
	return want{option: option, ask: always(text), choices: func(study *abnd.Study) []item {
		var all []item
		for _, s := range study.Scenarios {
			all = append(all, item{s.ID, s.Name})
		}
		for _, p := range study.Packages {
			all = append(all, item{p.ID, p.Name})
		}
		return all
	}}
}

// aBenefit asks for a benefit.
func aBenefit(option string, text abnd.Text) want {
	return want{option: option, ask: always(text), choices: func(study *abnd.Study) []item {
		var all []item
		for _, b := range study.Benefits {
			all = append(all, item{b.ID, b.Name})
		}
		return all
	}}
}

// aYear asks for a year of the projection, which the text has a place for.
func aYear(option string, text abnd.Text) want {
	return want{option: option, ask: func(study *abnd.Study) abnd.Text { return text.Fill(study.Projection) }}
}
