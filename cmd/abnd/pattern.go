package main

import (
	"path/filepath"
	"runtime"
	"strings"
)

// patternArguments puts the names of files in the place of a pattern, as in
// WPP2024_Population*.csv.gz. The shells of Windows leave that to the program;
// those of other systems have done it, and what they left is meant as it is.
func patternArguments(args []string) []string {
	if runtime.GOOS != "windows" {
		return args
	}
	return expand(args)
}

// expand replaces each pattern by the files of that form, in the order of their
// names. As in a shell of Unix, one that nothing fits stays. A bracket is part
// of a name, for Windows knows no other patterns than * and ?.
func expand(args []string) []string {
	var out []string
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") || !strings.ContainsAny(arg, "*?") {
			out = append(out, arg)
			continue
		}
		files, err := filepath.Glob(strings.ReplaceAll(arg, "[", "[[]"))
		if err != nil || len(files) == 0 {
			files = []string{arg}
		}
		out = append(out, files...)
	}
	return out
}
