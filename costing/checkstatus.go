package costing

import (
	"slices"
	"time"

	"github.com/openabnd/engine/abnd"
)

// status checks what a study says of itself as a whole. Who calls a study
// validated or approved says by whom and when.
func (c *checker) status() {
	s := c.study
	if s.ID != "" && !goodID(s.ID) {
		c.fail("general/study_id", "id",
			abnd.T("%q cannot be the id of a study", "%q não pode ser o código de um estudo").Fill(s.ID),
			abnd.T("use at most 40 letters without accents, digits and hyphens, e.g. tls-2026", "use no máximo 40 letras sem acentos, algarismos e hífenes, por exemplo tls-2026"))
	}
	if s.Status.Stage != "" && !slices.Contains(abnd.Stages(), s.Status.Stage) {
		c.fail("general/status", "choice",
			abnd.T("%q is not a valid status", "%q não é um estado válido").Fill(string(s.Status.Stage)),
			abnd.T("choose draft, technically-validated or approved", "escolha draft (rascunho), technically-validated (validado tecnicamente) ou approved (aprovado)"))
		return
	}
	if _, err := time.Parse(time.DateOnly, s.Status.Date); s.Status.Date != "" && err != nil {
		c.fail("general/status_date", "date", abnd.T("%q is not a valid date", "%q não é uma data").Fill(s.Status.Date),
			abnd.T("write it as year-month-day, e.g. 2026-03-31", "escreva-a como ano-mês-dia, por exemplo 2026-03-31"))
	}
	if s.Status.IsDraft() {
		if !s.Status.By.IsZero() || s.Status.Date != "" || s.Status.Document != "" {
			c.warn("general/status", "status-draft",
				abnd.T("the study is a draft, but who validated or approved it, when, or the document is given; this is not shown", "o estudo é um rascunho, mas diz-se quem o validou ou aprovou, quando, ou em que documento; isso não se mostra"),
				abnd.T("choose technically-validated or approved, or delete status_by, status_date and status_document", "escolha technically-validated (validado tecnicamente) ou approved (aprovado), ou apague status_by, status_date e status_document"))
		}
		return
	}
	if s.Status.By.IsZero() {
		c.fail("general/status_by_en", "needed",
			abnd.T("the study is said to be %s, but not by whom", "diz-se que o estudo está %s, mas não por quem").Fill(s.Status.Stage.Name()),
			abnd.T("enter the institution, in status_by_en or status_by_pt, or choose the status draft", "indique a instituição, em status_by_en ou status_by_pt, ou escolha o estado draft (rascunho)"))
	}
	if s.Status.Date == "" {
		c.fail("general/status_date", "needed",
			abnd.T("the study is said to be %s, but not when", "diz-se que o estudo está %s, mas não quando").Fill(s.Status.Stage.Name()),
			abnd.T("enter the date, e.g. 2026-03-31, or choose the status draft", "indique a data, por exemplo 2026-03-31, ou escolha o estado draft (rascunho)"))
	}
}
