/**
 * <framing-panel>: what was found in a story, complete by itself for those who cannot see marks.
 * It changes no text: it tells its host by events what an editor wants.  Properties, methods and events: README.md.
 */

import { h, scroller } from './dom.js';
import { EVERYTHING, counts, open, shown } from './findings.js';
import { FindingsView } from './panel-findings.js';
import { numbersView } from './panel-numbers.js';
import { keyScores, scoresView } from './panel-scores.js';
import { voicesView } from './panel-voices.js';
import { S } from './strings.js';

const SHEETS = ['framing.css', 'panel.css'].map((name) => new URL(name, import.meta.url).href);
const TOAST = 12000;

export class FramingPanel extends HTMLElement {
  #status = {};

  constructor() {
    super();
    this.state = { report: null, dismissed: new Map(), lost: new Set(), filter: EVERYTHING, current: null, tab: 'findings', where: null };
    this.findings = new FindingsView(this);
    this.views = {
      findings: () => this.findings.render(),
      voices: () => voicesView(this),
      numbers: () => numbersView(this),
      scores: () => scoresView(this),
    };
    this.#build();
    this.render();
  }

  /** The service's answer, or null. */
  get report() {
    return this.state.report;
  }

  set report(report) {
    this.#update({ report, lost: new Set() });
    this.scores.replaceChildren(...keyScores(report));
    this.#summarise();
  }

  /** Findings an editor disagrees with: a Map from id to `{ reason, note?, by?, at? }` or to the reason alone. */
  get dismissed() {
    return this.state.dismissed;
  }

  set dismissed(dismissed) {
    this.#update({ dismissed });
    this.#summarise();
  }

  /** Ids of findings whose words have changed since the check. */
  get lost() {
    return this.state.lost;
  }

  set lost(lost) {
    if (lost.size === this.state.lost.size && [...lost].every((id) => this.state.lost.has(id))) return;
    this.state.lost = lost;
    this.findings.mark();
  }

  /** `busy`: a check is under way; `message`: why there is none; `key`: ask for one; `retry`: offer another try. */
  get status() {
    return this.#status;
  }

  set status({ busy = false, message = '', key = false, retry = false }) {
    this.#status = { busy, message, key, retry };
    this.toggleAttribute('busy', busy);
    this.view.setAttribute('aria-busy', String(busy));
    if (this.banner.dataset.message === message) return;
    this.banner.dataset.message = message;
    this.banner.hidden = !message;
    const again = h('button', { type: 'button', onclick: () => this.emit('check') }, S.retry);
    this.banner.replaceChildren(h('p', {}, message), ...(key ? [this.#keyForm()] : retry ? [again] : []));
  }

  /** A standing remark under the summary; "" for none. */
  get notice() {
    return this.remark.textContent;
  }

  set notice(text) {
    this.remark.textContent = text;
    this.remark.hidden = !text;
  }

  /** A function from an annotation to a label of its place, or null. */
  get where() {
    return this.state.where;
  }

  set where(where) {
    this.#update({ where });
  }

  /** Id of the current finding, or null. */
  get current() {
    return this.state.current;
  }

  /** Findings that count, in the order of the story. */
  open() {
    return open(this.report, this.state.dismissed);
  }

  /** Those of them that the filter lets through. */
  shown() {
    return shown(this.open(), this.state.filter);
  }

  /** Make a finding the current one and scroll to it; with `focus`, move the focus to it. */
  select(id, { focus = false } = {}) {
    if (id && focus) {
      if (this.state.tab !== 'findings') this.#update({ tab: 'findings' });
      if (!this.findings.card(id)) this.filter(EVERYTHING);
    }
    this.state.current = id;
    this.findings.mark();
    const card = id && this.findings.card(id);
    if (!card?.isConnected) return;
    if (focus) card.focus({ preventScroll: true });
    reveal(card, focus);
  }

  /** Say what was done, in a live region; with `undo`, with a way to take it back. */
  say(text, { undo = false } = {}) {
    clearTimeout(this.silence);
    const button = h('button', { type: 'button', onclick: () => this.emit('undo') }, S.undo);
    this.toast.replaceChildren(h('span', {}, text), undo ? button : '');
    this.toast.hidden = false;
    const fade = () => {
      if (this.toast.matches(':hover, :focus-within')) this.silence = setTimeout(fade, TOAST / 4);
      else this.toast.hidden = true;
    };
    this.silence = setTimeout(fade, TOAST);
  }

  /** Tell the host. */
  emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`framing-${name}`, { detail, bubbles: true, composed: true }));
  }

