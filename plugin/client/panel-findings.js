/** The list of findings: grouped by family, filtered, each with why, suggestions and a way to disagree. */

import { h } from './dom.js';
import { FAMILIES, REASONS, S, SEVERITIES } from './strings.js';

export function findingsView(panel) {
  const { report, dismissed } = panel.state;
  if (!report) return [h('p', { class: 'empty' }, S.waiting)];
  const open = panel.open();
  const shown = panel.shown();
  const families = Object.keys(FAMILIES).filter((family) => open.some((item) => item.family === family));
  const groups = families.map((family) => group(panel, family, shown.filter((item) => item.family === family)));
  const gone = report.annotations.filter((item) => dismissed.has(item.id));
  return [
    families.length > 1 ? chips(panel, families, open) : null,
    h('div', { class: 'groups', onkeydown: (event) => walk(event) }, groups),
    shown.length ? null : h('p', { class: 'empty' }, open.length ? S.noFindings : S.clear),
    gone.length ? dismissedList(panel, gone) : null,
    report.skipped.length ? skippedNote(report.skipped) : null,
    h('p', { class: 'hint' }, S.keyboard),
  ].filter(Boolean);
}

function chips(panel, families, open) {
  const chosen = panel.state.families;
  const chip = (family, label, count) => {
    const pressed = family ? Boolean(chosen?.has(family)) : !chosen;
    const next = () => panel.filter(family ? toggled(chosen, family) : null);
    return h(
      'button',
      { type: 'button', class: 'chip', 'aria-pressed': String(pressed), dataset: { family: family ?? '', key: `chip-${family}` }, onclick: next },
      h('span', { class: 'swatch', 'aria-hidden': 'true' }),
      `${label} ${count}`,
    );
  };
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': S.filter },
    chip(null, S.all, open.length),
    families.map((family) => chip(family, FAMILIES[family], open.filter((item) => item.family === family).length)),
  );
}

function toggled(chosen, family) {
  const next = new Set(chosen ?? []);
  if (!next.delete(family)) next.add(family);
  return next.size ? next : null;
}

function group(panel, family, items) {
  if (!items.length) return null;
  const title = `family-${family}`;
  return h(
    'section',
    { class: 'group', dataset: { family }, 'aria-labelledby': title },
    h('h3', { id: title }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), FAMILIES[family], h('span', { class: 'count' }, String(items.length))),
    h('ul', {}, items.map((item) => card(panel, item))),
  );
}

function card(panel, item) {
  const { current, lost } = panel.state;
  const id = `text-${item.id}`;
  const jump = () => panel.emit('jump', { id: item.id });
  const onkeydown = (event) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    jump();
  };
  return h(
    'li',
    { class: 'card', tabindex: '-1', dataset: { id: item.id, severity: item.severity, key: `card-${item.id}` }, 'aria-current': item.id === current, 'aria-labelledby': id, onkeydown },
    h(
      'div',
      { id },
      h('p', { class: 'top' }, h('span', { class: 'severity' }, SEVERITIES[item.severity]), h('span', { class: 'confidence' }, S.confidence(item.confidence))),
      h('button', { type: 'button', class: 'quote', title: S.jump, dataset: { key: `quote-${item.id}` }, onclick: jump }, quoted(item.quote.exact)),
      h('p', { class: 'message' }, item.message),
      lost.has(item.id) ? h('p', { class: 'lost' }, S.moved) : null,
    ),
    h('div', { class: 'row' }, lost.has(item.id) ? [] : item.suggestions.slice(0, 3).map((text) => suggestion(panel, item, text))),
    h('div', { class: 'row quiet' }, why(item), dismissal(panel, item)),
  );
}

function quoted(text) {
  const flat = text.replace(/\s+/g, ' ');
  return `“${flat.length > 140 ? `${flat.slice(0, 90)} … ${flat.slice(-40)}` : flat}”`;
}

function suggestion(panel, item, text) {
  const apply = () => panel.emit('apply', { id: item.id, text });
  return h('button', { type: 'button', class: 'suggestion', onclick: apply }, text ? S.replace(text) : S.remove);
}

function why(item) {
  const links = item.references.map(({ title, url }) => h('li', {}, reference(title, url)));
  return h('details', { class: 'why' }, h('summary', {}, S.why), h('p', {}, item.why), h('ul', {}, links));
}

/** Only web addresses become links; anything else is shown as words. */
function reference(title, url) {
  return /^https?:\/\//.test(url) ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title;
}

function dismissal(panel, item) {
  const select = h('select', { 'aria-label': S.dismissReason }, REASONS.map((reason) => h('option', {}, reason)));
  const box = h('details', { class: 'dismissal' });
  const send = (event) => {
    event.preventDefault();
    panel.emit('dismiss', { id: item.id, reason: select.value });
  };
  box.append(
    h('summary', {}, S.dismiss),
    h('form', { class: 'row', onsubmit: send }, select, h('button', { type: 'submit' }, S.dismissConfirm)),
  );
  return box;
}

function dismissedList(panel, items) {
  const row = (item) =>
    h(
      'li',
      {},
      h('span', {}, quoted(item.quote.exact)),
      h('span', { class: 'reason' }, panel.state.dismissed.get(item.id)),
      h('button', { type: 'button', onclick: () => panel.emit('restore', { id: item.id }) }, S.restore),
    );
  return h('details', { class: 'dismissed' }, h('summary', {}, S.dismissed(items.length)), h('ul', {}, items.map(row)));
}

function skippedNote(skipped) {
  const reasons = [...new Set(skipped.map((item) => item.reason))];
  return h('p', { class: 'hint' }, S.skipped(skipped.length), reasons.join('; '));
}

/** Arrow keys go from finding to finding. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.target.matches('select, input')) return;
  const cards = [...event.currentTarget.querySelectorAll('.card')];
  const next = cards[cards.indexOf(event.target.closest('.card')) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
