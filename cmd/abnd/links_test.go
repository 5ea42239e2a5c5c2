package main

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	markdownLink    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	markdownHeading = regexp.MustCompile(`(?m)^#{1,6} +(.+)$`)
	fencedBlock     = regexp.MustCompile("(?ms)^```.*?^```$")
)

// Every link of a document to a file of the project leads to a file, every
// anchor to a heading, every picture is there.
func TestLinksOfDocuments(t *testing.T) {
	links := 0
	for _, path := range documents(t) {
		for _, found := range markdownLink.FindAllStringSubmatch(proseOf(t, path), -1) {
			target, err := url.Parse(found[1])
			if err != nil {
				t.Errorf("%s: %s: %v", path, found[1], err)
				continue
			}
			if target.Scheme != "" {
				continue
			}
			links++
			to := path
			if target.Path != "" {
				to = filepath.Join(filepath.Dir(path), filepath.FromSlash(target.Path))
			}
			if _, err := os.Stat(filepath.Join(projectTop, to)); err != nil {
				t.Errorf("%s: %s leads nowhere", path, found[1])
				continue
			}
			if target.Fragment != "" && !anchorsOf(t, to)[target.Fragment] {
				t.Errorf("%s: %s has no heading of that name", path, found[1])
			}
		}
	}
	if links == 0 {
		t.Error("no link was found")
	}
}

// proseOf is a document without its fenced blocks.
func proseOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(projectTop, path))
	if err != nil {
		t.Fatal(err)
	}
	return fencedBlock.ReplaceAllString(string(data), "")
}

// anchorsOf names the headings of a document as a browser of the repository
// does: small letters, hyphens for spaces, no punctuation.
func anchorsOf(t *testing.T, path string) map[string]bool {
	anchors := map[string]bool{}
	for _, heading := range markdownHeading.FindAllStringSubmatch(proseOf(t, path), -1) {
		anchors[strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
				return unicode.ToLower(r)
			}
			return -1
		}, heading[1])] = true
	}
	return anchors
}
