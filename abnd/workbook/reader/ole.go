package reader

import (
	"encoding/binary"
	"unicode/utf16"
)

// Numbers of the compound file format (MS-CFB 2.2 to 2.6).
const (
	oleHeader      = 512
	oleEntry       = 128 // bytes of an entry of the directory
	oleHeaderFATs  = 109 // sectors of the allocation table that the header names
	oleLastSector  = 0xfffffffa
	oleNoEntry     = 0xffffffff
	oleShortSector = 9  // its size as a power of two
	oleLongSector  = 12 // in version 4
)

// oleStreams lists the streams and storages at the top of a compound file;
// false where its directory cannot be followed.
func oleStreams(data []byte) ([]string, bool) {
	if len(data) < oleHeader {
		return nil, false
	}
	u32 := func(at int) uint32 {
		if at < 0 || at+4 > len(data) {
			return oleNoEntry
		}
		return binary.LittleEndian.Uint32(data[at:])
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != oleShortSector && shift != oleLongSector {
		return nil, false
	}
	size := 1 << shift
	// A sector beyond the file is read as no entry.
	next := func(sector uint32) uint32 {
		perFAT := uint32(size / 4)
		if sector/perFAT >= oleHeaderFATs {
			return oleNoEntry
		}
		fat := u32(76 + 4*int(sector/perFAT))
		if fat >= oleLastSector {
			return oleNoEntry
		}
		return u32((int(fat)+1)*size + 4*int(sector%perFAT))
	}
	var entries [][]byte
	sectors := 0
	for sector := u32(48); sector < oleLastSector; sector = next(sector) {
		at := (int(sector) + 1) * size
		if sectors++; at+size > len(data) || sectors > len(data)/size {
			break
		}
		for i := 0; i < size; i += oleEntry {
			entries = append(entries, data[at+i:at+i+oleEntry])
		}
	}
	if len(entries) == 0 {
		return nil, false
	}
	var names []string
	seen := map[uint32]bool{}
	todo := []uint32{binary.LittleEndian.Uint32(entries[0][76:])} // the tree under the root
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if i >= uint32(len(entries)) || seen[i] {
			continue
		}
		seen[i] = true
		e := entries[i]
		var units []uint16
		for n := 0; n+2 < min(int(binary.LittleEndian.Uint16(e[64:])), 64); n += 2 {
			units = append(units, binary.LittleEndian.Uint16(e[n:]))
		}
		names = append(names, string(utf16.Decode(units)))
		todo = append(todo, binary.LittleEndian.Uint32(e[68:]), binary.LittleEndian.Uint32(e[72:]))
	}
	return names, len(names) > 0
}
