'use strict';

// abndModel computes the lines of a study: data is a Program of the Go package
// costing/model/javascript, whose comment documents it. Every value has the bits
// of the engine; one that is not known is NaN.
//
//   place(key, year)   where a value stands in values; −1 where it is none
//   values             of all lines, after run
//   set(place, x)      changes an input; NaN is unknown
//   run()              computes every line
//   line(key)          the number of a line; −1 where there is none
//   isCell(line)       whether it has one value and not one a year
//   reduced(line, y)   its formula as it applies in a year: a tree of what is done
//                      and of the lines that are read; null for an input
function abndModel(data) {
  if (data.version !== 1) throw new Error('abnd: data of version ' + data.version);
  const code = Int32Array.from(data.code), roots = Int32Array.from(data.roots);
  const lines = data.keys.length;
  const first = new Int32Array(lines), width = new Int32Array(lines), begins = new Int32Array(lines);
  const places = new Map();
  let size = 0;
  for (let i = 0; i < lines; i++) {
    first[i] = data.spans[2 * data.of[i]];
    width[i] = data.spans[2 * data.of[i] + 1]; // 0 for a single cell
    begins[i] = size;
    size += width[i] || 1;
    places.set(data.keys[i], i);
  }
  const values = new Float64Array(size);
  for (let i = 0, next = 0; i < lines; i++) {
    if (roots[i] >= 0) continue;
    for (let j = 0; j < (width[i] || 1); j++) {
      const x = data.inputs[next++];
      values[begins[i] + j] = x === null ? NaN : x;
    }
  }

  // How many people there are up to each age, by year.
  const ages = 101;
  function upTo(counts) {
    const sums = new Float64Array(counts.length / ages * (ages + 1));
    for (let i = 0, at = 0; i < counts.length; i++) {
      if (i % ages === 0) at++;
      sums[at] = sums[at - 1] + (counts[i] === null ? NaN : counts[i]);
      at++;
    }
    return sums;
  }
  const people = data.population;
  const females = people && upTo(people.female), males = people && upTo(people.male);
  function between(sums, year, lo, hi) {
    const row = (year - people.first) * (ages + 1);
    if (lo !== lo || hi !== hi || row < 0 || row >= sums.length) return NaN;
    const from = Math.max(Math.ceil(lo), 0), to = Math.min(Math.floor(hi), ages - 1) + 1;
    return to <= from ? 0 : sums[row + to] - sums[row + from];
  }

  function read(line, year) {
    if (width[line] === 0) return values[begins[line]];
    const i = year - first[line];
    return i < 0 ? NaN : values[begins[line] + i];
  }
  function readAt(line, year) {
    const i = year - first[line]; // NaN and a part of a year are no place
    return i >= 0 && i < width[line] && i === Math.trunc(i) ? values[begins[line] + i] : NaN;
  }

  // value reads the formula at pc, and moves it behind the formula.
  let pc = 0, year = 0;
  function value() {
    const op = code[pc++];
    let x, y, n, at;
    switch (op) {
      case 0: return 0;
      case 1: return 1;
      case 2: return NaN;
      case 3: return year;
      case 4: return read(code[pc++], year);
      case 5: return read(code[pc++], year - 1);
      case 6: n = code[pc++]; return readAt(n, value());
      case 7: x = value(); return between(females, year, x, value());
      case 8: x = value(); return between(males, year, x, value());
      case 9:
        n = code[pc++];
        if (n === 0) return 0;
        for (x = value(); n > 1; n--) x += value();
        return x;
      case 10: n = code[pc++]; for (x = value(); n > 1; n--) x = Math.min(x, value()); return x;
      case 11: n = code[pc++]; for (x = value(); n > 1; n--) x = Math.max(x, value()); return x;
      case 12: n = code[pc++]; return apply(n, value());
      case 13:
        n = code[pc++];
        at = code[pc++];
        if (value() !== 0) {
          x = value();
          pc += at;
          return x;
        }
        pc += n;
        return value();
      case 14:
        y = values[begins[code[pc]]];
        n = code[pc + 1];
        at = pc + 2;
        pc = at + n;
        x = NaN;
        for (let i = 0; i < n; i++) {
          if (i === y) x = value();
          else pc += code[at + i];
        }
        return x;
      case 15: x = read(code[pc++], year); return x === x ? 1 : 0;
      case 16: x = read(code[pc++], year); return x === code[pc++] ? 1 : 0;
      case 17: x = value(); return x + value();
      case 18: x = value(); return x - value();
      case 19: x = value(); return x * value();
      case 20: x = value(); return x / value();
      case 21: x = value(); return power(x, value());
      case 22: x = value(); return x < value() ? 1 : 0;
      case 23: x = value(); return x <= value() ? 1 : 0;
      case 24: x = value(); return x === value() ? 1 : 0;
    }
    throw new Error('abnd: operator ' + op);
  }
  // reduced is the formula at pc as it applies in the year: the branches that are
  // taken, and the lines that they read. It moves pc as value does.
  function reduced() {
    const op = code[pc], read = code[pc + 1];
    let r, n, at;
    switch (op) {
      case 4: pc += 2; return { op: 'line', line: read, year: year };
      case 5: pc += 2; return { op: 'line', line: read, year: year - 1 };
      case 6: pc += 2; return { op: 'line', line: read, year: value() };
      case 7: case 8:
        at = pc;
        r = { op: op === 7 ? 'women' : 'men', value: value() };
        n = pc;
        pc = at + 1;
        r.from = value();
        r.to = value();
        pc = n;
        return r;
      case 9: case 10: case 11:
        r = { op: ['+', 'least', 'most'][op - 9], terms: [] };
        for (pc += 2, n = read; n > 0; n--) r.terms.push(reduced());
        return r;
      case 12: pc += 2; return { op: 'function' + read, terms: [reduced()] };
      case 13:
        at = code[pc + 2];
        pc += 3;
        if (value() !== 0) {
          r = reduced();
          pc += at;
          return r;
        }
        pc += read;
        return reduced();
      case 14:
        n = code[pc + 2];
        at = pc + 3;
        pc = at + n;
        r = { op: 'number', value: NaN };
        for (let i = 0; i < n; i++) {
          if (i === values[begins[read]]) r = reduced();
          else pc += code[at + i];
        }
        return r;
      case 17: case 18: case 19: case 20: case 21:
        pc++;
        r = { op: ['+', '\u2212', '\u00d7', '\u00f7', '^'][op - 17], terms: [] };
        r.terms.push(reduced());
        r.terms.push(reduced());
        return r;
    }
    return { op: 'number', value: value() };
  }
  function compute(line, i) {
    pc = roots[line];
    year = first[line] + i;
    values[begins[line] + i] = value();
  }

  const steps = data.steps.map(s => Int32Array.from(s));
  return {
    values: values,
    place: function (key, year) {
      const line = places.get(key);
      if (line === undefined) return -1;
      if (width[line] === 0) return begins[line];
      const i = year - first[line];
      return i >= 0 && i < width[line] ? begins[line] + i : -1;
    },
    line: function (key) { return places.has(key) ? places.get(key) : -1; },
    isCell: function (line) { return width[line] === 0; },
    reduced: function (line, of) {
      if (roots[line] < 0) return null;
      pc = roots[line];
      year = of;
      return reduced();
    },
    set: function (place, x) { values[place] = x; },
    run: function () {
      for (const s of steps) {
        if (s[0] === 0) {
          for (let k = 1; k < s.length; k++) {
            for (let i = 0; i < (width[s[k]] || 1); i++) compute(s[k], i);
          }
        } else {
          for (let i = 0; i < width[s[1]]; i++) {
            for (let k = 1; k < s.length; k++) compute(s[k], i);
          }
        }
      }
    }
  };

  // The functions, as in costing/model/functions.go.
  function apply(f, x) {
    switch (f) {
      case 0: return round(x);
      case 1: return x === 0 ? NaN : log(x);
      case 2: return Math.sqrt(x);
      case 3: return asin(x);
    }
    throw new Error('abnd: function ' + f);
  }
  function power(x, y) { return x !== x || y !== y ? NaN : pow(x, y); }
}

