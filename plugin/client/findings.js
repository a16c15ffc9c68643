/** What of a report counts, and what of that is shown.  No DOM: panels, gates and tests share it. */

/** Families in the order of the list. */
export const FAMILY_ORDER = ['attribution', 'statistics', 'numbers', 'polls', 'wording', 'structure', 'ignores'];

/** From the mildest to the gravest. */
export const SEVERITY_ORDER = ['info', 'warning', 'error'];

/** A filter that lets everything through: `families` null or a Set, `least` a severity, `words` to look for. */
export const EVERYTHING = Object.freeze({ families: null, least: 'info', words: '' });

/**
 * The findings that count: neither suppressed by the text or a baseline nor dismissed.
 * @param {object | null} report
 * @param {Map<string, unknown>} dismissed  by id
 */
export function open(report, dismissed = new Map()) {
  return (report?.annotations ?? []).filter((item) => !item.suppressed && !dismissed.has(item.id));
}

/**
 * Those that a filter lets through.
 * @param {object[]} items
 * @param {typeof EVERYTHING} filter
 */
export function shown(items, { families, least, words }) {
  const wanted = words.trim().toLowerCase();
  return items.filter(
    (item) =>
      (!families || families.has(item.family)) &&
      atLeast(item.severity, least) &&
      (!wanted || `${item.quote.exact}\n${item.message}\n${item.rule}`.toLowerCase().includes(wanted)),
  );
}

/** Whether a severity is as grave as another, or graver. */
export const atLeast = (severity, least) => SEVERITY_ORDER.indexOf(severity) >= SEVERITY_ORDER.indexOf(least);

/**
 * What stands in the way of publishing: open findings of this severity or graver.
 * @param {object | null} report
 * @param {Map<string, unknown>} dismissed
 * @param {'info' | 'warning' | 'error'} severity
 */
export const blocking = (report, dismissed, severity) => open(report, dismissed).filter((item) => atLeast(item.severity, severity));

/** How many of each severity. */
export function counts(items) {
  const found = { error: 0, warning: 0, info: 0 };
  for (const item of items) found[item.severity] += 1;
  return found;
}

/** The families that occur, known ones in their order, with how often: `[[family, count]]`. */
export function families(items) {
  const names = new Set([...FAMILY_ORDER, ...items.map((item) => item.family)]);
  return [...names].map((name) => [name, items.filter((item) => item.family === name).length]).filter(([, count]) => count);
}

/** Findings by family: `[[family, items]]`, items in the order of the story. */
export const grouped = (items) => families(items).map(([name]) => [name, items.filter((item) => item.family === name)]);

/**
 * Findings that do not count, each with why: `[{ item, record, restorable }]`.
 * @param {object | null} report
 * @param {Map<string, object | string>} dismissed
 */
export function setAside(report, dismissed) {
  return (report?.annotations ?? [])
    .filter((item) => item.suppressed || dismissed.has(item.id))
    .map((item) => {
      const record = dismissed.get(item.id);
      return { item, record: recordOf(record ?? item.suppressed), restorable: record !== undefined };
    });
}

/** A dismissal as a record; hosts may give only a reason. */
export const recordOf = (record) => (typeof record === 'string' ? { reason: record } : record);

/** A set with a member put in or taken out; null, for everything, when none is left. */
export function toggled(set, name) {
  const next = new Set(set ?? []);
  if (!next.delete(name)) next.add(name);
  return next.size ? next : null;
}

/** The id that takes the place of one that goes: the next, else the one before. */
export function heir(ids, id) {
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + 1] ?? ids[at - 1] ?? null);
}

/** One line of text that fits on a card: its beginning and its end. */
export function brief(text, most = 140) {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  if (letters.length <= most) return letters.join('');
  return `${letters.slice(0, Math.round(most * 0.65)).join('')} … ${letters.slice(-Math.round(most * 0.3)).join('')}`;
}
