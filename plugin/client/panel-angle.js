/** The story as a whole: verbs and labels by side, headline against body, and what it dwells on, with the evidence. */

import { h } from './dom.js';
import { bar, spot, table } from './panel-parts.js';
import { ANGLE, GAPS } from './strings.js';

const SHOWN = 6;
const NUMBER_RULE = 'headline-number-missing';

export function angleView(panel) {
  const { usages = [], gaps = [], emphasis = [] } = panel.report?.facts ?? {};
  const numbers = (panel.report?.annotations ?? []).filter((item) => item.rule === NUMBER_RULE);
  return [
    ...usage(panel, ANGLE.verbs, [ANGLE.side, ANGLE.neutral, ANGLE.slanted], usages.filter((item) => item.kind === 'verbs')),
    ...usage(panel, ANGLE.labels, [ANGLE.side, ANGLE.plain, ANGLE.labelled], usages.filter((item) => item.kind === 'labels')),
    ...headline(panel, gaps, numbers),
    ...dwelling(panel, emphasis),
  ];
}

function usage(panel, title, heads, items) {
  if (!items.length) return [];
  const rows = items.map((item) => [
    item.side,
    String(item.plain),
    [h('span', {}, String(item.marked)), h('small', {}, evidence(panel, item.spans))],
  ]);
  return [h('h3', {}, title), table('usage', title, heads, rows)];
}

function headline(panel, gaps, numbers) {
  const rows = [
    ...gaps.map(({ span, kind, body, note }) => [spot(panel, span.text, span), `${GAPS[kind]}: ${note}`, body ? spot(panel, body.text, body) : '']),
    ...numbers.map((item) => [spot(panel, item.quote.exact, item), `${GAPS.number}: ${ANGLE.noNumber}`, '']),
  ];
  if (!rows.length) return [];
  const lines = rows.map(([words, note, body]) => h('li', {}, words, h('small', {}, note), body));
  return [h('h3', {}, ANGLE.headline), h('ul', { class: 'gaps' }, lines)];
}

function dwelling(panel, emphasis) {
  if (!emphasis.length) return [];
  const rows = emphasis.map((item) => [item.frame, [bar(item.share), h('small', {}, evidence(panel, item.spans))]]);
  return [
    h('h3', {}, ANGLE.emphasis),
    table('emphasis', ANGLE.emphasis, [ANGLE.frame, ANGLE.sentences], rows),
    h('p', { class: 'caution' }, ANGLE.caution),
  ];
}

/** The first places, one for each word, that show it. */
function evidence(panel, spans) {
  const words = new Map(spans.map((span) => [span.text.toLowerCase(), span]));
  return [...words.values()].slice(0, SHOWN).flatMap((span, index) => [index ? ', ' : '', spot(panel, span.text, span)]);
}
