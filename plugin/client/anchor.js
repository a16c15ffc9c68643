/**
 * Where words stand in a text that may have changed since it was checked.
 * All offsets are UTF-16 code units, half-open.  What cannot be found with certainty is null, never a guess.
 *
 * @typedef {{ start: number, end: number }} Place
 * @typedef {{ exact: string, prefix: string, suffix: string }} Quote  a W3C TextQuoteSelector
 * @typedef {{ start: number, removed: number, inserted: number }} Edit
 */

/** Code units of context kept on each side of a quote. */
const CONTEXT = 32;

/** Agreement of context that is enough, where there is as much. */
const ENOUGH = 8;

/**
 * The one edit that turns `before` into `after`: at `start`, `removed` units became `inserted`.
 * @param {string | string[]} before
 * @param {string | string[]} after  the same kind
 * @returns {Edit}
 */
export function edit(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { start, removed: before.length - start - tail, inserted: after.length - start - tail };
}

/**
 * A place after an edit; null when the edit touched it.
 * @param {Place} place
 * @param {Edit} change
 * @returns {Place | null}
 */
export function moved({ start, end }, change) {
  if (change.start >= end) return { start, end };
  if (change.start + change.removed > start) return null;
  const by = change.inserted - change.removed;
  return { start: start + by, end: end + by };
}

/**
 * The words at a place and those around them.
 * @param {string} text
 * @returns {Quote}
 */
export function quoteOf(text, start, end, context = CONTEXT) {
  return { exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - context), start), suffix: text.slice(end, end + context) };
}

/**
 * The place of `{ start, end, quote }` in a text: where it was, else where its words and their context agree.
 * @param {string} text
 * @param {Place & { quote: Quote }} selector
 * @returns {Place | null}
 */
export function anchor(text, { start, end, quote }) {
  const here = text.slice(start, end) === quote.exact;
  // What stood before the words may stand in another block; only what this text can hold of it is compared.
  const reach = Math.min(ENOUGH, start, quote.prefix.length);
  const known = text.slice(start - reach, start) === quote.prefix.slice(quote.prefix.length - reach);
  return here && known ? { start, end } : find(text, quote, start);
}

/**
 * The best occurrence of a quote: most context, then nearest to `near`; null where too little of the context agrees.
 * @param {string} text
 * @param {Quote} quote
 * @param {number} near
 * @param {number} enough  the share of the context that must agree, of what the text's ends leave of it
 * @returns {Place | null}
 */
export function find(text, { exact, prefix = '', suffix = '' }, near = 0, enough = 0, most = 2000) {
  if (!exact) return null;
  const least = Math.min(ENOUGH, prefix.length + suffix.length);
  let best = null;
  for (let at = text.indexOf(exact), tries = 0; at !== -1 && tries < most; at = text.indexOf(exact, at + 1), tries += 1) {
    const end = at + exact.length;
    const [left, right] = [text.slice(Math.max(0, at - prefix.length), at), text.slice(end, end + suffix.length)];
    const agreed = sharedEnd(left, prefix) + sharedStart(right, suffix);
    const needed = Math.max(least, enough * (left.length + right.length));
    const distance = Math.abs(at - near);
    if (agreed >= needed && (!best || agreed > best.agreed || (agreed === best.agreed && distance < best.distance))) {
      best = { start: at, end, agreed, distance };
    }
  }
  return best && { start: best.start, end: best.end };
}

function sharedStart(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function sharedEnd(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/**
 * Ids for the lines of a text that survive edits, for editors that have none: unchanged lines keep theirs, so do lines
 * changed in place.  An Enter in the middle gives the new line an id of its own.
 */
export class LineIds {
  /** @param {string} prefix  what all ids start with */
  constructor(prefix) {
    this.prefix = prefix;
    this.lines = [];
    this.ids = [];
    this.last = 0;
  }

  /**
   * The ids of the lines of `text`, in order.
   * @param {string} text
   * @returns {string[]}
   */
  of(text) {
    const lines = text.split('\n');
    const change = edit(this.lines, lines);
    const kept = this.ids.slice(change.start, change.start + change.removed);
    const middle = Array.from({ length: change.inserted }, (_, index) => kept[index] ?? this.#fresh());
    this.ids = [...this.ids.slice(0, change.start), ...middle, ...this.ids.slice(change.start + change.removed)];
    this.lines = lines;
    return this.ids;
  }

  #fresh() {
    this.last += 1;
    return `${this.prefix}${this.last}`;
  }
}