// What follows is costing/model/samebits, step by step: the functions of Math may
// differ in their last bits from browser to browser. Its comments say where the
// formulas come from.

const bitsOf = new Float64Array(1), wordsOf = new Uint32Array(bitsOf.buffer);
bitsOf[0] = 1;
const highWord = wordsOf[1] === 0 ? 0 : 1;

function isFiniteNumber(x) { return x - x === 0; }

function round(x) {
  const t = Math.trunc(x);
  return Math.abs(x - t) >= 0.5 ? t + (x < 0 ? -1 : 1) : t;
}

// frexp gives x as fraction, from a half to below 1, and leaves its power of two
// in exponent.
let exponent = 0;
function frexp(x) {
  exponent = 0;
  if (x === 0 || !isFiniteNumber(x)) return x;
  if (Math.abs(x) < 2.2250738585072014e-308) {
    x *= 4503599627370496; // 2^52
    exponent = -52;
  }
  bitsOf[0] = x;
  exponent += (wordsOf[highWord] >>> 20 & 0x7ff) - 1022;
  wordsOf[highWord] = wordsOf[highWord] & 0x800fffff | 1022 << 20;
  return bitsOf[0];
}

// ldexp is x times a power of two.
function ldexp(x, twos) {
  const fraction = frexp(x);
  if (fraction === 0 || !isFiniteNumber(fraction)) return fraction;
  twos += exponent - 1; // of the power of two that is at most |x|
  if (twos < -1075) return fraction < 0 ? -0 : 0;
  if (twos > 1023) return fraction < 0 ? -Infinity : Infinity;
  let m = 1;
  if (twos < -1022) {
    twos += 53;
    m = 1.1102230246251565e-16; // 2^-53
  }
  bitsOf[0] = fraction;
  wordsOf[highWord] = wordsOf[highWord] & 0x800fffff | (twos + 1023) << 20;
  return m * bitsOf[0];
}

