package main

import (
	"context"

	"github.com/openabnd/engine/abnd/page"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) page(c *command) {
	c.takesSource()
	c.Short = a.t("Write one HTML page with the levers that anyone opens offline", "Escreve uma página HTML com as alavancas, que se abre sem rede")
	c.Long = a.t(`page writes one HTML file for those who have a phone or a browser and no Excel: the levers of the sheet LEVERS, and the figures that follow from them: cost, persons covered, poverty gap closed, the fund or debt, by year and by guarantee, before and after. It computes by the same lines as the workbook.

The file travels by USB stick, mail or message and opens from disk without a network. It asks for nothing from anywhere, sends nothing, and changes nothing in the study. It is in English and Portuguese; --lang chooses which is shown first. Where a viewer runs no script, it shows the results of the study as tables.`,
		`page escreve um ficheiro HTML para quem tem um telemóvel ou um navegador e não tem o Excel: as alavancas da folha LEVERS e os valores que delas resultam: custo, pessoas abrangidas, fosso da pobreza que se fecha, o fundo ou a dívida, por ano e por garantia, antes e depois. Calcula pelas mesmas linhas que o livro.

O ficheiro passa-se por pen, correio ou mensagem e abre-se do disco, sem rede. Não pede nada de lado nenhum, não envia nada e não muda nada no estudo. Está em português e em inglês; --lang escolhe o que aparece primeiro. Um visualizador que não corra programas mostra os resultados do estudo em quadros.`)
	c.Example = `  abnd page TLS -o timor.html
  abnd page study.xlsx -o study.html --lang pt`
	c.takesYears()
	c.takesSettings()
	c.takesMacro()
	c.takesBaseline()
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		return answer{page: func() ([]byte, error) {
			data, found := page.Write(result, page.Options{Lang: a.lang, Version: a.version, InputName: in.name})
			if found != nil {
				return nil, problems(found)
			}
			return data, nil
		}}, nil
	}
}
