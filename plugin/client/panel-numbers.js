/** Where each number of a story comes from, and how its polls were made. */

import { h } from './dom.js';
import { nothing, spot, table } from './panel-parts.js';
import { KINDS, POLL_ELEMENTS, S, VERDICTS } from './strings.js';

export function numbersView(panel) {
  const { statistics = [], polls = [] } = panel.report?.facts ?? {};
  if (!statistics.length && !polls.length) return nothing(S.noNumbers);
  const rows = statistics.map((item) => [number(panel, item), verdict(panel, item.sourcing)]);
  return [
    statistics.length ? table('numbers', S.tabs.numbers, [S.number, S.source], rows) : null,
    polls.length ? h('h3', {}, S.polls) : null,
    ...polls.map((poll) => pollCard(panel, poll)),
  ].filter(Boolean);
}

/** A number as written, after the words that colour it ("only about"), with what it counts below. */
function number(panel, { span, frame, approximator, noun, kind }) {
  const before = [...new Set([frame, approximator].filter(Boolean).sort((a, b) => a.start - b.start).map((item) => item.text))];
  return [
    h('span', {}, before.length ? h('span', { class: 'colouring' }, `${before.join(' ')} `) : '', spot(panel, span.text, span)),
    h('small', {}, noun?.text ?? KINDS[kind] ?? kind),
  ];
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

/** What a story says about how a poll was made, what it does not say, and the margin that follows from the size. */
function pollCard(panel, poll) {
  const given = Object.keys(POLL_ELEMENTS).filter((name) => poll.elements[name]);
  const row = (label, words, kind = '') => h('div', { class: kind }, h('dt', {}, label), h('dd', {}, words));
  const margin = S.pollMargin(poll);
  return h(
    'section',
    { class: 'poll', 'aria-label': poll.mention.text },
    spot(panel, poll.mention.text, poll.mention),
    poll.unscientific ? h('p', {}, S.pollOpen) : null,
    h(
      'dl',
      {},
      given.map((name) => row(POLL_ELEMENTS[name], spot(panel, poll.elements[name].text, poll.elements[name]))),
      poll.missing.length ? row(S.pollMissing, poll.missing.map((name) => POLL_ELEMENTS[name].toLowerCase()).join(', '), 'missing') : null,
    ),
    poll.missing.length ? null : h('p', {}, S.pollComplete),
    margin ? h('p', {}, margin) : null,
  );
}
