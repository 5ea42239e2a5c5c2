// Package samebits has the elementary functions of the model, computed in the
// same steps on every machine.
//
// The functions of package math are not: [math.Exp] and [math.Log] are written
// in assembler for some processors, and on one kind of processor take another
// path where it can fuse a multiplication with an addition. Their last bits
// differ, and a costing must not: the same study gives the same bytes
// everywhere.
//
// For the same reason every product that is added to something is written as
// float64(x*y) + z throughout the pure core. Go may fuse x*y + z into one
// operation that rounds once, and does so on arm64; an explicit conversion
// forbids it (The Go Programming Language Specification, Floating-point
// operators). A test compiles for arm64 and looks for fused operations.
package samebits
