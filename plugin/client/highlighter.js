/** Marks on words by the CSS Custom Highlight API: the document is never changed, so the text cannot be. */

import { find } from './anchor.js';
import { FAMILY_ORDER, SEVERITY_ORDER } from './findings.js';
import { SURE } from './marks.js';
import { ranger, textOf } from './ranges.js';

export class Highlighter {
  /** @param {Window} view  the window of the document that holds the text */
  constructor(view = window) {
    this.view = view;
    this.registry = view.CSS?.highlights && view.Highlight ? view.CSS.highlights : null;
    this.ranges = new Map();
  }

  /** Where false, nothing is drawn: the list in the panel is the only display, and it is complete. */
  get supported() {
    return this.registry !== null;
  }

  /**
   * Show these marks and no others.
   * @param {{ id: string, family: string, severity: string, range: Range }[]} marks
   */
  paint(marks) {
    this.ranges = new Map(marks.map((mark) => [mark.id, mark.range]));
    for (const name of FAMILY_ORDER) this.#fill(name, marks.filter((mark) => mark.family === name));
    for (const name of SEVERITY_ORDER) this.#fill(name, marks.filter((mark) => mark.severity === name));
  }

  /**
   * Show a session's marks: each block's words in the element that holds them.
   * @param {import('./marks.js').Mark[]} marks
   * @param {(blockId: string) => Element | null} rootOf  the element whose text is the block's
   * @returns {Set<string>} the ids of marks that have no place on the screen
   */
  show(marks, rootOf) {
    const roots = new Map();
    const placed = [];
    const missing = new Set();
    for (const { id, item, place, quote } of marks) {
      if (!roots.has(place.block_id)) roots.set(place.block_id, reader(rootOf(place.block_id)));
      const range = roots.get(place.block_id)?.(place, quote);
      if (range) placed.push({ id, family: item.family, severity: item.severity, range });
      else missing.add(id);
    }
    this.paint(placed);
    return missing;
  }

  /** Stress one mark, or with null none. */
  activate(id) {
    const range = this.ranges.get(id);
    this.#fill('active', range ? [{ range }] : []);
  }

  /** The id of the shortest mark under a point of the view, or null. */
  at(x, y) {
    const under = [...this.ranges].filter(([, range]) =>
      [...range.getClientRects()].some((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom),
    );
    return under.sort(([, a], [, b]) => String(a).length - String(b).length)[0]?.[0] ?? null;
  }

  /** Remove all marks. */
  clear() {
    this.paint([]);
    this.activate(null);
  }

  #fill(name, marks) {
    if (!this.supported) return;
    const key = `framing-${name}`;
    if (!this.registry.has(key)) {
      const made = new this.view.Highlight();
      made.priority = name === 'active' ? 10 : Math.max(0, SEVERITY_ORDER.indexOf(name));
      this.registry.set(key, made);
    }
    const highlight = this.registry.get(key);
    highlight.clear();
    for (const { range } of marks) highlight.add(range);
  }
}

/** A function from a place and its quote to a range in an element, whose text may differ a little from the block's. */
function reader(root) {
  if (!root) return null;
  const text = textOf(root);
  const range = ranger(root);
  return (place, quote) => {
    const here = text.slice(place.start, place.end) === quote.exact ? place : find(text, quote, place.start, SURE);
    return here && range(here.start, here.end);
  };
}
