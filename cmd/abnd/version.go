package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// baseVersion is the version of a program that was built without knowing its
// own.
const baseVersion = "0.1.0-dev"

// version is that of the module, or of the commit that the program was built
// from, as the compiler recorded it. Results carry it: it says what made
// them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return baseVersion
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	revision, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = ".dirty"
		}
	}
	if revision == "" {
		return baseVersion
	}
	return baseVersion + "+" + revision + dirty
}

func versionLine(version string) string {
	return fmt.Sprintf("abnd %s (%s %s/%s)", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func (a *app) versions(c *command) {
	c.Short = a.t("Show the version", "Mostra a versão")
	c.RunE = func(*cobra.Command, []string) error {
		fmt.Fprintln(a.stdout, versionLine(a.version))
		return nil
	}
}