  /** Show only what a filter lets through. */
  filter(filter) {
    this.#update({ filter });
    this.live.textContent = S.showing(this.shown().length, this.open().length);
    this.emit('filter', filter);
  }

  render() {
    const focused = this.shadowRoot.activeElement?.dataset.key;
    for (const tab of this.tabs.children) {
      const here = tab.dataset.tab === this.state.tab;
      tab.setAttribute('aria-selected', String(here));
      tab.tabIndex = here ? 0 : -1;
    }
    this.view.setAttribute('aria-labelledby', `tab-${this.state.tab}`);
    const content = this.views[this.state.tab]();
    if (this.view.childNodes.length !== content.length || content.some((node, at) => this.view.childNodes[at] !== node)) {
      this.view.replaceChildren(...content);
    }
    if (focused && !this.shadowRoot.activeElement) this.view.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #update(changes) {
    Object.assign(this.state, changes);
    this.render();
  }

  #summarise() {
    const text = this.report ? S.summary(counts(this.open())) : S.ready;
    if (this.headline.textContent === text) return;
    this.headline.textContent = text;
    this.live.textContent = text;
  }

  #build() {
    this.attachShadow({ mode: 'open' });
    this.headline = h('h2', { class: 'headline' }, S.ready);
    this.live = h('p', { class: 'away', role: 'status' });
    this.scores = h('ul', { class: 'tiles', 'aria-label': S.keyScores });
    this.remark = h('p', { class: 'notice', hidden: true });
    this.banner = h('div', { class: 'banner', role: 'alert', hidden: true });
    this.toast = h('div', { class: 'toast', role: 'status', hidden: true });
    this.tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': S.panel, onkeydown: (event) => this.#moveTab(event) });
    this.view = h('div', { class: 'view', role: 'tabpanel', id: 'view', tabindex: '-1' });
    this.tabs.append(...Object.keys(this.views).map((name) => this.#tab(name)));
    const parts = [this.headline, this.live, this.scores, this.remark, this.banner, this.tabs, this.view, this.toast];
    this.shadowRoot.append(
      ...SHEETS.map((href) => h('link', { rel: 'stylesheet', href })),
      h('section', { class: 'panel', 'aria-label': S.panel }, parts),
    );
  }

  #tab(name) {
    const select = () => this.#update({ tab: name });
    return h('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'view', dataset: { tab: name }, onclick: select }, S.tabs[name]);
  }

  #moveTab(event) {
    const names = Object.keys(this.views);
    const at = names.indexOf(this.state.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = names[(to + names.length) % names.length];
    this.#update({ tab });
    this.tabs.querySelector(`[data-tab="${tab}"]`).focus();
  }

  #keyForm() {
    const input = h('input', { type: 'password', autocomplete: 'off', 'aria-label': S.keyLabel });
    const send = (event) => {
      event.preventDefault();
      this.emit('key', { key: input.value });
    };
    return h('form', { class: 'row', onsubmit: send }, input, h('button', { type: 'submit' }, S.keyUse));
  }
}

/** Scroll a card into its scrolling frame; the page itself moves only when the focus goes there. */
function reveal(card, page) {
  const frame = scroller(card);
  if (!frame) {
    if (page) card.scrollIntoView({ block: 'nearest' });
    return;
  }
  const [box, view] = [card.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (box.top < view.top || box.bottom > view.bottom) frame.scrollTop += box.top - view.top - 12;
}

if (!customElements.get('framing-panel')) customElements.define('framing-panel', FramingPanel);
