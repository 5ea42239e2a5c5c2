package costing_test

import (
	"os"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

func TestMain(m *testing.M) {
	proofs.SpendMemory()
	os.Exit(m.Run())
}
