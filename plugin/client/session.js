/**
 * Transport, marks and panel tied together for one text.  An editor page or a CMS adapter gives a host that reads the
 * blocks, shows marks and does edits; see README.md for its members.
 */

import { Checker, wellFormed } from './api.js';
import { Marks } from './marks.js';
import { S } from './strings.js';

const NOWHERE = { load: () => new Map(), save: () => {} };

export class Session {
  /**
   * @param {object} parts
   * @param {import('./panel.js').FramingPanel} parts.panel
   * @param {(story: object, options: object) => Promise<object>} parts.send  a transport
   * @param {object} parts.host
   * @param {{ load: Function, save: Function }} [parts.store]  of dismissals
   * @param {number} [parts.delay]  milliseconds of pause in typing before a check
   */
  constructor({ panel, send, host, store = NOWHERE, delay }) {
    Object.assign(this, { panel, host, store });
    this.marks = new Marks();
    this.visible = [];
    this.dismissed = new Map();
    this.blocks = [];
    this.checker = new Checker({
      story: () => this.story(),
      send,
      report: (report, story) => this.#show(report, story),
      busy: (busy) => { panel.status = { ...panel.status, busy }; },
      failed: (error) => { panel.status = { busy: false, ...S.failure(error) }; },
      delay,
    });
    if (host.where) panel.where = host.where;
    if (host.marks === false) panel.notice = S.noMarks;
    this.#listen();
    this.ready = this.#remember();
  }

  /** What is sent, or null for nothing: the blocks that hold words. */
  story() {
    const blocks = this.host.blocks().filter((block) => block.text.trim());
    return blocks.length ? { blocks: blocks.map((block) => ({ ...block, text: wellFormed(block.text) })) } : null;
  }

  /** After every edit: marks move with their words, a check follows at the next pause. */
  changed() {
    this.#follow();
    if (this.blocks.some((block) => block.text.trim())) this.checker.later();
    else this.#empty();
  }

  /** Check now. */
  check() {
    this.#follow();
    this.checker.later(0);
  }

  /** The caret is here: the finding at it becomes the current one. */
  caret(blockId, offset) {
    const at = this.visible.filter(({ place }) => place.block_id === blockId && place.start <= offset && offset <= place.end);
    const length = ({ place }) => place.end - place.start;
    const kept = at.find(({ id }) => id === this.panel.current);
    const [shortest] = at.sort((a, b) => length(a) - length(b));
    this.#current((kept ?? shortest)?.id ?? null);
  }

  /** Go to the next finding in the text, or with -1 to the one before. */
  step(by = 1) {
    const order = this.inOrder();
    if (!order.length) return;
    const at = order.findIndex(({ id }) => id === this.panel.current);
    this.jump(order[at < 0 && by < 0 ? order.length - 1 : (at + by + order.length) % order.length].id);
  }

  /** Show a finding's words in the text and move there. */
  jump(id, { focus = true } = {}) {
    const place = this.marks.place(id);
    this.#current(id);
    if (place) this.host.reveal(place, { focus });
  }

  /** From the text to the current finding in the list. */
  toPanel() {
    if (this.panel.current) this.panel.select(this.panel.current, { focus: true });
  }

  /** Marks shown, in the order of the text. */
  inOrder() {
    const order = new Map(this.blocks.map((block, index) => [block.id, index]));
    const index = ({ place }) => order.get(place.block_id);
    return [...this.visible].sort((a, b) => index(a) - index(b) || a.place.start - b.place.start);
  }

  /** Put a suggestion in place of a finding's words; "" deletes them, and one of the blanks around them. */
  async apply(id, text) {
    this.#follow();
    const place = this.marks.place(id);
    const block = place && this.blocks.find((other) => other.id === place.block_id);
    if (!block) return this.panel.say(S.notApplied);
    const wide = text ? place : withBlank(block.text, place);
    const before = block.text.slice(wide.start, wide.end);
    if ((await this.host.replace(wide, text)) === false) return this.panel.say(S.notApplied);
    this.check();
    this.done = { before, after: text, place: { ...wide, end: wide.start + text.length } };
    return this.panel.say(S.applied(text), { undo: true });
  }

