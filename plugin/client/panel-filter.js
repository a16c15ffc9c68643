/** What is shown: families as buttons, and in long lists a least severity and words to look for. */

import { arrange, h } from './dom.js';
import { EVERYTHING, families, toggled } from './findings.js';
import { LEAST, S, familyName } from './strings.js';

/** Lists up to this long need no search. */
const FEW = 8;

export class FilterBar {
  constructor(panel) {
    this.panel = panel;
    this.chips = new Map();
    this.row = h('div', { class: 'chips', role: 'group', 'aria-label': S.filter });
    this.least = h('select', { 'aria-label': S.least, onchange: () => this.#set({ least: this.least.value }) }, Object.entries(LEAST).map(([value, label]) => h('option', { value }, label)));
    this.words = h('input', { type: 'search', placeholder: S.search, 'aria-label': S.search, oninput: () => this.#set({ words: this.words.value }) });
    this.fine = h('div', { class: 'fine-filter' }, this.words, this.least);
    this.element = h('div', { class: 'filter', role: 'search', 'aria-label': S.filter }, this.row, this.fine);
  }

  /** The bar for these open findings, or null where there is nothing to choose. */
  update(items) {
    const { filter } = this.panel.state;
    const found = families(items);
    const chosen = filter.families;
    const chips = [this.#chip('', S.all, items.length, !chosen, () => this.#set({ families: null }))];
    for (const [name, count] of found) {
      chips.push(this.#chip(name, familyName(name), count, Boolean(chosen?.has(name)), () => this.#set({ families: toggled(this.panel.state.filter.families, name) })));
    }
    arrange(this.row, chips);
    this.words.value = filter.words;
    this.least.value = filter.least;
    const narrowed = filter.words || filter.least !== EVERYTHING.least;
    this.fine.hidden = items.length <= FEW && !narrowed;
    return found.length > 1 || narrowed || chosen || items.length > FEW ? this.element : null;
  }

  #chip(family, label, count, pressed, press) {
    if (!this.chips.has(family)) {
      const words = h('span');
      const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
      this.chips.set(family, { words, button: h('button', { type: 'button', class: 'chip', dataset: { family }, onclick: press }, swatch, words) });
    }
    const { words, button } = this.chips.get(family);
    words.textContent = `${label} ${count}`;
    button.setAttribute('aria-pressed', String(pressed));
    return button;
  }

  #set(changes) {
    this.panel.filter({ ...this.panel.state.filter, ...changes });
  }
}
