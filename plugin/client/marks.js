/**
 * The findings of a report on their words, while the text goes on changing: a mark moves with its block's edits, is
 * found again by its quote when its block was split, joined or replaced, and is lost when its words are gone.
 *
 * @typedef {{ id: string, text: string, role?: string }} Block
 * @typedef {{ block_id: string, start: number, end: number }} BlockPlace
 * @typedef {{ id: string, item: object, place: BlockPlace, quote: import('./anchor.js').Quote }} Mark  one that is shown
 */

import { anchor, edit, find, moved, quoteOf } from './anchor.js';

/** The share of a lost mark's context that must agree before it is put down again. */
export const SURE = 0.5;

export class Marks {
  constructor() {
    this.clear();
  }

  /** Forget everything. */
  clear() {
    this.marks = new Map();
    this.texts = new Map();
    this.changes = new Map();
    this.sent = new Map();
  }

  /**
   * Take a report's annotations, in the blocks as they were sent; then follow the text to what it is now.
   * @param {object[]} annotations
   * @param {Block[]} sent
   * @param {Block[]} now
   */
  load(annotations, sent, now = sent) {
    this.clear();
    this.texts = textsOf(sent);
    for (const item of annotations) {
      const text = this.texts.get(item.block_id);
      const found = text === undefined ? null : anchor(text, item);
      const quote = found ? quoteOf(text, found.start, found.end) : item.quote;
      this.marks.set(item.id, { item, quote, place: found && { block_id: item.block_id, ...found } });
    }
    this.sent = this.texts;
    this.follow(now);
  }

  /**
   * Move the marks to a changed text.
   * @param {Block[]} blocks  all blocks as they stand
   * @returns {boolean} whether anything has changed
   */
  follow(blocks) {
    const now = textsOf(blocks);
    this.changes = new Map();
    for (const [id, text] of this.texts) {
      if (!now.has(id)) this.changes.set(id, null);
      else if (now.get(id) !== text) this.changes.set(id, edit(text, now.get(id)));
    }
    const fresh = [...now.keys()].filter((id) => !this.texts.has(id));
    this.texts = now;
    if (!this.changes.size && !fresh.length) return false;
    for (const mark of this.marks.values()) mark.place = this.carry(mark.place);
    this.#seek([...fresh, ...this.changes.keys()].filter((id) => now.has(id)));
    return true;
  }

  /**
   * A place after what was followed last; null when its words were touched or are gone.
   * @param {BlockPlace | null} place
   */
  carry(place) {
    if (!place || !this.changes.has(place.block_id)) return place;
    const change = this.changes.get(place.block_id);
    const found = change && moved(place, change);
    return found && { block_id: place.block_id, ...found };
  }

  /** Where a finding's words stand now, or null. */
  place(id) {
    return this.marks.get(id)?.place ?? null;
  }

  /** The ids of findings whose words have changed or are gone. */
  lost() {
    return new Set([...this.marks.values()].filter((mark) => !mark.place).map((mark) => mark.item.id));
  }

  /**
   * Where a fact of the report stands now, or null.
   * @param {BlockPlace & { text: string }} fact  as the report has it
   */
  locate(fact) {
    const [before, now] = [this.sent.get(fact.block_id), this.texts.get(fact.block_id)];
    if (before === undefined || now === undefined) return null;
    const place = moved(fact, edit(before, now)) ?? find(now, quoteOf(before, fact.start, fact.end), fact.start, SURE);
    return place && { block_id: fact.block_id, ...place };
  }

  /** Put lost marks down where their words and enough of the context stand in the changed blocks. */
  #seek(ids) {
    const stray = [...this.marks.values()].filter((mark) => !mark.place);
    if (!stray.length) return;
    const held = new Set([...this.marks.values()].filter((mark) => mark.place).map(spot));
    for (const mark of stray) {
      for (const id of ids) {
        const found = find(this.texts.get(id), mark.quote, mark.item.start, SURE);
        if (!found) continue;
        const placed = { ...mark, place: { block_id: id, ...found } };
        if (held.has(spot(placed))) continue;
        mark.place = placed.place;
        held.add(spot(mark));
        break;
      }
    }
  }
}

const spot = ({ item, place }) => `${item.rule} ${place.block_id} ${place.start}`;
const textsOf = (blocks) => new Map(blocks.map((block) => [block.id, block.text]));
