/** The editor page: a headline and a story, marks on the words, the panel beside them.  It never changes the text. */

import { LineIds } from './anchor.js';
import { transport } from './api.js';
import { Highlighter } from './highlighter.js';
import './panel.js';
import { ranger } from './ranges.js';
import { SAMPLE } from './sample.js';
import { Session } from './session.js';
import { Surface } from './surface.js';

const API = new URL('../v1/analyze', import.meta.url).href;
const DISMISSED = 'framing-dismissed';

/** An editable element whose lines are blocks. */
class Field {
  constructor(element, prefix, role) {
    this.surface = new Surface(element);
    this.ids = new LineIds(prefix);
    this.role = role;
    this.text = '';
  }

  /** Take the text as it stands; whether it has changed. */
  read() {
    const before = this.text;
    this.text = this.surface.text();
    return this.text !== before;
  }

  /** `[{ id, text, start }]`, a block a line, blank ones left out. */
  blocks() {
    const ids = this.ids.of(this.text);
    let start = 0;
    return this.text
      .split('\n')
      .map((text, index) => {
        const block = { id: ids[index], text, start };
        start += text.length + 1;
        return block;
      })
      .filter((block) => block.text.trim());
  }
}

/** Dismissals last as long as the browser tab. */
const tabStore = {
  kept: () => new Map(JSON.parse(sessionStorage.getItem(DISMISSED) ?? '[]')),
  load: () => tabStore.kept(),
  save(id, record) {
    const kept = tabStore.kept();
    if (record) kept.set(id, record);
    else kept.delete(id);
    sessionStorage.setItem(DISMISSED, JSON.stringify([...kept]));
  },
};

export class Editor {
  constructor(page) {
    this.fields = [new Field(page.querySelector('#headline'), 'h', 'headline'), new Field(page.querySelector('#story'), 'p')];
    this.highlighter = new Highlighter(window);
    this.homes = new Map();
    this.headers = {};
    this.session = new Session({
      panel: page.querySelector('framing-panel'),
      send: transport({ url: API, headers: () => this.headers }),
      store: tabStore,
      host: {
        marks: this.highlighter.supported,
        blocks: () => this.blocks(),
        paint: (marks, current) => this.paint(marks, current),
        reveal: (place, options) => this.reveal(place, options),
        replace: (place, text) => this.replace(place, text),
      },
    });
    this.checker = this.session.checker;
    this.listen(page);
    this.typed();
  }

  listen(page) {
    for (const { surface } of this.fields) surface.element.addEventListener('input', () => this.typed());
    this.fields[0].surface.element.addEventListener('keydown', (event) => this.leaveHeadline(event));
    document.addEventListener('selectionchange', () => this.follow());
    document.addEventListener('keydown', (event) => this.key(event));
    this.session.panel.addEventListener('framing-key', ({ detail }) => {
      this.headers = { Authorization: `Bearer ${detail.key}` };
      this.session.check();
    });
    page.querySelector('#sample').addEventListener('click', () => this.fill(SAMPLE));
    page.querySelector('#clear').addEventListener('click', () => this.fill({ headline: '', story: '' }));
  }

  blocks() {
    this.homes = new Map();
    return this.fields.flatMap((field) =>
      field.blocks().map(({ id, text, start }) => {
        this.homes.set(id, { field, start });
        return field.role ? { id, role: field.role, text } : { id, text };
      }),
    );
  }

  typed() {
    const changed = this.fields.map((field) => field.read());
    if (changed.includes(true)) this.session.changed();
  }

  paint(marks, current) {
    const rangers = new Map(this.fields.map((field) => [field, ranger(field.surface.element)]));
    this.highlighter.paint(
      marks.map(({ id, item, place }) => {
        const { field, start } = this.homes.get(place.block_id);
        return { id, family: item.family, severity: item.severity, range: rangers.get(field)(start + place.start, start + place.end) };
      }),
    );
    this.highlighter.activate(current);
  }

  reveal(place, { focus }) {
    const { field, start } = this.homes.get(place.block_id);
    if (focus) field.surface.select(start + place.start, start + place.end);
    else field.surface.scrollTo(start + place.start, start + place.end);
  }

  replace(place, text) {
    const { field, start } = this.homes.get(place.block_id);
    field.surface.replace(start + place.start, start + place.end, text);
  }

  /** The finding at the caret becomes the panel's current one. */
  follow() {
    for (const field of this.fields) {
      const caret = field.surface.caret();
      if (caret === null) continue;
      const block = field.blocks().findLast(({ start }) => start <= caret);
      if (block) this.session.caret(block.id, caret - block.start);
    }
  }

  key(event) {
    const step = event.key === 'F8' ? (event.shiftKey ? -1 : 1) : event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : 0;
    if (step) {
      event.preventDefault();
      this.session.step(step);
    } else if (event.altKey && event.key === 'Enter') {
      event.preventDefault();
      this.session.toPanel();
    }
  }

  leaveHeadline(event) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.fields[1].surface.select(0, 0);
  }

  fill(texts) {
    this.fields.forEach((field, index) => {
      field.surface.element.textContent = texts[['headline', 'story'][index]];
    });
    this.typed();
    this.session.check();
  }
}

window.framing = new Editor(document);
