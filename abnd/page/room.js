
  // What is left, who is left out, and what each lever would do from here. What takes
  // many computations waits until the figures stand on the screen, and is done in
  // small pieces, so that the page answers in between.
  const sum = f => valueOf([f], 0, year);
  const millions = x => x - x === 0 ? format(x / 1e6, 1) : '\u2026';
  const signed = x => (x > 0 ? '+' : '') + millions(x);
  let movers = null; // what a tenth of each lever changes; null while it is not known
  let askedFor = 0;  // the round of computations that counts
  let stale = false; // the values are those of a trial

  function restore() {
    if (stale) compute();
  }
  function later() {
    restore();
    movers = null;
    for (const s of state) s.beside = {};
    if (typeof setTimeout !== 'function') return;
    const round = ++askedFor, jobs = trials();
    const next = () => {
      if (round !== askedFor) return;
      if (jobs.length > 0) {
        jobs.shift()();
        setTimeout(next, 0);
        return;
      }
      restore();
      showLevers();
      showRoom();
    };
    setTimeout(next, 250);
  }

  // trials are the computations of a round.
  function trials() {
    const cost = study.figures.find(f => f.id === 'cost'), all = study.figures.concat(study.guarantees);
    const figures = () => all.map(f => study.years.map(y => [valueOf(f.keys, tried, y), valueOf(f.to, tried, y)].join()).join()).join();
    const costNow = cost ? valueOf(cost.keys, tried, year) : NaN, now = figures(), found = [], jobs = [];
    const trial = act => jobs.push(() => {
      stale = true;
      act();
    });
    study.levers.forEach((l, i) => {
      const s = state[i];
      const change = () => cost ? valueOf(cost.keys, tried, year) - costNow : NaN;
      const back = () => put(l, s);
      if (s.level !== 0 || s.own !== null) {
        trial(() => {
          put(l, { level: 0, own: null });
          model.run();
          s.idle = figures() === now;
          back();
        });
      }
      for (const level of l.levels) {
        if (level.number === s.level) continue;
        trial(() => {
          put(l, { level: level.number, own: null });
          model.run();
          s.beside[level.number] = { change: change(), changes: figures() !== now, fits: fits() };
          back();
        });
      }
      const cells = tenthOf(l, s);
      if (cells.length === 0) return;
      const mover = { lever: l, less: NaN, greater: NaN };
      for (const way of ['less', 'greater']) {
        trial(() => {
          for (const c of cells) {
            const x = c.now * (way === 'less' ? 0.9 : 1.1);
            model.set(c.place, c.most === null ? x : Math.min(x, c.most));
          }
          model.run();
          mover[way] = change();
          for (const c of cells) model.set(c.place, c.was);
        });
      }
      found.push(mover);
    });
    jobs.push(() => {
      const weight = m => Math.max(Math.abs(m.less) || 0, Math.abs(m.greater) || 0);
      movers = found.filter(m => weight(m) > 0).sort((a, b) => weight(b) - weight(a));
    });
    return jobs;
  }
  // tenthOf are the cells of a lever that are moved by a tenth.
  function tenthOf(l, s) {
    const at = l.levels.findIndex(x => x.number === s.level);
    if (at >= 0) {
      return l.tenth.levels[at].map(c => {
        const place = model.place(c.key, 0);
        return { place: place, now: model.values[place], was: model.values[place], most: c.most };
      });
    }
    if (!l.tenth.now.key) return [];
    const now = valueOf([l.tenth.now.key], 0, year), place = model.place(l.own.key, 0);
    return isFiniteNumber(now) && now !== 0 ? [{ place: place, now: now, was: model.values[place], most: l.tenth.now.most }] : [];
  }

  // fits says of the values whether they keep the envelope: null where that is not
  // known, and the first year in which they do not.
  function fits() {
    let known = true;
    for (const y of study.room.fit) {
      const left = valueOf([study.room.envelope], 0, y) - valueOf([study.room.increment], 0, y);
      const slack = study.room.slack * valueOf([study.room.gdp], 0, y);
      if (left < (isFiniteNumber(slack) ? -slack : 0)) return y;
      known = known && isFiniteNumber(left);
    }
    return known ? true : null;
  }
  function showBeside(lever, level) {
    const x = state[lever].beside[level], place = besides[lever + ' ' + level];
    if (!x || !x.changes) {
      place.replaceChildren('');
      return;
    }
    let text = signed(x.change);
    if (study.room.envelope) {
      text += '; ' + (x.fits === true ? word('fits') : x.fits === null ? word('fitsUnknown') : fill(word('fitsNot'), String(x.fits)));
    }
    place.setAttribute('data-change', isFiniteNumber(x.change) ? String(x.change) : '');
    place.setAttribute('data-fits', String(x.fits));
    place.replaceChildren(text);
  }

  function plainNumber(key, kind) {
    return marked(span, [key], { kind: kind, cell: model.isCell(model.line(key)) }, 0, year);
  }
  function showRoom() {
    const parts = [element('h2', {}, inYear('room'))];
    if (study.room.envelope) {
      const left = sum(study.room.envelope) - sum(study.room.increment), words = word('roomSum').split('%s');
      parts.push(element('p', {}, words[0], plainNumber(study.room.envelope, 'money'), words[1], plainNumber(study.room.increment, 'money'), words[2],
        element('strong', { 'data-left': isFiniteNumber(left) ? String(left) : '' }, millions(left))));
      if (study.room.assumed) parts.push(element('p', {}, word('roomAssumed')));
    } else {
      parts.push(element('p', {}, word('roomNone')));
    }
    parts.push(element('h2', {}, inYear('leftOut')), element('div', { class: 'wide', tabindex: '0' }, leftOut()),
      element('p', { class: 'small' }, word('atMost')), element('p', { class: 'small' }, word('sevilla')),
      element('h2', {}, inYear('movers')));
    if (movers === null) parts.push(element('p', {}, '\u2026'));
    else parts.push(movers.length > 0 ? element('div', { class: 'wide', tabindex: '0' }, moversTable()) : element('p', {}, word('moversNone')));
    parts.push(element('p', { class: 'small' }, word('moversAbout')), element('h2', {}, word('known')), element('p', {}, say(study.room.known)), element('p', { class: 'small' }, word('knownAbout')));
    boxes.room.replaceChildren(...parts);
  }

  const people = { kind: 'persons', cell: false };
  function leftOut() {
    const count = (g, keys, scenario) => {
      if (!keys || keys[scenario] === '') return ['\u2013'];
      const x = valueOf(keys, scenario, year), bound = valueOf(g.exact, scenario, year) < valueOf(g.provisions, scenario, year);
      return [isFiniteNumber(x) && bound ? '\u2264\u00a0' : '', marked(span, keys, people, scenario, year)];
    };
    const cell = (g, keys, scenario, attributes) => element('td', attributes, ...count(g, keys, scenario));
    return table([word('group'), word('before'), word('after'), word('groupWomen'), word('groupMen')],
      study.room.groups.map(g => [say(g.name), cell(g, g.leftOut, base, {}), cell(g, g.leftOut, tried, { class: 'strong' }), cell(g, g.women, tried, {}), cell(g, g.men, tried, {})]));
  }
  function table(head, rows) {
    return element('table', {},
      element('thead', {}, element('tr', {}, ...head.map(h => element('th', { scope: 'col' }, h)))),
      element('tbody', {}, ...rows.map(r => element('tr', {}, element('th', { scope: 'row' }, r[0]), ...r.slice(1)))));
  }
  function moversTable() {
    const cell = x => element('td', { 'data-change': isFiniteNumber(x) ? String(x) : '' }, signed(x));
    return table([word('levers'), word('less'), word('greater')], movers.map(m => [say(m.lever.name), cell(m.less), cell(m.greater)]));
  }
