package charts

// The palette of a file. A scenario or package has one colour and one dash in
// every chart of it, and so has a guarantee. Every colour has a contrast of at
// least 3 to 1 against white, which is what lines and areas need to be seen
// (WCAG 2.2, 1.4.11), and the first of them are apart also for those who tell
// green from red badly. No colour stands alone: a dash or a label says the same.

// runColours and runDashes tell scenarios and packages apart, by colour on the
// projector and by dashes on paper. There are as many pairs as their least
// common multiple.
var (
	runColours = []string{"0072B2", "D95F02", "5D3A00", "4527A0", "4D7C0F", "8B1E3F", "E0457B"}
	runDashes  = []Dash{Solid, Dashed, LongDashed, DashDot, Dotted, ShortDashed}
)

// Run is the paint of the n-th of several scenarios and packages, counted from
// 0 in the order of the study.
func Run(n int) Paint {
	return Paint{Colour: runColours[n%len(runColours)], Dash: runDashes[n%len(runDashes)]}
}

// Lines that have a paint of their own in every file.
var (
	// StatusQuo is what is compared with.
	StatusQuo = Paint{Colour: "6B6B6B", Dash: ShortDashed}
	// Tried is what the room proposes while it looks at the file: it takes no
	// colour from the scenarios that were agreed on.
	Tried = Paint{Colour: "AD5CAD", Dash: LongDashDotDot}
	// Limit is what must not be exceeded, Revenue what comes in.
	Limit   = Paint{Colour: "262626", Dash: Dotted}
	Revenue = Paint{Colour: "262626", Dash: Solid}
)

// guarantees are the paints of the four guarantees in the order in which
// Recommendation 202 lists them. They differ in lightness, so that they are
// apart in black and white. No run has one of them.
var guarantees = []Paint{
	{Colour: "0B3C5D", Dash: Solid},
	{Colour: "BF7D0A", Dash: Dashed},
	{Colour: "3C89C9", Dash: DashDot},
	{Colour: "A23B3B", Dash: LongDashed},
}

// Guarantee is the paint of the n-th guarantee, counted from 0: health care,
// children, people of working age, older people.
func Guarantee(n int) Paint { return guarantees[n%len(guarantees)] }

// NotKnown fills what is not known. Nothing that is known is hatched like it.
var NotKnown = Paint{Colour: "6B6B6B", Pattern: Hatched}
