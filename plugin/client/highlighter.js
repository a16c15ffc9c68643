/** Marks on words by the CSS Custom Highlight API: the document is never changed, so the text cannot be. */

import { FAMILIES } from './strings.js';

export class Highlighter {
  constructor(view = window) {
    this.view = view;
    this.registry = view.CSS?.highlights ?? null;
    this.ranges = new Map();
  }

  /** Where false, the list in the panel is the only display, and it is complete. */
  get supported() {
    return this.registry !== null;
  }

  /** Show these marks and no others: `[{ id, family, range }]`. */
  paint(marks) {
    this.ranges = new Map(marks.map((mark) => [mark.id, mark.range]));
    for (const family of Object.keys(FAMILIES)) this.fill(family, marks.filter((mark) => mark.family === family));
  }

  /** Stress one mark, or none. */
  activate(id) {
    const range = this.ranges.get(id);
    this.fill('active', range ? [{ range }] : []);
  }

  fill(name, marks) {
    if (!this.supported) return;
    const key = `framing-${name}`;
    if (!this.registry.has(key)) {
      const made = new this.view.Highlight();
      made.priority = name === 'active' ? 10 : 0;
      this.registry.set(key, made);
    }
    const highlight = this.registry.get(key);
    highlight.clear();
    for (const { range } of marks) highlight.add(range);
  }
}
