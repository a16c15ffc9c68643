import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EVERYTHING, blocking, brief, counts, families, grouped, heir, open, setAside, shown, toggled } from '../../plugin/client/findings.js';

const finding = (id, family, severity, exact = id, suppressed = null) => ({ id, family, severity, suppressed, rule: 'a-rule', message: `What of ${exact}?`, quote: { exact } });
const REPORT = {
  annotations: [
    finding('a', 'wording', 'warning', 'slams'),
    finding('b', 'attribution', 'info', 'officials'),
    finding('c', 'statistics', 'error', '40%'),
    finding('d', 'wording', 'info', 'so-called', { by: 'baseline', reason: 'kept' }),
    finding('e', 'weather', 'warning', 'rain'),
  ],
};
const ids = (items) => items.map((item) => item.id);

test('what is suppressed or dismissed does not count', () => {
  assert.deepEqual(ids(open(REPORT)), ['a', 'b', 'c', 'e']);
  assert.deepEqual(ids(open(REPORT, new Map([['a', 'Known and meant']]))), ['b', 'c', 'e']);
  assert.deepEqual(open(null), []);
  assert.deepEqual(counts(open(REPORT)), { error: 1, warning: 2, info: 1 });
});

test('the filter goes by family, severity and words', () => {
  const items = open(REPORT);
  assert.deepEqual(ids(shown(items, EVERYTHING)), ['a', 'b', 'c', 'e']);
  assert.deepEqual(ids(shown(items, { ...EVERYTHING, families: new Set(['wording']) })), ['a']);
  assert.deepEqual(ids(shown(items, { ...EVERYTHING, least: 'warning' })), ['a', 'c', 'e']);
  assert.deepEqual(ids(shown(items, { ...EVERYTHING, words: ' SLAM' })), ['a']);
  assert.deepEqual(ids(shown(items, { ...EVERYTHING, words: 'of 40' })), ['c']);
});

test('families come in their order, unknown ones last', () => {
  assert.deepEqual(families(open(REPORT)), [['attribution', 1], ['statistics', 1], ['wording', 1], ['weather', 1]]);
  assert.deepEqual(grouped(open(REPORT)).map(([name, items]) => [name, ids(items)]), [['attribution', ['b']], ['statistics', ['c']], ['wording', ['a']], ['weather', ['e']]]);
});

test('a gate sees what is open at its severity or above', () => {
  assert.deepEqual(ids(blocking(REPORT, new Map(), 'error')), ['c']);
  assert.deepEqual(ids(blocking(REPORT, new Map([['c', { reason: 'checked' }]]), 'warning')), ['a', 'e']);
});

test('what is set aside keeps its reason; only a dismissal can be taken back', () => {
  const aside = setAside(REPORT, new Map([['a', { reason: 'Known and meant', by: 'Kim' }], ['b', 'Other']]));
  assert.deepEqual(aside.map(({ item, record, restorable }) => [item.id, record.reason, restorable]), [
    ['a', 'Known and meant', true],
    ['b', 'Other', true],
    ['d', 'kept', false],
  ]);
});

test('the focus goes on to the next finding, or the one before', () => {
  assert.equal(heir(['a', 'b', 'c'], 'b'), 'c');
  assert.equal(heir(['a', 'b', 'c'], 'c'), 'b');
  assert.equal(heir(['a'], 'a'), null);
  assert.equal(heir(['a'], 'x'), null);
});

test('a family is put in and out; none chosen is all', () => {
  assert.deepEqual([...toggled(null, 'wording')], ['wording']);
  assert.deepEqual([...toggled(new Set(['wording']), 'polls')], ['wording', 'polls']);
  assert.equal(toggled(new Set(['wording']), 'wording'), null);
});

test('long quotations are cut to one line, never inside a character', () => {
  assert.equal(brief('one\n\n two'), 'one two');
  const cut = brief('😀'.repeat(300), 100);
  assert.ok([...cut].length < 100);
  assert.ok(cut.isWellFormed());
  assert.match(cut, / … /);
});
