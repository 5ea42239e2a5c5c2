package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing/economy"
	"github.com/openabnd/engine/costing/economy/ilostat"
)

func (a *app) importLabourCommand() *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   a.t("ilostat FILE...", "ilostat FICHEIRO..."),
		Short: a.t("Labour market, from the ILO's files", "Mercado de trabalho, dos ficheiros da OIT"),
		Long: a.t(`import ilostat reads the CSV of ILOSTAT with codes, from the bulk download, compressed or not. Participation, unemployment, wage employment and informal employment go to LPR as shares, with the published labour force. Several files are read together, one per indicator.

The indicators are EAP_2WAP_SEX_AGE_RT (participation), EAP_2EAP_SEX_AGE_NB (labour force), UNE_2EAP_SEX_AGE_RT (unemployment), EMP_2EMP_SEX_STE_NB (employment by status) and EMP_NIFL_SEX_RT (informal employment): the modelled estimates of the ILO, or instead EAP_DWAP, EAP_TEAP, UNE_DEAP, EMP_TEMP of national surveys and SDG_0831.`,
			`import ilostat lê o CSV do ILOSTAT com códigos, tal como o «bulk download» o dá, comprimido ou não. A taxa de actividade, o desemprego, o emprego por conta de outrem e o emprego informal vão para LPR em proporções, com a população activa publicada. Lêem-se vários ficheiros em conjunto, um por indicador.

Os indicadores são EAP_2WAP_SEX_AGE_RT (taxa de actividade), EAP_2EAP_SEX_AGE_NB (população activa), UNE_2EAP_SEX_AGE_RT (desemprego), EMP_2EMP_SEX_STE_NB (emprego por situação na profissão) e EMP_NIFL_SEX_RT (emprego informal): as estimativas modeladas da OIT ou, em seu lugar, EAP_DWAP, EAP_TEAP, UNE_DEAP e EMP_TEMP de inquéritos nacionais e SDG_0831.`),
		Example: `  abnd import ilostat EAP_2WAP_*_A.csv UNE_2EAP_*_A.csv --into population.xlsx -o lao.xlsx`,
		Args:    arguments(1, 100, abnd.T("FILE (a CSV of ILOSTAT)", "FICHEIRO (um CSV do ILOSTAT)")), DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importLabour(cmd.Context(), args, o)
		},
	}
	a.importFlags(cmd, &o)
	return cmd
}

func (a *app) importLabour(ctx context.Context, files []string, o importOptions) error {
	into, err := a.importTarget(&o)
	if err != nil {
		return err
	}
	reader := ilostat.NewReader(o.country)
	for _, path := range files {
		if err := a.readWatched(ctx, path, o, func(name string, r io.Reader) { reader.Read(name, r) }); err != nil {
			return err
		}
	}
	study := into.study
	labour, found := reader.Labour(study.FirstYear)
	if found.HasErrors() {
		return problems(found)
	}
	country.Identify(study, o.country, "")
	found = append(found, economy.Ends(study, ilostat.PutInto(study, &labour))...)
	return a.writeImported(ctx, into, o, found)
}
