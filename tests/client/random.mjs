/** Random stories and edits that are the same in every run. */

/** A generator of numbers from 0 to below 1 (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const LETTERS = ['a', 'b', ' ', ' ', 'é', 'e\u0301', '😀', '🏴‍☠️', 'א', '\u00a0', '“', '”', '.', '\t'];

export const upTo = (next, most) => Math.floor(next() * (most + 1));
export const pick = (next, list) => list[upTo(next, list.length - 1)];
export const letters = (next, most) => Array.from({ length: upTo(next, most) }, () => pick(next, LETTERS)).join('');

/** A text after one random insertion, deletion or replacement, at any code unit. */
export function edited(next, text) {
  const start = upTo(next, text.length);
  const end = Math.min(text.length, start + (next() < 0.5 ? 0 : upTo(next, 12)));
  return text.slice(0, start) + (next() < 0.7 ? letters(next, 8) : '') + text.slice(end);
}
