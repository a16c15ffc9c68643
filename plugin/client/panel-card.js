/** One finding: its words, the question, suggestions, why, and a way to disagree. */

import { h } from './dom.js';
import { brief } from './findings.js';
import { REASONS, S, SEVERITIES } from './strings.js';

export class Card {
  constructor(panel, item, where) {
    Object.assign(this, { panel, item, where });
    this.open = null;
    this.element = this.#build();
  }

  /** Whether the card shows just this, so that it can stay. */
  fits(item, where) {
    const told = ({ message, why, severity, confidence, suggestions, quote, rule }) =>
      JSON.stringify([message, why, severity, confidence, suggestions, quote.exact, rule]);
    const fits = where === this.where && told(item) === told(this.item);
    if (fits) this.item = item;
    return fits;
  }

  mark({ current, lost }) {
    if (current) this.element.setAttribute('aria-current', 'true');
    else this.element.removeAttribute('aria-current');
    this.element.toggleAttribute('data-lost', lost);
    if (!lost === this.lost.hidden) return;
    this.lost.hidden = !lost;
    for (const button of this.suggestions) button.hidden = lost;
  }

  #build() {
    const { item, where } = this;
    const name = `text-${item.id}`;
    this.lost = h('p', { class: 'lost', hidden: true }, S.moved);
    this.suggestions = item.suggestions.slice(0, 3).map((text) => this.#suggestion(text));
    this.more = h('div', { class: 'more', id: `more-${item.id}`, hidden: true });
    this.why = this.#toggle('why', S.why, () => this.#reasons());
    this.away = this.#toggle('dismiss', S.dismiss, () => this.#dismissal());
    const quote = h('button', { type: 'button', class: 'quote', title: S.jump, onclick: () => this.#jump() }, `“${brief(item.quote.exact)}”`);
    const heading = h('div', { class: 'top' }, quote, h('span', { class: 'severity' }, SEVERITIES[item.severity]));
    return h(
      'li',
      { class: 'card', tabindex: '-1', dataset: { id: item.id, severity: item.severity }, 'aria-labelledby': name, onkeydown: (event) => this.#key(event) },
      h('div', { id: name }, heading, where ? h('p', { class: 'where' }, where) : null, h('p', { class: 'message' }, item.message), this.lost),
      h('div', { class: 'row' }, this.suggestions, this.why, this.away),
      this.more,
    );
  }

  #key(event) {
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      const toggle = this.open === 'why' ? this.why : this.away;
      this.#show(null);
      toggle.focus({ preventScroll: true });
    } else if (event.key === 'Enter' && event.target === this.element) {
      event.preventDefault();
      this.#jump();
    }
  }

  #jump() {
    this.panel.emit('jump', { id: this.item.id, item: this.item });
  }

  #suggestion(text) {
    const apply = () => this.panel.emit('apply', { id: this.item.id, item: this.item, text });
    const label = text ? S.replace(text) : S.remove;
    return h('button', { type: 'button', class: 'suggestion', 'aria-label': `${label}: “${brief(this.item.quote.exact, 60)}”`, title: label, onclick: apply }, text || S.remove);
  }

  /** A button that opens a part below; its content is made only then. */
  #toggle(name, label, content) {
    const press = () => this.#show(this.open === name ? null : name, content);
    return h('button', { type: 'button', class: `plain ${name}`, 'aria-expanded': 'false', 'aria-controls': `more-${this.item.id}`, onclick: press }, label);
  }

  #show(name, content = () => []) {
    this.open = name;
    this.why.setAttribute('aria-expanded', String(name === 'why'));
    this.away.setAttribute('aria-expanded', String(name === 'dismiss'));
    this.more.hidden = !name;
    this.more.replaceChildren(...content());
    if (name === 'dismiss') this.more.querySelector('select').focus({ preventScroll: true });
  }

  #reasons() {
    const { why, references, rule, confidence } = this.item;
    const links = references.map(({ title, url }) => h('li', {}, reference(title, url)));
    const paragraphs = why.split(/\n\s*\n/).map((text) => h('p', {}, text.replace(/\s+/g, ' ')));
    return [...paragraphs, links.length ? h('ul', { 'aria-label': S.references }, links) : '', h('p', { class: 'fine' }, S.rule(rule, confidence))];
  }

  #dismissal() {
    const select = h('select', { 'aria-label': S.dismissReason }, REASONS.map((reason) => h('option', {}, reason)));
    const note = h('input', { type: 'text', maxlength: '500', placeholder: S.note, 'aria-label': S.note });
    const send = (event) => {
      event.preventDefault();
      const detail = { id: this.item.id, item: this.item, reason: select.value, note: note.value.trim() };
      this.#show(null);
      this.panel.findings.leave(this.item.id, () => this.panel.emit('dismiss', detail));
    };
    const cancel = () => {
      this.#show(null);
      this.away.focus({ preventScroll: true });
    };
    const buttons = [h('button', { type: 'submit', class: 'main' }, S.dismissConfirm), h('button', { type: 'button', class: 'plain', onclick: cancel }, S.cancel)];
    return [h('form', { class: 'dismissal', onsubmit: send }, select, note, h('div', { class: 'row' }, buttons))];
  }
}

/** Only web addresses become links; anything else is shown as words. */
function reference(title, url) {
  return /^https?:\/\//.test(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title;
}
