/** Small parts that the tabs share. */

import { h } from './dom.js';
import { S } from './strings.js';

/** Words of the story that show their place when pressed; mere words where there is no place. */
export function spot(panel, text, place) {
  if (!place) return text;
  const show = () => panel.emit('place', { place });
  return h('button', { type: 'button', class: 'spot', title: S.jump, dataset: { key: `${place.block_id} ${place.start} ${text}` }, onclick: show }, text);
}

/** A table whose first column heads its rows. */
export function table(name, caption, heads, rows) {
  const row = ([first, ...cells]) => h('tr', {}, h('th', { scope: 'row' }, first), cells.map((cell) => h('td', {}, cell)));
  return h(
    'table',
    { class: name, 'aria-label': caption },
    h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map(row)),
  );
}

/** A share of a whole as a bar, with its number. */
export function bar(share) {
  const make = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const drawing = make('svg', { viewBox: '0 0 100 6', class: 'bar', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
  drawing.append(make('rect', { class: 'rail', width: 100, height: 6 }), make('rect', { width: 100 * share, height: 6 }));
  return h('span', { class: 'share' }, drawing, S.percent(share));
}

/** What a tab says when it has nothing to show. */
export const nothing = (text) => [h('p', { class: 'empty' }, text)];