  /** Take the last applied suggestion back, where its words still stand. */
  async undo() {
    this.#follow();
    const { done } = this;
    this.done = null;
    const text = done?.place && this.blocks.find((block) => block.id === done.place.block_id)?.text;
    const stands = text !== undefined && text !== null && text.slice(done.place.start, done.place.end) === done.after;
    if (!stands || (await this.host.replace(done.place, done.before)) === false) return this.panel.say(S.notUndone);
    this.check();
    return this.panel.say(S.undone);
  }

  /** Keep a dismissal `{ reason, note, … }`, or with null take it back. */
  async dismiss(id, record) {
    const before = this.dismissed.get(id);
    const item = this.panel.report?.annotations.find((other) => other.id === id);
    this.#keep(id, record);
    try {
      const kept = await this.store.save(id, record, item);
      if (record && kept) this.#keep(id, kept);
    } catch {
      this.#keep(id, before ?? null);
      this.panel.say(S.notKept);
    }
  }

  /** Show marks anew, for example after the host has drawn its text again. */
  paint() {
    const shown = new Set(this.panel.shown().map((item) => item.id));
    this.visible = [...this.marks.marks.values()]
      .filter(({ item, place }) => place && shown.has(item.id))
      .map(({ item, place, quote }) => ({ id: item.id, item, place, quote }));
    this.host.paint(this.visible, this.panel.current);
  }

  /** Stop, and remove the marks. */
  close() {
    this.checker.stop();
    this.listening.abort();
    this.host.paint([], null);
  }

  #listen() {
    this.listening = new AbortController();
    const on = (name, does) =>
      this.panel.addEventListener(`framing-${name}`, (event) => does(event.detail), { signal: this.listening.signal });
    on('jump', ({ id }) => this.jump(id));
    on('select', ({ id }) => this.jump(id, { focus: false }));
    on('place', ({ place }) => this.#place(place));
    on('apply', ({ id, text }) => this.apply(id, text));
    on('undo', () => this.undo());
    on('dismiss', ({ id, reason, note }) => this.dismiss(id, { reason, note }));
    on('restore', ({ id }) => this.dismiss(id, null));
    on('filter', () => this.paint());
    on('check', () => this.check());
  }

  async #remember() {
    try {
      this.dismissed = new Map(await this.store.load());
    } catch {
      this.panel.say(S.notLoaded);
    }
    this.panel.dismissed = this.dismissed;
    this.paint();
  }

  #follow() {
    this.blocks = this.host.blocks();
    if (!this.marks.follow(this.blocks)) return;
    if (this.done) this.done.place = this.marks.carry(this.done.place);
    this.panel.toggleAttribute('stale', true);
    this.panel.lost = this.marks.lost();
    this.paint();
  }

  #show(report, story) {
    this.blocks = this.host.blocks();
    this.marks.load(report.annotations, story.blocks, this.blocks);
    this.panel.status = {};
    this.panel.toggleAttribute('stale', JSON.stringify(this.story()) !== JSON.stringify(story));
    this.panel.report = report;
    this.panel.lost = this.marks.lost();
    this.paint();
  }

  #empty() {
    this.checker.stop();
    this.marks.clear();
    this.panel.status = {};
    this.panel.toggleAttribute('stale', false);
    this.panel.report = null;
    this.paint();
  }

  #current(id) {
    if (id === this.panel.current) return;
    this.panel.select(id);
    this.host.paint(this.visible, id);
  }

  #place(fact) {
    this.#follow();
    const place = this.marks.locate(fact);
    if (place) this.host.reveal(place, { focus: true });
    else this.panel.say(S.gone);
  }

  #keep(id, record) {
    if (record) this.dismissed.set(id, record);
    else this.dismissed.delete(id);
    this.panel.dismissed = this.dismissed;
    this.paint();
  }
}

/** Words to delete, with one of the blanks around them. */
function withBlank(text, place) {
  if (text[place.end] === ' ') return { ...place, end: place.end + 1 };
  return text[place.start - 1] === ' ' ? { ...place, start: place.start - 1 } : place;
}
