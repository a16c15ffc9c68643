/** How a story measures: each score with its unit, its counts, and what it does not mean; then the story as a whole. */

import { h } from './dom.js';
import { angleView } from './panel-angle.js';
import { nothing } from './panel-parts.js';
import { KEY_SCORES, S, SCORE_GROUPS } from './strings.js';

export function scoresView(panel) {
  const scores = panel.report?.scores ?? [];
  if (!scores.length) return nothing(S.noScores);
  const listed = new Set(Object.values(SCORE_GROUPS).flat());
  const groups = { ...SCORE_GROUPS, [S.otherScores]: scores.map((item) => item.name).filter((name) => !listed.has(name)) };
  const shown = Object.entries(groups).flatMap(([title, names]) => {
    const items = scores.filter((item) => names.includes(item.name));
    return items.length ? [h('h3', {}, title), h('dl', { class: 'scores' }, items.map(score))] : [];
  });
  return [...shown, ...angleView(panel)];
}

/** The few scores that stand above everything. */
export function keyScores(report) {
  const scores = new Map((report?.scores ?? []).map((item) => [item.name, item]));
  return Object.entries(KEY_SCORES)
    .filter(([name]) => scores.has(name))
    .map(([name, label]) => h('li', { title: scores.get(name).caution }, h('strong', {}, S.value(scores.get(name))), h('span', {}, label)));
}

function score(item) {
  const parts = Object.entries(item.parts).map(([name, count]) => `${name} ${S.count(count)}`);
  return h(
    'div',
    { class: 'score', dataset: { score: item.name } },
    h('dt', {}, item.label),
    h('dd', { class: 'value' }, S.value(item), h('span', { class: 'unit' }, item.unit)),
    item.usual ? h('dd', { class: 'usual' }, S.usual(item)) : null,
    h('dd', { class: 'caution' }, item.caution, parts.length ? h('details', {}, h('summary', {}, S.parts), parts.join(' · ')) : null),
  );
}
