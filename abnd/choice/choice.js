
// abndChoice writes and reads the codes and the files of choices: format is a Format
// of the Go package abnd/choice, whose comment documents both. A choice has the ID of
// a scenario, from, and levers, by their IDs: { level } or { value }.
//
//   code(choice)       the code of its levels
//   read(text)         a choice; or problem, the name of why there is none, and args
//   file(choice)       the text of a file
//   readFile(text)     as read
function abndChoice(format) {
  const letters = format.alphabet.length, named = 2, checks = 2, root = 5;
  const sizes = [format.scenarios.length].concat(format.levers.map(l => l.levels.length + 1));
  const length = number(sizes.map(n => n - 1), 1).length;
  const refused = (problem, ...args) => ({ problem: problem, args: args });
  const digit = letter => format.alphabet.indexOf(letter);

  function number(places, digits) {
    const all = new Array(digits).fill(0);
    sizes.forEach((size, i) => {
      let carry = places[i];
      for (let j = 0; j < all.length || carry > 0; j++) {
        carry += (all[j] || 0) * size;
        all[j] = carry % letters;
        carry = (carry - all[j]) / letters;
      }
    });
    return all;
  }
  // sums are the sum of all, and that of each times a power of the root.
  function sums(all, power) {
    let sum = 0, weighed = 0;
    for (let i = all.length - 1; i >= 0; i--) {
      sum += all[i];
      weighed += all[i] * power;
      power = power * root % letters;
    }
    return [sum % letters, weighed % letters];
  }
  function code(choice) {
    const places = [Math.max(0, format.scenarios.indexOf(choice.from))].concat(
      format.levers.map(l => l.levels.indexOf(choice.levers[l.id] ? choice.levers[l.id].level || 0 : 0) + 1));
    const all = [digit(format.name[0]), digit(format.name[1])].concat(number(places, length));
    const both = sums(all, root * root);
    const high = 6 * (both[0] + letters - both[1]) % letters;
    all.push(high, (2 * letters - both[0] - high) % letters);
    return all.map((d, i) => (i > 0 && i % 4 === 0 ? '-' : '') + format.alphabet[d]).join('');
  }
  function read(text) {
    const all = [];
    for (const typed of text) {
      if (' \t\r\n-_.\u00a0\u2010\u2011\u2013'.includes(typed)) continue;
      const c = typed.toUpperCase(), d = digit(Object.hasOwn(format.readAs, c) ? format.readAs[c] : c);
      if (d < 0 || c.length > 1) return refused('letter', typed);
      all.push(d);
    }
    const want = named + length + checks, both = sums(all, 1);
    const sound = both[0] === 0 && both[1] === 0 && all.length > named + checks;
    const begins = all.slice(0, named).map(d => format.alphabet[d]).join('');
    if (sound && begins !== format.name) return refused('other', begins, format.name);
    if (all.length !== want) return refused('length', String(all.length), String(want));
    if (!sound) return refused('check');
    const choice = { from: '', levers: {} }, left = all.slice(named, all.length - checks);
    for (let i = sizes.length - 1; i >= 0; i--) {
      let place = 0;
      for (let j = left.length - 1; j >= 0; j--) {
        place = place * letters + left[j];
        left[j] = Math.floor(place / sizes[i]);
        place %= sizes[i];
      }
      if (i === 0) choice.from = format.scenarios[place];
      else if (place > 0) choice.levers[format.levers[i - 1].id] = { level: format.levers[i - 1].levels[place - 1] };
    }
    return left.some(d => d !== 0) ? refused('choice') : choice;
  }
  function file(choice) {
    return JSON.stringify({ abnd: 'choice', version: 1, country: format.country, code: code(choice), from: choice.from, levers: choice.levers }, null, 1) + '\n';
  }
  function readFile(text) {
    let of;
    try {
      of = JSON.parse(text);
    } catch (e) {
      return refused('file');
    }
    const isObject = x => typeof x === 'object' && x !== null && !Array.isArray(x);
    const fields = ['abnd', 'version', 'country', 'code', 'from', 'levers'];
    if (!isObject(of) || of.abnd !== 'choice' || of.version !== 1 || !isObject(of.levers) || typeof of.code !== 'string' || of.code === '' || Object.keys(of).some(k => !fields.includes(k))) return refused('file');
    const levels = read(of.code);
    if (levels.problem) return levels;
    const ids = format.levers.map(l => l.id), level = x => x ? x.level : 0;
    for (const id of Object.keys(of.levers).sort()) {
      const set = of.levers[id];
      if (!ids.includes(id)) return refused('lever', id);
      if (!isObject(set) || Object.keys(set).some(k => k !== 'level' && k !== 'value')) return refused('file');
      const hasValue = set.value !== undefined && set.value !== null;
      if (hasValue && typeof set.value !== 'number' || hasValue === ((set.level || 0) !== 0) || (set.level || 0) !== (level(levels.levers[id]) || 0)) return refused('file');
    }
    if (Object.keys(levels.levers).some(id => !Object.hasOwn(of.levers, id)) || of.from !== levels.from) return refused('file');
    return { from: of.from, levers: of.levers };
  }
  return { code: code, read: read, file: file, readFile: readFile };
}
