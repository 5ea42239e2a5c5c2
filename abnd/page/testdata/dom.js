// As much of a document as the page uses, for a test without a browser. It has no
// innerHTML: what is put there is an element or text.
function FakeElement(name) {
  this.name = name;
  this.attributes = {};
  this.children = [];
  this.listeners = {};
  this.hidden = false;
}
FakeElement.prototype = {
  setAttribute: function (key, x) { this.attributes[key] = String(x); },
  getAttribute: function (key) { return key in this.attributes ? this.attributes[key] : null; },
  append: function (...all) { for (const x of all) this.children.push(x instanceof FakeElement ? x : String(x)); },
  replaceChildren: function (...all) { this.children = []; this.append(...all); },
  addEventListener: function (kind, f) { this.listeners[kind] = f; },
  get textContent() { return this.children.map(c => c instanceof FakeElement ? c.textContent : c).join(''); }
};
const byID = {};
for (const id of ['study', 'try', 'languages']) byID[id] = new FakeElement('div');
byID.study.append(studyText);
const document = {
  documentElement: new FakeElement('html'),
  getElementById: id => byID[id],
  createElement: name => new FakeElement(name),
  createElementNS: (space, name) => new FakeElement(name),
  querySelectorAll: () => []
};

// What waits is done when a test says so.
const waits = [];
const setTimeout = f => { waits.push(f); };
function drain() {
  while (waits.length > 0) waits.shift()();
}

// every lists the elements below the page's root for which a test holds.
function every(test) {
  const found = [];
  (function look(e) {
    if (!(e instanceof FakeElement)) return;
    if (test(e)) found.push(e);
    e.children.forEach(look);
  })(byID.try);
  return found;
}
const numbers = () => every(e => 'data-line' in e.attributes).map(e => ({
  line: e.attributes['data-line'], year: e.attributes['data-year'], value: e.attributes['data-value'], text: e.textContent
}));
function choose(lever, level) {
  const r = every(e => e.attributes.name === 'lever' + lever && e.attributes.value === String(level))[0];
  r.checked = true;
  r.listeners.change();
}
function typeIn(lever, text) {
  const box = every(e => e.name === 'fieldset')[lever];
  const field = box.children.map(c => c.children.find(x => x.attributes && x.attributes.type === 'number')).find(x => x);
  field.value = text;
  field.listeners.input();
}
function pick(place, n) {
  const s = every(e => e.name === 'select')[place];
  s.value = String(n);
  s.listeners.change();
}
const speakIn = n => byID.languages.children[n].listeners.click();
const code = () => every(e => e.name === 'p' && e.attributes.class === 'code')[0].textContent;
function typeCode(text) {
  every(e => e.name === 'input' && e.attributes.class === 'code')[0].value = text;
  every(e => e.name === 'button' && ['Take this code', 'Usar este código'].includes(e.textContent))[0].listeners.click();
}
// besides are what is said beside the levels of a lever.
const besides = lever => every(e => e.attributes.name === 'lever' + lever).map(r => {
  const said = every(e => e.name === 'label' && e.children[0] === r)[0].children[1].children.slice(-1)[0];
  return { level: Number(r.attributes.value), change: said.attributes['data-change'] || '', fits: said.attributes['data-fits'] || '', text: said.textContent };
});
const tenths = () => every(e => e.name === 'tr' && e.children.length === 3 && e.children.slice(1).every(c => 'data-change' in c.attributes)).map(e => ({
  lever: e.children[0].textContent, less: e.children[1].attributes['data-change'], greater: e.children[2].attributes['data-change']
}));
const screen = () => byID.try.textContent;

// ask taps a number, tap a term of the formula that is said; both as a click that
// bubbles up to the page's root.
function press(e) {
  e.tagName = e.name.toUpperCase();
  e.closest = () => e;
  byID.try.listeners.click({ target: e });
}
const ask = n => press(every(e => 'data-line' in e.attributes)[n]);
const said = () => every(e => e.name === 'button' && 'data-line' in e.attributes);
const terms = () => said().map(e => ({
  line: e.attributes['data-line'], year: e.attributes['data-year'], value: e.attributes['data-value'], text: e.textContent
}));
const tap = n => press(said()[n]);
function write(kind, text) { every(e => e.attributes.class === kind)[0].value = text; }
function pressButton(text) { every(e => e.name === 'button' && e.textContent === text)[0].listeners.click(); }
