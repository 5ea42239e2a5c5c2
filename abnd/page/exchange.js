
  // The code and the file of a choice, by which it leaves the page and comes back.
  const choices = abndChoice(study.choice);
  const exchanged = {}; // what of it stays on the screen
  let exchangeSays = [];
  function choiceNow() {
    const levers = {};
    study.levers.forEach((l, i) => {
      if (state[i].level) levers[l.id] = { level: state[i].level };
      else if (state[i].own !== null) levers[l.id] = { value: state[i].own };
    });
    return { from: study.choice.scenarios[base], levers: levers };
  }
  // take moves all levers as a choice says, and does not look at the screen.
  function take(choice) {
    base = study.choice.scenarios.indexOf(choice.from);
    study.levers.forEach((l, i) => {
      const set = choice.levers[l.id] || {}, own = l.own && typeof set.value === 'number' ? set.value : null;
      Object.assign(state[i], { level: set.level || 0, own: own, typed: typedOf(l, own), problem: '', idle: false });
    });
  }
  const isRefused = x => Boolean(x.problem);
  const refusal = x => fill(word('choice-' + x.problem), ...x.args);
  function takeOrSay(read) {
    if (isRefused(read)) {
      exchangeSays = ['problem', () => refusal(read)];
      showCode();
      return;
    }
    take(read);
    const code = choices.code(read);
    exchangeSays = ['sentence', () => fill(word('taken'), code)];
    showSettings();
    drawLevers();
    moved();
  }

  // The address of a copy on a server has the code; that of a file cannot be shared.
  function takeAddress() {
    if (typeof location === 'undefined' || location.hash.length < 2) return;
    const read = choices.read(location.hash.slice(1));
    if (!isRefused(read)) take(read);
  }
  function showAddress(code) {
    if (typeof location !== 'undefined' && /^https?:$/.test(location.protocol)) history.replaceState(null, '', '#' + code);
  }

  function saveAs(name, text, kind) {
    const url = URL.createObjectURL(new Blob([text], { type: kind }));
    const a = element('a', { href: url, download: name });
    document.body.append(a);
    a.click();
    a.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function drawExchange() {
    const typed = element('input', { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', class: 'code' });
    const button = (text, act) => {
      const b = element('button', { type: 'button' }, text);
      b.addEventListener('click', act);
      return b;
    };
    const enter = () => takeOrSay(choices.read(typed.value));
    typed.addEventListener('keydown', e => { if (e.key === 'Enter') enter(); });
    const file = element('input', { type: 'file', accept: '.json,application/json' });
    file.addEventListener('change', () => {
      const f = file.files[0];
      if (!f) return;
      const reader = new FileReader();
      reader.onload = () => takeOrSay(choices.readFile(String(reader.result)));
      reader.readAsText(f.slice(0, 1 << 20));
      file.value = '';
    });
    exchanged.code = element('p', { class: 'code' });
    exchanged.own = element('p', {});
    exchanged.said = element('div', { role: 'status' });
    boxes.exchange.replaceChildren(element('h2', {}, word('code')), exchanged.code, exchanged.own, element('p', { class: 'small' }, word('codeAbout')),
      element('div', { class: 'settings' }, element('label', {}, word('codeTyped'), typed), button(word('take'), enter)), exchanged.said,
      element('div', { class: 'settings' },
        button(word('save'), () => saveAs(word('fileName') + '-' + choices.code(choiceNow()) + '.json', choices.file(choiceNow()), 'application/json')),
        element('label', {}, word('openFile'), file)));
  }
  function showCode() {
    const code = choices.code(choiceNow());
    exchanged.code.replaceChildren(code);
    exchanged.own.replaceChildren(state.some(s => s.own !== null && !s.level) ? word('codeOwn') : '');
    exchanged.said.replaceChildren(...(exchangeSays.length > 0 ? [element('p', { class: exchangeSays[0] }, exchangeSays[1]())] : []));
    showAddress(code);
  }