const ln2High = 0.6931471803691238, ln2Low = 1.9082149292705877e-10;
const factorials = [1];
for (let n = 1; n <= 14; n++) factorials[n] = factorials[n - 1] * n;

function exp(x) {
  if (x !== x || x === Infinity) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const twos = round(x / 0.6931471805599453);
  const high = x - twos * ln2High, low = twos * ln2Low;
  const r = high - low;
  let sum = 0;
  for (let n = 14; n >= 2; n--) sum = sum * r + 1 / factorials[n];
  const lost = (high - r) - low;
  const tail = r * r * sum + lost;
  return ldexp(1 + (r + tail), twos);
}

function log(x) {
  if (x !== x || x === Infinity) return x;
  if (x < 0) return NaN;
  if (x === 0) return -Infinity;
  let m = frexp(x), k = exponent;
  if (m < 0.7071067811865476) {
    m = 2 * m;
    k = k - 1;
  }
  const f = m - 1, s = f / (2 + f), z = s * s;
  let rest = 0;
  for (let n = 11; n >= 1; n--) rest = z * (rest + 2 / (2 * n + 1));
  const h = 0.5 * (f * f);
  const inner = s * (h + rest) + k * ln2Low;
  return k * ln2High - ((h - inner) - f);
}

function pow(x, y) {
  const whole = Math.trunc(y), fraction = y - whole;
  if (fraction === 0 || !(x > 0) || Math.abs(y) === 0.5 || !isFiniteNumber(x) || !isFiniteNumber(y)) return product(x, y);
  return product(x, whole) * exp(fraction * log(x));
}

function isOdd(y) { return Math.abs(y) < 9007199254740992 && Math.abs(y % 2) === 1; }

// product is Go's math.Pow where it takes no logarithm.
function product(x, y) {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (x !== x || y !== y) return NaN;
  if (x === 0) {
    const negative = 1 / x < 0 && isOdd(y);
    return y < 0 ? (negative ? -Infinity : Infinity) : (negative ? x : 0);
  }
  if (y === Infinity || y === -Infinity) {
    if (x === -1) return 1;
    return (Math.abs(x) < 1) === (y === Infinity) ? 0 : Infinity;
  }
  if (x === -Infinity) return product(1 / x, -y);
  if (x === Infinity) return y < 0 ? 0 : Infinity;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  let i = Math.abs(y);
  if (i !== Math.trunc(i)) return NaN; // of a number below 0
  if (i >= 9223372036854775808) {
    if (x === -1) return 1;
    return (Math.abs(x) < 1) === (y > 0) ? 0 : Infinity;
  }
  let a = 1, twos = 0, m = frexp(x), e = exponent;
  for (; i !== 0; i = Math.floor(i / 2)) {
    if (e < -4096 || e > 4096) {
      twos += e;
      break;
    }
    if (i % 2 === 1) {
      a *= m;
      twos += e;
    }
    m *= m;
    e *= 2;
    if (m < 0.5) {
      m += m;
      e--;
    }
  }
  if (y < 0) {
    a = 1 / a;
    twos = -twos;
  }
  return ldexp(a, twos);
}

const coefficients = [1];
for (let n = 1; n <= 26; n++) {
  const odd = 2 * n - 1, even = 2 * n;
  coefficients[n] = coefficients[n - 1] * (odd * odd) / (even * (even + 1));
}

function asin(x) {
  if (x < 0) return -asin(-x);
  if (x > 0.5) return 1.5707963267948966 - 2 * series(Math.sqrt((1 - x) / 2));
  return series(x);
}

function series(x) {
  const z = x * x;
  let sum = 0;
  for (let n = 26; n >= 1; n--) sum = z * (coefficients[n] + sum);
  return x + x * sum;
}
