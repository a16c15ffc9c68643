/** The list of findings: grouped by family, filtered, and what was set aside. */

import { arrange, h } from './dom.js';
import { brief, grouped, heir, recordOf, setAside } from './findings.js';
import { Card } from './panel-card.js';
import { FilterBar } from './panel-filter.js';
import { S, familyName } from './strings.js';

/** Lists longer than this are laid out only where they are in view. */
const MANY = 50;

export class FindingsView {
  constructor(panel) {
    this.panel = panel;
    this.cards = new Map();
    this.groups = new Map();
    this.bar = new FilterBar(panel);
    this.list = h('div', { class: 'groups', onkeydown: (event) => this.#walk(event) });
    this.empty = h('p', { class: 'empty' });
    this.aside = h('div');
    this.hint = h('p', { class: 'hint' }, S.keyboard);
  }

  /** What the tab shows; cards that stay are the same elements, so that nothing open closes. */
  render() {
    const { panel } = this;
    const { report, dismissed } = panel.state;
    const open = panel.open();
    const shown = panel.shown();
    this.#keep(report ? report.annotations : []);
    arrange(this.list, grouped(shown).map(([family, items]) => this.#group(family, items)));
    this.list.classList.toggle('many', shown.length > MANY);
    this.empty.textContent = report ? (open.length ? S.noFindings : S.clear) : S.waiting;
    this.aside.replaceChildren(...this.#foot(report, setAside(report, dismissed)));
    this.mark();
    return [this.bar.update(open), this.list, shown.length ? null : this.empty, this.aside, report ? this.hint : null].filter(Boolean);
  }

  /** The element of a finding that is shown, or null. */
  card(id) {
    const element = this.cards.get(id)?.element;
    return element && this.list.contains(element) ? element : null;
  }

  /** Show which finding is current and which have lost their words. */
  mark() {
    const { current, lost } = this.panel.state;
    for (const [id, card] of this.cards) card.mark({ current: id === current, lost: lost.has(id) });
  }

  /** Go on to the neighbour of a finding that is about to go. */
  leave(id, go) {
    const next = heir(grouped(this.panel.shown()).flatMap(([, items]) => items.map((item) => item.id)), id);
    go();
    const card = next && this.card(next);
    if (card) card.focus({ preventScroll: true });
    else this.panel.view.focus({ preventScroll: true });
  }

  #keep(items) {
    const before = this.cards;
    this.cards = new Map();
    for (const item of items) {
      const card = before.get(item.id);
      const where = this.panel.where?.(item) ?? '';
      this.cards.set(item.id, card?.fits(item, where) ? card : new Card(this.panel, item, where));
    }
  }

  #group(family, items) {
    if (!this.groups.has(family)) {
      const title = `family-${family}`;
      const count = h('span', { class: 'count' });
      const list = h('ul');
      const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
      const section = h('section', { class: 'group', dataset: { family }, 'aria-labelledby': title }, h('h3', { id: title }, swatch, familyName(family), count), list);
      this.groups.set(family, { section, list, count });
    }
    const { section, list, count } = this.groups.get(family);
    count.textContent = String(items.length);
    arrange(list, items.map((item) => this.cards.get(item.id).element));
    return section;
  }

  #foot(report, aside) {
    const skipped = report?.skipped ?? [];
    const wasOpen = this.aside.querySelector('details')?.open;
    return [
      aside.length ? h('details', { class: 'dismissed', open: wasOpen }, h('summary', {}, S.dismissed(aside.length)), h('ul', {}, aside.map((entry) => this.#set(entry)))) : null,
      skipped.length ? h('p', { class: 'hint' }, S.skipped(skipped.length), [...new Set(skipped.map((item) => item.reason))].join('; ')) : null,
    ].filter(Boolean);
  }

  #set({ item, record, restorable }) {
    const { reason, note, by, at } = recordOf(record);
    const restore = () => {
      this.panel.emit('restore', { id: item.id, item });
      this.panel.select(item.id, { focus: true });
    };
    return h(
      'li',
      { dataset: { id: item.id } },
      h('span', { class: 'gone' }, `“${brief(item.quote.exact, 60)}”`),
      h('span', { class: 'reason' }, S.record({ reason, note, by, at, suppressed: !restorable })),
      restorable ? h('button', { type: 'button', class: 'plain', onclick: restore, 'aria-label': S.restoreThis(item.quote.exact) }, S.restore) : null,
    );
  }

  /** Arrow keys go from finding to finding, and show each in the text. */
  #walk(event) {
    const card = event.target.closest('.card');
    if (!card || event.altKey || event.ctrlKey || event.metaKey || event.target.matches('select, input')) return;
    const cards = [...this.list.querySelectorAll('.card')];
    const at = cards.indexOf(card);
    const next = cards[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: cards.length - 1 }[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    this.panel.emit('select', { id: next.dataset.id, item: this.cards.get(next.dataset.id).item });
  }
}
