
  // For a workshop: guess before the figures show, put the codes of all tables side by
  // side, print a sheet. Nothing of it is kept anywhere: closing the page forgets it.
  const workshop = { open: false, guessing: false, said: () => [], codes: '' };
  const cost = () => study.figures.find(f => f.id === 'cost');
  const added = scenario => valueOf(cost().keys, scenario, year) - valueOf(cost().keys, 0, year);

  // The measure of a guess is the envelope, or a tenth of what the status quo costs.
  function measure() {
    const envelope = study.room.envelope ? sum(study.room.envelope) : NaN;
    return isFiniteNumber(envelope) && envelope > 0 ? envelope : valueOf(cost().keys, 0, year) / 10;
  }
  const bracketOf = x => x < 0.5 ? 'guessLess' : x > 2 ? 'guessMore' : 'guessAbout';
  function guess(on) {
    workshop.guessing = on;
    for (const name of ['figures', 'room', 'results', 'said', 'exchange']) boxes[name].hidden = on;
    root.setAttribute('class', on ? 'guessing' : '');
    drawWorkshop();
  }
  function answer(bracket) {
    const x = added(tried), of = measure();
    workshop.said = bracket === null ? () => [] : () => [element('p', { class: 'sentence', role: 'status' },
      fill(word('guessWas'), word(bracket), isFiniteNumber(x) ? word(bracketOf(x / of)) : '\u2026', signed(x)))];
    guess(false);
  }

  function workButton(text, act, attributes) {
    const b = element('button', Object.assign({ type: 'button' }, attributes), text);
    b.addEventListener('click', act);
    return b;
  }
  function drawWorkshop() {
    const box = element('details', {}, element('summary', {}, word('workshop')));
    box.open = workshop.open || workshop.guessing;
    box.addEventListener('toggle', () => { workshop.open = box.open; });
    box.append(element('h2', {}, word('guess')));
    if (!cost()) box.append(element('p', {}, '\u2026'));
    else if (workshop.guessing) {
      box.append(element('p', {}, fill(word('guessAsk').replace('{year}', () => String(year)), millions(measure()))),
        element('div', { class: 'settings' }, ...['guessLess', 'guessAbout', 'guessMore'].map(b => workButton(word(b), () => answer(b))), workButton(word('guessSkip'), () => answer(null))));
    } else {
      box.append(element('p', { class: 'small' }, word('guessAbove')), workButton(word('guessStart'), () => guess(true)), ...workshop.said());
    }
    const codes = element('textarea', { rows: '6', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', class: 'codes' }, workshop.codes);
    codes.value = workshop.codes;
    const tables = element('div', {});
    box.append(element('h2', {}, word('tables')), element('p', { class: 'small' }, word('tablesAbout')), element('label', { class: 'stacked' }, word('tablesCodes'), codes),
      workButton(word('tablesShow'), () => {
        workshop.codes = codes.value;
        tables.replaceChildren(...sideBySide(codes.value));
      }), tables,
      element('h2', {}, word('sheet')), element('p', { class: 'small' }, word('sheetAbout')), workButton(word('print'), () => {
        drawSheet();
        if (typeof print === 'function') print();
      }));
    boxes.workshop.replaceChildren(box);
  }

  // sideBySide are the choices of tables, in the order of the tables.
  function sideBySide(typed) {
    const tables = [], parts = [];
    typed.split('\n').map(x => x.trim()).forEach((text, i) => {
      if (text === '') return;
      const read = choices.read(text), name = fill(word('table'), String(i + 1));
      if (isRefused(read)) parts.push(element('p', { class: 'problem', role: 'alert' }, name + ': ' + refusal(read)));
      else tables.push({ name: name, choice: read });
    });
    if (tables.length === 0) return parts;
    const shownOf = study.figures.filter(f => ['share', 'cost', 'covered'].includes(f.id));
    for (const t of tables) {
      stale = true;
      model.set(model.place(study.baseKey, 0), study.choice.scenarios.indexOf(t.choice.from));
      study.levers.forEach(l => put(l, { level: (t.choice.levers[l.id] || {}).level || 0, own: null }));
      model.run();
      t.cells = shownOf.map(f => {
        const x = valueOf(f.keys, tried, year), part = isFiniteNumber(x) && valueOf(f.part, tried, year) > 0;
        return element('td', { 'data-figure': f.id, 'data-value': isFiniteNumber(x) ? String(x) : '' }, (part ? '\u2265\u00a0' : '') + textOf(x, f, tried));
      });
    }
    restore();
    const levelOf = (t, l) => {
      const level = l.levels.find(x => x.number === (t.choice.levers[l.id] || {}).level);
      return level ? say(level.word) : asBaseOf(l, study.choice.scenarios.indexOf(t.choice.from));
    };
    const fromOf = t => say(study.scenarios[study.choice.scenarios.indexOf(t.choice.from)]);
    const rows = [[word('base'), ...tables.map(fromOf)]].concat(study.levers.map(l => [say(l.name), ...tables.map(t => levelOf(t, l))]));
    const same = rows.filter(r => r.slice(2).every(x => x === r[1])), other = rows.filter(r => !same.includes(r));
    const cells = r => [r[0]].concat(r.slice(1).map(x => element('td', { class: 'words' }, x)));
    parts.push(element('h3', {}, word('agree')));
    parts.push(same.length > 0 ? element('ul', {}, ...same.map(r => element('li', {}, r[0] + ': ' + r[1]))) : element('p', {}, word('agreeNone')));
    if (other.length > 0) {
      parts.push(element('h3', {}, word('differ')), element('div', { class: 'wide', tabindex: '0' }, table([word('levers')].concat(tables.map(t => t.name)), other.map(cells))));
    }
    parts.push(element('h3', {}, word('tablesFigures')), element('div', { class: 'wide', tabindex: '0' },
      table([word('tables')].concat(shownOf.map(f => say(f.label) + (f.cell ? '' : ', ' + year))), tables.map(t => [t.name].concat(t.cells)))));
    return parts;
  }

  const asBaseOf = (l, scenario) => word('asBase') + (say(l.inherits[scenario]) ? ' (' + say(l.inherits[scenario]) + ')' : '');

  // The sheet on paper: every lever with its levels and a box, the choice marked.
  function drawSheet() {
    const rows = study.levers.map((l, i) => {
      const s = state[i], own = s.level === 0 && s.own !== null;
      const box = on => on ? '\u2612 ' : '\u2610 ';
      const levels = [element('p', {}, box(s.level === 0 && !own) + asBaseOf(l, base))].concat(
        l.levels.map(x => element('p', {}, box(x.number === s.level) + say(x.word) + (say(x.value) ? ' (' + say(x.value) + ')' : ''))));
      if (l.own) levels.push(element('p', {}, box(own) + word('own') + ': ' + (own ? s.typed : '______') + ' ' + say(l.own.unit)));
      return [say(l.name), element('td', { class: 'words' }, ...levels)];
    });
    boxes.sheet.replaceChildren(element('h2', {}, word('sheet')),
      element('p', {}, word('base') + ': ' + say(study.scenarios[base]) + '. ' + word('code') + ': ' + choices.code(choiceNow())),
      element('div', { class: 'printed' }, ...study.figures.map(f => element('p', {}, say(f.label) + (f.cell ? '' : ', ' + year) + ': ' + heard(f, tried) + (say(f.note) ? ' (' + say(f.note) + ')' : '')))),
      table([word('levers'), word('levels')], rows), element('p', {}, word('cite')));
  }
