package main

import (
	"bufio"
	"encoding/binary"
	"os"
)

func writeRows(path string, rows [][]float64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	for _, row := range rows {
		if err := binary.Write(out, binary.LittleEndian, row); err != nil {
			f.Close()
			return err
		}
	}
	if err := out.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
