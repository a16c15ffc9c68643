/**
 * <framing-panel>: what was found in a story, complete by itself for those who cannot see marks.
 *
 * Set `report` (the service's answer), `status` and `dismissed` (Map of id → reason).  It tells its host by events
 * what an editor wants: `framing-jump` {id}, `framing-place` {place}, `framing-apply` {id, text},
 * `framing-dismiss` {id, reason}, `framing-restore` {id}, `framing-filter` {families}, `framing-undo`, `framing-key`
 * {key}.  `select(id)` shows a finding as the current one, `lost` (Set of ids) those whose words have changed.
 */

import { h } from './dom.js';
import { findingsView } from './panel-findings.js';
import { keyScores, numbersView, scoresView, voicesView } from './panel-tables.js';
import { S } from './strings.js';

const VIEWS = { findings: findingsView, voices: voicesView, numbers: numbersView, scores: scoresView };
const SHEETS = ['framing.css', 'panel.css'].map((name) => new URL(name, import.meta.url).href);

export class FramingPanel extends HTMLElement {
  constructor() {
    super();
    this.state = { report: null, dismissed: new Map(), lost: new Set(), families: null, current: null, tab: 'findings' };
    this.attachShadow({ mode: 'open' });
    this.headline = h('p', { class: 'headline' }, S.ready);
    this.live = h('p', { class: 'away', role: 'status' });
    this.scores = h('ul', { class: 'tiles', 'aria-label': S.keyScores });
    this.banner = h('div', { class: 'banner', role: 'alert', hidden: true });
    this.toast = h('div', { class: 'toast', role: 'status', hidden: true });
    this.tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': S.panel, onkeydown: (event) => this.moveTab(event) });
    this.view = h('div', { class: 'view', role: 'tabpanel', id: 'view', tabindex: '-1' });
    for (const name of Object.keys(VIEWS)) this.tabs.append(this.tab(name));
    this.shadowRoot.append(
      ...SHEETS.map((href) => h('link', { rel: 'stylesheet', href })),
      h('section', { class: 'panel', 'aria-label': S.panel }, this.headline, this.live, this.scores, this.banner, this.tabs, this.view, this.toast),
    );
    this.render();
  }

  get report() {
    return this.state.report;
  }

  set report(report) {
    this.update({ report, lost: new Set() });
    this.headline.textContent = report ? S.summary(this.counts()) : S.ready;
    this.scores.replaceChildren(...keyScores(this));
    if (this.live.textContent !== this.headline.textContent) this.live.textContent = this.headline.textContent;
  }

  set dismissed(dismissed) {
    this.update({ dismissed });
    if (this.report) this.headline.textContent = S.summary(this.counts());
  }

  set lost(lost) {
    if (lost.size !== this.state.lost.size) this.update({ lost });
  }

  /** `busy`: a check is under way; `message`: why there is none, with `key` true when a key is asked for. */
  set status({ busy = false, message = '', key = false }) {
    this.toggleAttribute('busy', busy);
    this.view.setAttribute('aria-busy', String(busy));
    if (this.banner.dataset.message === message) return;
    this.banner.dataset.message = message;
    this.banner.hidden = !message;
    this.banner.replaceChildren(message, key ? this.keyForm() : '');
  }

  /** Findings that count, in the order of the story. */
  open() {
    return (this.report?.annotations ?? []).filter((item) => !item.suppressed && !this.state.dismissed.has(item.id));
  }

  /** Those of them that the filter lets through. */
  shown() {
    return this.open().filter((item) => !this.state.families || this.state.families.has(item.family));
  }

  counts() {
    const counts = { error: 0, warning: 0, info: 0 };
    for (const item of this.open()) counts[item.severity] += 1;
    return counts;
  }

  /** Show a finding as the current one; with `focus`, go to it. */
  select(id, { focus = false } = {}) {
    if (id && focus && this.state.tab !== 'findings') this.update({ tab: 'findings' });
    if (id !== this.state.current) this.update({ current: id });
    const card = id && this.view.querySelector(`[data-id="${id}"]`);
    if (!card) return;
    if (focus) card.focus({ preventScroll: true });
    const box = card.getBoundingClientRect();
    const frame = this.view.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) this.view.scrollTop += box.top - frame.top - 12;
  }

  /** Say what was done, with a way to take it back. */
  say(text, undo = false) {
    clearTimeout(this.silence);
    const button = h('button', { type: 'button', onclick: () => this.emit('undo') }, S.undo);
    this.toast.replaceChildren(text, undo ? button : '');
    this.toast.hidden = false;
    this.silence = setTimeout(() => { this.toast.hidden = true; }, 12000);
  }

  emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`framing-${name}`, { detail, bubbles: true, composed: true }));
  }

  update(changes) {
    Object.assign(this.state, changes);
    this.render();
  }

  filter(families) {
    this.update({ families });
    this.emit('filter', { families });
  }

  render() {
    const focused = this.shadowRoot.activeElement?.dataset.key;
    const top = this.view.scrollTop;
    for (const tab of this.tabs.children) {
      const here = tab.dataset.tab === this.state.tab;
      tab.setAttribute('aria-selected', String(here));
      tab.tabIndex = here ? 0 : -1;
    }
    this.view.setAttribute('aria-labelledby', `tab-${this.state.tab}`);
    this.view.replaceChildren(...VIEWS[this.state.tab](this));
    this.view.scrollTop = top;
    if (focused) this.view.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  tab(name) {
    const select = () => this.update({ tab: name });
    return h('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'view', dataset: { tab: name }, onclick: select }, S.tabs[name]);
  }

  moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = Object.keys(VIEWS);
    const tab = names[(names.indexOf(this.state.tab) + step + names.length) % names.length];
    this.update({ tab });
    this.tabs.querySelector(`[data-tab="${tab}"]`).focus();
  }

  keyForm() {
    const input = h('input', { type: 'password', autocomplete: 'off', 'aria-label': S.keyLabel });
    const send = (event) => {
      event.preventDefault();
      this.emit('key', { key: input.value });
    };
    return h('form', { class: 'row', onsubmit: send }, input, h('button', { type: 'submit' }, S.keyUse));
  }
}

customElements.define('framing-panel', FramingPanel);
