package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

// requireStrace names the variable that makes a missing strace a failure.
const requireStrace = "ABND_REQUIRE_STRACE"

// The program has nothing with which it could speak HTTP or TLS, and names
// no network of its own: package net itself comes with the parsing of options,
// which knows addresses as a kind of value.
func TestNothingOfTheNetworkIsLinked(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{join .Imports \",\"}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		name, imports, _ := strings.Cut(line, " ")
		seen[name] = true
		switch name {
		case "net/http", "crypto/tls", "net/rpc", "net/smtp", "golang.org/x/net/websocket":
			t.Errorf("%s is linked", name)
		}
		if !slices.Contains(strings.Split(imports, ","), "net") {
			continue
		}
		if name != "github.com/spf13/pflag" && !strings.HasPrefix(name, "vendor/") && !strings.HasPrefix(name, "net") {
			t.Errorf("%s imports net", name)
		}
	}
	if !seen["github.com/openabnd/engine/abnd/workbook"] {
		t.Errorf("the list of packages is not that of the program: %d", len(seen))
	}
}

// Running every verb makes no system call of the network: strace lists none.
func TestNoSocketIsOpened(t *testing.T) {
	proofs.OfAll(t)
	strace, err := exec.LookPath("strace")
	if err != nil {
		proofs.Missing(t, requireStrace, "strace is not installed: that no socket is opened is not proved here")
	}
	dir := t.TempDir()
	abnd := program(t, dir)
	traced := func(out string, command ...string) (string, []byte) {
		t.Helper()
		c := exec.Command(strace, append([]string{"-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", out}, command...)...)
		c.Dir = dir
		messages, err := c.CombinedOutput()
		text, readErr := os.ReadFile(out)
		if err != nil || readErr != nil {
			if strings.Contains(string(messages), "ptrace") {
				proofs.Missing(t, requireStrace, "this system lets no program be traced: that no socket is opened is not proved here")
			}
			t.Fatalf("%v: %v, %v\n%s", command, err, readErr, messages)
		}
		// Of a thread that ends at this very moment strace cannot tell what it
		// was about to call: the end of the program, as a rule.
		lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(line string) bool { return strings.Contains(line, "???( <detached ...>") })
		return strings.Join(lines, ""), messages
	}
	// The oracle is heard: a program that opens a socket is seen to.
	if calls, _ := traced(filepath.Join(dir, "loud"), "bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9 || true"); !strings.Contains(calls, "socket(") {
		t.Fatalf("strace does not see a socket: %q", calls)
	}
	absolute := func(path string) string {
		whole, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		return whole
	}
	for _, args := range [][]string{
		{"version"}, {"countries"}, {"new", "TLS", "-o", "a.xlsx"}, {"check", "a.xlsx"}, {"cost", "a.xlsx", "-o", "b.xlsx"},
		{"cost", "TLS", "--format", "csv"}, {"diff", "a.xlsx", "b.xlsx"}, {"compare", "a.xlsx", "low", "high"}, {"validate"}, {"reconcile", "a.xlsx"},
		{"decompose", "a.xlsx", "--scenario", "high", "--from", "2026", "--to", "2035"},
		{"bridge", "a.xlsx", "--benefit", "social-pension", "--year", "2026", "--their", "total=64000000"},
		{"explain", "a.xlsx", "--scenario", "high", "--benefit", "social-pension", "--year", "2030"},
		{"import", "wpp", absolute(peopleFile), "--country", "TLS", "-o", "c.xlsx"},
		{"import", "weo", absolute(economyFile), "--country", "TLS", "-o", "d.xlsx"},
		{"gaps", "a.xlsx"}, {"matrix", "a.xlsx"}, {"page", "a.xlsx", "-o", "a.html"}, {"population", "TLS"}, {"fiscal", "TLS"}, {"impact", "TLS"}, {"sensitivity", "TLS", "--scenario", "high"},
		{"simulate", "TLS", "--draws", "512"}, {"solve", "TLS", "--vary", "child-benefit.amount", "--ceiling", "11%gdp", "--year", "2030", "--scenario", "high"},
		{"verify", "b.xlsx"}, {"selftest"}, {"completion", "bash"}, {"help", "cost"},
	} {
		if calls, _ := traced(filepath.Join(dir, "calls"), append([]string{abnd}, args...)...); calls != "" {
			t.Errorf("%v makes calls of the network:\n%s", args, calls)
		}
	}
}
