/** Facts and scores as tables: who speaks, which numbers stand where, how the story measures. */

import { h } from './dom.js';
import { KEY_SCORES, POLL_ELEMENTS, S, SCORE_GROUPS, VERDICTS } from './strings.js';

export function voicesView(panel) {
  const voices = panel.report?.facts.voices ?? [];
  if (!voices.length) return [h('p', { class: 'empty' }, S.noVoices)];
  const total = voices.reduce((sum, voice) => sum + voice.words, 0) || 1;
  const rows = [...voices]
    .sort((a, b) => b.words - a.words)
    .map((voice) => [
      spot(panel, voice.name, voice.mentions[0]),
      voice.kind,
      String(voice.attributions.length),
      bar(voice.words / total),
    ]);
  return [table([S.voice, S.kind, S.said, S.share], rows)];
}

export function numbersView(panel) {
  const { statistics = [], polls = [] } = panel.report?.facts ?? {};
  if (!statistics.length && !polls.length) return [h('p', { class: 'empty' }, S.noNumbers)];
  const rows = statistics.map((item) => [number(panel, item), item.noun?.text ?? item.kind, verdict(panel, item.sourcing)]);
  return [
    statistics.length ? table([S.number, S.counts, S.source], rows) : null,
    polls.length ? h('h3', {}, S.polls) : null,
    ...polls.map((poll) => pollCard(panel, poll)),
  ].filter(Boolean);
}

export function scoresView(panel) {
  const scores = panel.report?.scores ?? [];
  if (!scores.length) return [h('p', { class: 'empty' }, S.noScores)];
  const listed = new Set(Object.values(SCORE_GROUPS).flat());
  const groups = { ...SCORE_GROUPS, [S.otherScores]: scores.map((item) => item.name).filter((name) => !listed.has(name)) };
  return Object.entries(groups).flatMap(([title, names]) => {
    const items = scores.filter((item) => names.includes(item.name));
    return items.length ? [h('h3', {}, title), h('dl', { class: 'scores' }, items.map(score))] : [];
  });
}

/** The few scores that stand above everything, each a way to all of them. */
export function keyScores(panel) {
  const scores = new Map((panel.report?.scores ?? []).map((item) => [item.name, item]));
  return Object.entries(KEY_SCORES)
    .filter(([name]) => scores.has(name))
    .map(([name, label]) => h('li', { title: scores.get(name).caution }, h('strong', {}, shown(scores.get(name))), h('span', {}, label)));
}

/** A number as written, after the words that colour it: "only about". */
function number(panel, { span, frame, approximator }) {
  const before = [...new Set([frame, approximator].filter(Boolean).sort((a, b) => a.start - b.start).map((item) => item.text))];
  return [before.length ? h('small', {}, `${before.join(' ')} `) : null, spot(panel, span.text, span)].filter(Boolean);
}

/** What a story says about how a poll was made, what it does not say, and the margin that follows from the size. */
function pollCard(panel, poll) {
  const given = Object.keys(POLL_ELEMENTS).filter((name) => poll.elements[name]);
  const row = (label, words, kind = '') => h('div', { class: kind }, h('dt', {}, label), h('dd', {}, words));
  return h(
    'section',
    { class: 'poll' },
    spot(panel, poll.mention.text, poll.mention),
    poll.unscientific ? h('p', {}, S.pollOpen) : null,
    h(
      'dl',
      {},
      given.map((name) => row(POLL_ELEMENTS[name], spot(panel, poll.elements[name].text, poll.elements[name]))),
      poll.missing.length ? row(S.pollMissing, poll.missing.map((name) => POLL_ELEMENTS[name].toLowerCase()).join(', '), 'missing') : null,
    ),
    poll.missing.length ? null : h('p', {}, S.pollComplete),
    h('p', {}, S.pollMargin(poll)),
  );
}

function verdict(panel, sourcing) {
  if (!sourcing) return '';
  const missing = sourcing.where === 'none' && sourcing.needed;
  const label = sourcing.where === 'none' && !sourcing.needed ? S.notNeeded : VERDICTS[sourcing.where];
  return h(
    'div',
    { class: missing ? 'verdict missing' : 'verdict' },
    h('strong', {}, label),
    sourcing.source ? spot(panel, sourcing.source.text, sourcing.source) : null,
    h('small', {}, sourcing.reason),
  );
}

function score(item) {
  const parts = Object.entries(item.parts).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  return h(
    'div',
    { class: 'score', dataset: { score: item.name } },
    h('dt', {}, item.label),
    h('dd', { class: 'value' }, shown(item), h('span', { class: 'unit' }, item.unit)),
    h('dd', { class: 'caution' }, item.caution, parts.length ? h('details', {}, h('summary', {}, S.parts), parts.join(' · ')) : null),
  );
}

/** Shares are shown as percentages; other numbers as they are. */
function shown({ value, unit }) {
  if (value === null) return S.undefinedScore;
  if (unit.startsWith('share')) return S.percent(value);
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function spot(panel, text, place) {
  const show = () => panel.emit('place', { place });
  return place ? h('button', { type: 'button', class: 'spot', title: S.jump, onclick: show }, text) : text;
}

function bar(share) {
  const make = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const drawing = make('svg', { viewBox: '0 0 100 6', class: 'bar', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
  drawing.append(make('rect', { class: 'rail', width: 100, height: 6, rx: 3 }), make('rect', { width: 100 * share, height: 6, rx: 3 }));
  return h('span', { class: 'share' }, drawing, S.percent(share));
}

function table(heads, rows) {
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, index) => h('td', { dataset: { head: heads[index] } }, cell))))),
  );
}
