  // The page: what costing/model/javascript computes, shown and moved. Texts of the
  // study are put there as text, never as HTML. What follows in exchange.js and room.js
  // is of the same function, which start.js ends.
  const study = JSON.parse(document.getElementById('study').textContent);
  const model = abndModel(study.program);
  const tried = study.scenarios.length; // the place of the proposal in the lists by scenario
  const last = study.years[study.years.length - 1];
  let lang = study.lang, year = study.year, base = study.base;
  const state = study.levers.map(l => ({
    level: l.chosen, own: l.own ? l.own.value : null, typed: typedOf(l, l.own ? l.own.value : null), problem: '', idle: false, beside: {}
  }));

  // A value of the room's own is kept as the model has it, typed scaled: as percent.
  function typedOf(l, own) { return own === null ? '' : String(Number((own * l.own.scale).toPrecision(12))); }

  // What is said, and how numbers are written.
  const say = t => t[lang];
  const word = code => say(study.texts[code]);
  const inYear = code => word(code).replace('{year}', () => String(year));
  const fill = (t, ...args) => args.reduce((s, x) => s.replace('%s', () => x), t);

  // fixed writes x with so many decimals, a half to the even digit, as the engine
  // does; toFixed takes a half up.
  function fixed(x, decimals) {
    const exact = Math.abs(x).toFixed(decimals + 40), cut = exact.length - 40;
    let s = Math.abs(x).toFixed(decimals);
    if (exact.slice(cut) === '5' + '0'.repeat(39) && Number(exact[cut - 1] === '.' ? exact[cut - 2] : exact[cut - 1]) % 2 === 0) {
      s = exact.slice(0, decimals === 0 ? cut - 1 : cut);
    }
    return s;
  }
  function format(x, decimals) {
    const parts = fixed(x, decimals).split('.');
    const group = lang === 'pt' ? '\u00a0' : ',', mark = lang === 'pt' ? ',' : '.';
    const whole = parts[0].replace(/\B(?=(\d{3})+$)/g, group);
    const minus = x < 0 && /[1-9]/.test(parts.join('')) ? '-' : '';
    return minus + whole + (parts[1] ? mark + parts[1] : '');
  }
  function written(x, kind) {
    switch (kind) {
      case 'percent': return format(x * 100, 2) + word('percent');
      case 'money': return format(x / 1e6, 1);
      case 'year': return String(x);
    }
    return format(x, 0);
  }

  // valueOf is that of a line in a year; a line that is a single cell has it in any.
  function valueOf(keys, scenario, year) {
    if (!keys) return NaN;
    const place = model.place(keys[scenario], year);
    return place < 0 ? NaN : model.values[place];
  }

  function element(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children);
    return e;
  }
  function drawn(name, attributes, ...children) {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    e.append(...children);
    return e;
  }

  // textOf is a figure in words.
  function textOf(x, f, scenario) {
    if (x - x !== 0) {
      return f.kind === 'year' && isFiniteNumber(valueOf(f.rests, scenario, last)) ? word('lasts') : '\u2026';
    }
    return written(x, f.kind);
  }
  function marked(make, keys, f, scenario, year) {
    const x = valueOf(keys, scenario, year);
    return make({
      'data-line': keys[scenario], 'data-year': f.cell ? '' : String(year), 'data-value': isFiniteNumber(x) ? String(x) : ''
    }, textOf(x, f, scenario));
  }
  const span = (attributes, text) => element('span', attributes, text);
  function number(f, scenario, year) {
    if (f.keys[scenario] === '') return ['\u2013'];
    const parts = [];
    if (isFiniteNumber(valueOf(f.keys, scenario, year)) && valueOf(f.part, scenario, year) > 0) parts.push('\u2265\u00a0');
    parts.push(marked(span, f.keys, f, scenario, year));
    const to = valueOf(f.to, scenario, year);
    if (isFiniteNumber(to) && written(to, f.kind) !== written(valueOf(f.keys, scenario, year), f.kind)) {
      parts.push(' ' + word('to') + ' ', marked(span, f.to, f, scenario, year));
    }
    return parts;
  }

  function compute() {
    model.set(model.place(study.baseKey, 0), base);
    study.levers.forEach((l, i) => put(l, state[i]));
    model.run();
    stale = false;
  }
  function put(l, s) {
    model.set(model.place(l.levelKey, 0), s.level || NaN);
    if (l.own) model.set(model.place(l.own.key, 0), s.own === null ? NaN : s.own);
  }

  function moved() {
    compute();
    show();
    later();
  }

  // The parts of the screen.
  const root = document.getElementById('try');
  const boxes = {};
  const trail = []; // the figures that were tapped, one inside another
  for (const name of ['figures', 'said', 'settings', 'levers', 'results', 'room', 'exchange', 'workshop', 'sheet', 'why']) boxes[name] = element('div', {});
  boxes.figures.setAttribute('class', 'figures');
  boxes.settings.setAttribute('class', 'settings');
  for (const name of ['room', 'results', 'exchange']) boxes[name].setAttribute('class', 'later');
  boxes.sheet.setAttribute('class', 'sheet');
  boxes.why.setAttribute('class', 'why');
  boxes.why.setAttribute('role', 'region');
  boxes.said.setAttribute('class', 'aside');
  boxes.said.setAttribute('role', 'status');
  boxes.said.setAttribute('aria-live', 'polite');
  root.append(boxes.figures, boxes.said, boxes.settings, element('div', { class: 'sides' }, boxes.levers, element('div', {}, boxes.room, boxes.results)), boxes.exchange, boxes.workshop, boxes.sheet, boxes.why);

  function show() {
    showFigures();
    showLevers();
    showRoom();
    showResults();
    showCode();
    showWhy();
  }

  // reachable is a figure that the keyboard reaches too.
  function reachable(x) {
    if (typeof x !== 'string') {
      x.setAttribute('tabindex', '0');
      x.setAttribute('role', 'button');
    }
    return x;
  }

  function showFigures() {
    boxes.figures.replaceChildren(...study.figures.map(f => {
      const then = element('p', { class: 'then' });
      if (f.keys[base] !== '') then.append(word('before') + ' ', ...number(f, base, year));
      if (base !== 0 && f.keys[0] !== '') then.append('; ' + word('quo') + ' ', ...number(f, 0, year));
      return element('div', { class: 'figure ' + f.id },
        element('p', { class: 'label' }, say(f.label) + (f.cell ? '' : ', ' + year)),
        element('p', { class: 'now' }, ...number(f, tried, year).map(reachable)),
        then,
        element('p', { class: 'note' }, say(f.note)));
    }));
    // For who hears the page: what has moved.
    boxes.said.replaceChildren(study.figures.map(f => say(f.label) + (f.cell ? '' : ', ' + year) + ': ' + heard(f, tried) + '; ' + word('before') + ' ' + heard(f, base)).join('. '));
  }

  const heard = (f, scenario) => number(f, scenario, year).map(x => typeof x === 'string' ? x : x.textContent).join('');

  function select(label, options, chosen, choose) {
    const s = element('select', {}, ...options.map((o, i) => {
      const x = element('option', { value: String(i) }, o);
      x.selected = i === chosen;
      return x;
    }));
    s.addEventListener('change', () => choose(Number(s.value)));
    return element('label', {}, label, s);
  }
  function showSettings() {
    const back = element('button', { type: 'button' }, word('reset'));
    back.addEventListener('click', () => {
      state.forEach(s => Object.assign(s, { level: 0, own: null, typed: '', problem: '', idle: false }));
      drawLevers();
      moved();
    });
    boxes.settings.replaceChildren(
      select(word('base'), study.scenarios.map(say), base, i => { base = i; drawLevers(); moved(); }),
      select(word('year'), study.years.map(String), study.years.indexOf(year), i => { year = study.years[i]; restore(); show(); later(); }),
      back);
  }

  // drawLevers makes the controls, which stay while they are used; showLevers says
  // what stands against them.
  const remarks = [], besides = {};
  function drawLevers() {
    remarks.length = 0;
    const open = [], folded = [];
    study.levers.forEach((l, i) => (l.open ? open : folded).push(drawLever(l, i)));
    boxes.levers.replaceChildren(element('h2', {}, word('levers')), element('p', { class: 'small' }, inYear('beside')), ...open);
    if (folded.length > 0) {
      const d = element('details', {}, element('summary', {}, word('more')), ...folded);
      d.open = open.length === 0;
      boxes.levers.append(d);
    }
  }
  function drawLever(l, i) {
    const s = state[i];
    let field = null;
    const choice = (n, text, value) => {
      const r = element('input', { type: 'radio', name: 'lever' + i, value: String(n) });
      r.checked = s.level === n;
      r.addEventListener('change', () => {
        Object.assign(s, { level: n, own: null, typed: '', problem: '', idle: false });
        if (field) field.value = '';
        moved();
      });
      s.radios.push(r);
      besides[i + ' ' + n] = element('span', { class: 'beside' });
      return element('label', { class: 'choice' }, r, element('span', {}, text, value ? element('span', { class: 'value' }, ' (' + value + ')') : '', ' ', besides[i + ' ' + n]));
    };
    s.radios = [];
    const box = element('fieldset', {}, element('legend', {}, say(l.name)), choice(0, word('asBase'), say(l.inherits[base])),
      ...l.levels.map(x => choice(x.number, say(x.word), say(x.value))));
    if (l.own) {
      field = element('input', { type: 'number', step: l.own.whole ? '1' : 'any', inputmode: 'decimal' });
      if (l.own.low !== null) field.setAttribute('min', String(l.own.low));
      if (l.own.high !== null) field.setAttribute('max', String(l.own.high));
      field.value = s.typed;
      field.addEventListener('input', () => { type(l, s, field.value); moved(); });
      box.append(element('label', { class: 'own' }, word('own'), field, say(l.own.unit)));
    }
    remarks[i] = element('div', {});
    box.append(remarks[i]);
    return box;
  }
  function type(l, s, typed) {
    const x = typed === '' ? NaN : Number(typed), o = l.own;
    Object.assign(s, { level: 0, own: null, typed: typed, problem: '', idle: false });
    s.radios.forEach((r, n) => { r.checked = n === 0; });
    if (x !== x) return;
    if (o.low !== null && x < o.low || o.high !== null && x > o.high) {
      s.problem = fill(word('outside'), bound(o.low), bound(o.high));
    } else if (o.whole && x !== Math.trunc(x)) {
      s.problem = word('whole');
    } else {
      s.own = x / o.scale;
    }
  }
  const bound = x => x === null ? '\u2026' : String(x);
  function showLevers() {
    study.levers.forEach((l, i) => {
      const s = state[i], chosen = l.levels.find(x => x.number === s.level), parts = [];
      if (chosen) parts.push(element('p', { class: 'sentence' }, say(chosen.sentence)));
      if (s.problem) parts.push(element('p', { class: 'problem', role: 'alert' }, s.problem));
      if (s.idle) parts.push(element('p', { class: 'problem' }, word('noEffect')));
      remarks[i].replaceChildren(...parts);
      for (const level of l.levels) showBeside(i, level.number);
    });
  }

  function showResults() {
    const parts = [];
    if (study.guarantees.length > 0) {
      parts.push(element('h2', {}, inYear('byGuarantee')), bars());
    }
    parts.push(element('h2', {}, word('byYear')));
    const share = study.figures.find(f => f.id === 'share');
    if (share) parts.push(lines(share));
    parts.push(element('div', { class: 'wide', tabindex: '0' }, byYear()), element('p', {}, word('atLeast')), element('p', {}, word('why')));
    boxes.results.replaceChildren(...parts);
  }

  // bars draws the cost of each guarantee, before hatched and after filled.
  function bars() {
    const left = 84, width = 360, row = 44, top = 6;
    let most = 0;
    for (const f of study.guarantees) for (const s of [base, tried]) most = Math.max(most, valueOf(f.keys, s, year) || 0);
    const scale = (width - left - 116) / (most || 1);
    const svg = drawn('svg', { viewBox: '0 0 ' + width + ' ' + (top + row * study.guarantees.length + 4), role: 'group', 'aria-label': inYear('byGuarantee') });
    const hatch = drawn('pattern', { id: 'hatch', width: '5', height: '5', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      drawn('rect', { width: '5', height: '5', fill: '#fff' }), drawn('rect', { width: '2', height: '5', fill: '#6b6b6b' }));
    svg.append(drawn('defs', {}, hatch));
    study.guarantees.forEach((f, i) => {
      const y = top + i * row;
      svg.append(drawn('text', { x: '0', y: String(y + 14) }, say(f.label)));
      [[base, 'url(#hatch)', '#6b6b6b', 'before'], [tried, study.colours[i], study.colours[i], 'after']].forEach((bar, j) => {
        const x = valueOf(f.keys, bar[0], year), long = isFiniteNumber(x) ? Math.max(0, x * scale) : 0, at = y + 3 + 17 * j;
        svg.append(drawn('rect', { x: String(left), y: String(at), width: String(long), height: '14', fill: bar[1], stroke: bar[2] }));
        const mark = valueOf(f.part, bar[0], year) > 0 && isFiniteNumber(x) ? '\u2265 ' : '';
        svg.append(drawn('text', { x: String(left + long + 4), y: String(at + 11) }, mark,
          marked((attributes, text) => drawn('tspan', attributes, text), f.keys, f, bar[0], year), ' ' + word(bar[3])));
      });
    });
    return svg;
  }

  // lines draws a figure by year: the status quo dotted, before dashed, after in full.
  function lines(f) {
    const width = 360, height = 190, left = 44, right = 8, top = 22, bottom = 20;
    const runs = [[0, '#6b6b6b', '1 4', 'quo'], [base, '#0072b2', '7 4', 'before'], [tried, '#8e3a8e', '', 'after']].filter((r, i) => i !== 1 || base !== 0);
    let most = 0;
    for (const r of runs) for (const y of study.years) most = Math.max(most, valueOf(f.keys, r[0], y) || 0);
    const step = tick(most), high = Math.max(step, Math.ceil(most / step) * step);
    const x = i => left + (width - left - right) * i / Math.max(1, study.years.length - 1), y = v => height - bottom - (height - top - bottom) * v / high;
    const svg = drawn('svg', { viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': say(f.label) });
    for (let v = 0; v <= high * 1.0001; v += step) {
      svg.append(drawn('line', { x1: String(left), x2: String(width - right), y1: String(y(v)), y2: String(y(v)), stroke: '#d0d0d0' }),
        drawn('text', { x: String(left - 4), y: String(y(v) + 4), 'text-anchor': 'end' }, format(v * 100, step < 0.01 ? 1 : 0) + word('percent')));
    }
    for (const i of [0, study.years.length - 1]) {
      svg.append(drawn('text', { x: String(x(i)), y: String(height - 4), 'text-anchor': i === 0 ? 'start' : 'end' }, String(study.years[i])));
    }
    runs.forEach((r, n) => {
      let path = '', pen = 'M';
      study.years.forEach((at, i) => {
        const v = valueOf(f.keys, r[0], at);
        if (isFiniteNumber(v)) {
          path += pen + x(i).toFixed(1) + ' ' + y(v).toFixed(1);
          pen = 'L';
        } else {
          pen = 'M';
        }
      });
      const from = 4 + n * 126;
      svg.append(drawn('path', { d: path || 'M0 0', fill: 'none', stroke: r[1], 'stroke-width': '2.5', 'stroke-dasharray': r[2] }),
        drawn('line', { x1: String(from), x2: String(from + 22), y1: '10', y2: '10', stroke: r[1], 'stroke-width': '2.5', 'stroke-dasharray': r[2] }),
        drawn('text', { x: String(from + 26), y: '14' }, word(r[3])));
    });
    return svg;
  }
  function tick(most) {
    const wanted = most / 4 || 0.01, ten = Number('1e' + Math.floor(Math.log10(wanted)));
    for (const n of [1, 2, 5]) if (n * ten >= wanted) return n * ten;
    return 10 * ten;
  }

  function byYear() {
    const share = study.figures.find(f => f.id === 'share'), cost = study.figures.find(f => f.id === 'cost');
    const columns = [];
    for (const f of [share, cost]) {
      if (!f) continue;
      columns.push([f, 0, word('quo')]);
      if (base !== 0) columns.push([f, base, word('before')]);
      columns.push([f, tried, word('after')]);
    }
    return element('table', {},
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, word('column')),
        ...columns.map(c => element('th', { scope: 'col' }, say(c[0].label) + ': ' + c[2])))),
      element('tbody', {}, ...study.years.map(y => element('tr', {}, element('th', { scope: 'row' }, String(y)),
        ...columns.map(c => element('td', c[1] === tried ? { class: 'strong' } : {}, ...number(c[0], c[1], y)))))));
  }

  // The language of all that is on the screen.
  function speak(code) {
    lang = code;
    document.documentElement.setAttribute('lang', code);
    for (const e of document.querySelectorAll('div[lang], section[lang]')) e.hidden = e.getAttribute('lang') !== code;
    const nav = document.getElementById('languages');
    nav.replaceChildren(...[['en', 'English'], ['pt', 'Português']].map(x => {
      const b = element('button', { type: 'button', lang: x[0], 'aria-pressed': String(x[0] === lang) }, x[1]);
      b.addEventListener('click', () => speak(x[0]));
      return b;
    }));
    restore();
    showSettings();
    drawLevers();
    drawExchange();
    drawWorkshop();
    show();
  }
  // Why: a figure that is tapped says its formula as it applies, with what it reads;
  // each of these can be tapped in turn.
  function worth(line, x) {
    const way = study.why.ways[study.why.wayOf[line]];
    if (x - x !== 0) return '\u2026';
    switch (way.kind) {
      case 'choice': return say(way.codes[x]);
      case 'plain': return format(x, decimalsOf(x)) + (say(way.unit) ? ' ' + say(way.unit) : '');
    }
    return written(x, way.kind);
  }
  function decimalsOf(x) {
    if (x === Math.trunc(x) || Math.abs(x) >= 10000) return 0;
    return Math.abs(x) >= 1 ? 2 : 6;
  }
  // A line of the name of another one beside it is told apart by what its key says.
  function nameOf(line, year, others) {
    const label = study.why.labelOf[line];
    const which = others && others.some(x => x !== line && study.why.labelOf[x] === label) ? ' (' + study.program.keys[line].split('/').slice(0, -1).join('/') + ')' : '';
    return say(study.why.labels[label]) + which + (model.isCell(line) ? '' : ', ' + year);
  }
  const linesOf = r => r.op === 'line' ? [r.line] : [].concat(...(r.terms || []).map(linesOf));
  let beside = [];
  function termOf(line, year) {
    const key = study.program.keys[line], x = valueOf([key], 0, year);
    return element('button', {
      type: 'button', 'data-line': key, 'data-year': model.isCell(line) ? '' : String(year), 'data-value': isFiniteNumber(x) ? String(x) : ''
    }, nameOf(line, year, beside) + ': ' + worth(line, x));
  }
  // inWords is a reduced formula; around is how tightly what stands around it holds it.
  function inWords(r, around) {
    switch (r.op) {
      case 'line': return [termOf(r.line, r.year)];
      case 'number': return [r.value - r.value === 0 ? format(r.value, decimalsOf(r.value)) : '\u2026'];
      case 'women': case 'men':
        return [fill(word(r.op), format(r.from, 0), format(r.to, 0)) + ': ' + (r.value - r.value === 0 ? format(r.value, 0) : '\u2026')];
    }
    if (r.op === '+') { // what adds nothing is not said
      const some = r.terms.filter(x => x.op !== 'number' || x.value !== 0);
      if (some.length === 1) return inWords(some[0], around);
      r = { op: '+', terms: some };
    }
    const mine = { '+': 1, '\u2212': 1, '\u00d7': 2, '\u00f7': 2, '^': 3 }[r.op];
    if (r.terms.length === 0) return ['0'];
    if (!mine) {
      return [word(r.op) + ' ('].concat(...r.terms.map((x, i) => (i > 0 ? ['; '] : []).concat(inWords(x, 0))), [')']);
    }
    const tighter = r.op === '+' || r.op === '\u00d7' ? mine : mine + 1;
    const parts = [].concat(...r.terms.map((x, i) => (i > 0 ? [' ' + r.op + ' '] : []).concat(inWords(x, i > 0 ? tighter : mine))));
    return mine < around ? ['('].concat(parts, [')']) : parts;
  }
  function showWhy() {
    boxes.why.hidden = trail.length === 0;
    boxes.why.replaceChildren();
    if (trail.length === 0) return null;
    const key = trail[trail.length - 1][0], of = trail[trail.length - 1][1], line = model.line(key);
    const button = (text, act) => {
      const b = element('button', { type: 'button' }, text);
      b.addEventListener('click', () => { restore(); act(); });
      return b;
    };
    const bar = element('p', { class: 'bar' }, button(word('close'), closeWhy));
    if (trail.length > 1) bar.append(button(word('back'), () => { trail.pop(); showWhy(); }));
    const part = study.figures.concat(study.guarantees).some(f => f.keys.some((k, i) => k === key && valueOf(f.part, i, of) > 0));
    const title = element('h2', { tabindex: '-1' }, nameOf(line, of) + ': ' + (part ? '\u2265\u00a0' : '') + worth(line, valueOf([key], 0, of)));
    const formula = model.reduced(line, of);
    beside = formula ? linesOf(formula).concat(line) : [];
    boxes.why.append(bar, title,
      formula ? element('p', { class: 'formula' }, '= ', ...inWords(formula, 0)) : element('p', {}, say(study.why.origins[study.why.originOf[line]])),
      element('p', { class: 'key' }, key));
    return title;
  }
  // closeWhy gives the focus back to the figure that was asked about.
  function closeWhy() {
    if (trail.length === 0) return;
    const asked = trail[0];
    trail.length = 0;
    showWhy();
    if (!root.querySelectorAll) return;
    for (const e of root.querySelectorAll('[data-line][tabindex]')) {
      if (e.getAttribute('data-line') === asked[0] && Number(e.getAttribute('data-year')) === asked[1]) e.focus();
    }
  }
  function ask(target) {
    const e = target.closest && target.closest('[data-line]');
    if (!e || model.line(e.getAttribute('data-line')) < 0) return false;
    restore();
    if (e.tagName !== 'BUTTON') trail.length = 0;
    trail.push([e.getAttribute('data-line'), Number(e.getAttribute('data-year'))]);
    const title = showWhy();
    if (title.focus) title.focus();
    return true;
  }
  root.addEventListener('click', e => { ask(e.target); });
  root.addEventListener('keydown', e => {
    if (e.key === 'Escape') {
      closeWhy();
    } else if ((e.key === 'Enter' || e.key === ' ') && e.target.tagName !== 'BUTTON' && ask(e.target)) {
      e.preventDefault();
    }
  });
