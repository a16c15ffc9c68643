/** The editor page: a headline and a story, marks on the words, the panel beside them.  It never changes the text. */

import { Checker } from './api.js';
import { LineIds, anchor, edit, moved } from './anchor.js';
import { Highlighter } from './highlighter.js';
import './panel.js';
import { SAMPLE } from './sample.js';
import { S } from './strings.js';
import { Surface } from './surface.js';

const API = new URL('../v1/analyze', import.meta.url).href;
const DISMISSED = 'framing-dismissed';

class Field {
  constructor(element, prefix) {
    this.surface = new Surface(element);
    this.ids = new LineIds(prefix);
    this.text = '';
  }

  /** Paragraphs as they stand: `[{ id, text, start }]`, blank ones left out. */
  blocks() {
    let start = 0;
    const ids = this.ids.of(this.text);
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

export class Editor {
  constructor(page) {
    this.panel = page.querySelector('framing-panel');
    this.fields = [new Field(page.querySelector('#headline'), 'h'), new Field(page.querySelector('#story'), 'p')];
    this.highlighter = new Highlighter(window);
    this.marks = [];
    this.dismissed = new Map(JSON.parse(sessionStorage.getItem(DISMISSED) ?? '[]'));
    this.panel.dismissed = this.dismissed;
    this.headers = {};
    this.checker = new Checker({
      story: () => this.story(),
      report: (report, story) => this.show(report, story),
      busy: (busy) => { this.panel.status = { busy, message: this.message }; },
      failed: (error) => this.fail(error),
      options: () => ({ url: API, headers: this.headers }),
    });
    this.listen(page);
    this.typed();
  }

  listen(page) {
    for (const { surface } of this.fields) surface.element.addEventListener('input', () => this.typed());
    this.fields[0].surface.element.addEventListener('keydown', (event) => this.leaveHeadline(event));
    document.addEventListener('selectionchange', () => this.follow());
    document.addEventListener('keydown', (event) => this.key(event));
    const on = (name, does) => this.panel.addEventListener(`framing-${name}`, (event) => does(event.detail));
    on('jump', ({ id }) => this.jump(id));
    on('place', ({ place }) => this.reveal(this.locate(place)));
    on('apply', ({ id, text }) => this.apply(id, text));
    on('undo', () => this.undo());
    on('dismiss', ({ id, reason }) => this.dismiss(id, reason));
    on('restore', ({ id }) => this.dismiss(id, null));
    on('filter', () => this.paint());
    on('key', ({ key }) => {
      this.headers = { Authorization: `Bearer ${key}` };
      this.checker.now();
    });
    page.querySelector('#sample').addEventListener('click', () => this.fill(SAMPLE));
    page.querySelector('#clear').addEventListener('click', () => this.fill({ headline: '', story: '' }));
  }

  /** What to send: a block a paragraph, so that only changed ones are read again. */
  story() {
    const [headline, body] = this.fields.map((field) => field.blocks());
    const blocks = [
      ...headline.map(({ id, text }) => ({ id, role: 'headline', text })),
      ...body.map(({ id, text }) => ({ id, text })),
    ];
    return blocks.length ? { blocks } : null;
  }

  /** After every edit: move the marks with the words, drop those the edit touched, check at the next pause. */
  typed() {
    let changed = false;
    for (const field of this.fields) {
      const text = field.surface.text();
      if (text === field.text) continue;
      changed = true;
      const change = edit(field.text, text);
      field.text = text;
      field.ids.of(text);
      for (const mark of this.marks) {
        if (mark.field === field && mark.place) mark.place = moved(mark.place, change);
      }
    }
    if (!changed) return;
    this.panel.toggleAttribute('stale', true);
    this.panel.lost = new Set(this.marks.filter((mark) => !mark.place).map((mark) => mark.item.id));
    this.paint();
    if (this.fields.some((field) => field.text.trim())) this.checker.later();
    else this.empty();
  }

  show(report, story) {
    this.message = '';
    this.panel.status = { busy: false };
    this.panel.toggleAttribute('stale', JSON.stringify(this.story()) !== JSON.stringify(story));
    const starts = new Map(this.fields.flatMap((field) => field.blocks().map((block) => [block.id, { field, ...block }])));
    const sent = new Map(story.blocks.map((block) => [block.id, block.text]));
    this.marks = report.annotations.map((item) => {
      const block = starts.get(item.block_id);
      const place = block && settled(item, sent.get(item.block_id), block.text);
      return { item, field: block?.field, place: place && { start: place.start + block.start, end: place.end + block.start } };
    });
    this.panel.report = report;
    this.panel.lost = new Set(this.marks.filter((mark) => !mark.place).map((mark) => mark.item.id));
    this.paint();
  }

  empty() {
    this.checker.stop();
    this.panel.toggleAttribute('stale', false);
    this.marks = [];
    this.panel.report = null;
    this.paint();
  }

  fail(error) {
    const asksKey = error.status === 401;
    const refused = error.status >= 400 && error.status < 500;
    this.message = asksKey ? S.key : refused ? S.refused(error.detail) : S.down;
    this.panel.status = { message: this.message, key: asksKey };
  }

  paint() {
    const shown = new Set(this.panel.shown().map((item) => item.id));
    const rangers = new Map(this.fields.map((field) => [field, field.surface.ranger()]));
    const visible = this.marks.filter((mark) => mark.place && shown.has(mark.item.id));
    this.visible = visible;
    this.highlighter.paint(
      visible.map(({ item, field, place }) => ({ id: item.id, family: item.family, range: rangers.get(field)(place.start, place.end) })),
    );
    this.highlighter.activate(this.panel.state.current);
  }

  /** The finding at the caret becomes the panel's current one. */
  follow() {
    for (const field of this.fields) {
      const caret = field.surface.caret();
      if (caret === null) continue;
      const here = (this.visible ?? []).filter((mark) => mark.field === field && mark.place.start <= caret && caret <= mark.place.end);
      const kept = here.find((mark) => mark.item.id === this.panel.state.current);
      const shortest = here.sort((a, b) => a.place.end - a.place.start - (b.place.end - b.place.start))[0];
      this.current((kept ?? shortest)?.item.id ?? null);
    }
  }

  current(id, options) {
    this.panel.select(id, options);
    this.highlighter.activate(id);
  }

  jump(id) {
    const mark = this.marks.find((other) => other.item.id === id);
    if (!mark?.place) return;
    this.reveal(mark);
    this.current(id);
  }

  reveal(mark) {
    if (mark?.place) mark.field.surface.select(mark.place.start, mark.place.end);
  }

  /** Where a fact of the report stands now. */
  locate(place) {
    for (const field of this.fields) {
      const block = field.blocks().find(({ id }) => id === place.block_id);
      if (!block) continue;
      const found = anchor(block.text, { ...place, quote: { exact: place.text, prefix: '', suffix: '' } });
      return found && { field, place: { start: block.start + found.start, end: block.start + found.end } };
    }
    return null;
  }

  apply(id, text) {
    const mark = this.marks.find((other) => other.item.id === id);
    if (!mark?.place) return;
    const { field } = mark;
    const { start, end } = text ? mark.place : withSpace(field.text, mark.place);
    const before = field.text.slice(start, end);
    field.surface.replace(start, end, text);
    this.done = { field, start, before, after: text };
    this.panel.say(S.applied(text), true);
    this.checker.later(0);
  }

  undo() {
    if (!this.done) return;
    const { field, start, before, after } = this.done;
    this.done = null;
    if (field.text.slice(start, start + after.length) !== after) return;
    field.surface.replace(start, start + after.length, before);
    this.panel.say(S.undone);
    this.checker.later(0);
  }

  dismiss(id, reason) {
    if (reason === null) this.dismissed.delete(id);
    else this.dismissed.set(id, reason);
    sessionStorage.setItem(DISMISSED, JSON.stringify([...this.dismissed]));
    this.panel.dismissed = this.dismissed;
    this.paint();
  }

  key(event) {
    const step = event.key === 'F8' ? (event.shiftKey ? -1 : 1) : event.altKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : 0;
    if (step) {
      event.preventDefault();
      this.step(step);
    } else if (event.altKey && event.key === 'Enter' && this.panel.state.current) {
      event.preventDefault();
      this.current(this.panel.state.current, { focus: true });
    }
  }

  step(step) {
    const order = [...(this.visible ?? [])].sort((a, b) => this.fields.indexOf(a.field) - this.fields.indexOf(b.field) || a.place.start - b.place.start);
    if (!order.length) return;
    const at = order.findIndex((mark) => mark.item.id === this.panel.state.current);
    const next = at < 0 && step < 0 ? order.length - 1 : (at + step + order.length) % order.length;
    this.jump(order[next].item.id);
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
    this.checker.later(0);
  }
}

/** A place in a block as it was sent, in the block as it is now. */
function settled(item, sent, now) {
  const place = { start: item.start, end: item.end };
  return sent === now ? place : moved(place, edit(sent, now));
}

/** Words to delete, with one of the blanks around them. */
function withSpace(text, { start, end }) {
  if (text[end] === ' ') return { start, end: end + 1 };
  return text[start - 1] === ' ' ? { start: start - 1, end } : { start, end };
}

window.framing = new Editor(document);
