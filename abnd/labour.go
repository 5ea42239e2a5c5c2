package abnd

// Labour is the frame of the labour market. It may be blank. Rates are shares:
// participation of the persons of an age range, unemployment of the labour
// force, wage and informal employment of the employed, compliance of the wage
// employees.
type Labour struct {
	// Participation of those of 15 and over, or, in its place, by age.
	Participation SeriesBySex
	Youth         SeriesBySex // 15–24
	Prime         SeriesBySex // 25–54
	Older         SeriesBySex // 55–64
	Old           SeriesBySex // 65 and over
	Unemployment  SeriesBySex
	WageShare     SeriesBySex
	Informal      Series
	Compliance    Series
	Insured       Series // persons; in place of Compliance
	// LabourForce is what was published of it, in persons, to compare with.
	LabourForce Series
}
