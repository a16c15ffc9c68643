import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LineIds, anchor, edit, find, moved, quoteOf } from '../../plugin/client/anchor.js';
import { edited, letters, pick, seeded, upTo } from './random.mjs';

test('an edit is what turns one text into the other', () => {
  const next = seeded(1);
  for (let round = 0; round < 2000; round += 1) {
    const before = letters(next, 40);
    const after = edited(next, before);
    const { start, removed, inserted } = edit(before, after);
    assert.equal(before.slice(0, start) + after.slice(start, start + inserted) + before.slice(start + removed), after);
  }
});

test('a place that survives an edit holds the same words', () => {
  const next = seeded(2);
  let kept = 0;
  for (let round = 0; round < 5000; round += 1) {
    const before = letters(next, 60);
    const start = upTo(next, before.length);
    const place = { start, end: start + upTo(next, before.length - start) };
    const after = edited(next, before);
    const found = moved(place, edit(before, after));
    if (!found) continue;
    kept += 1;
    assert.equal(after.slice(found.start, found.end), before.slice(place.start, place.end));
  }
  assert.ok(kept > 2500);
});

test('an edit inside the words or over their border loses them', () => {
  const place = { start: 4, end: 8 };
  assert.equal(moved(place, edit('the plan failed', 'the pan failed')), null);
  assert.equal(moved(place, edit('the plan failed', 'thean failed')), null);
  assert.deepEqual(moved(place, edit('the plan failed', 'the plan has failed')), place);
  assert.deepEqual(moved(place, edit('the plan failed', '😀 the plan failed')), { start: 7, end: 11 });
});

test('what is anchored holds the quoted words, or is not found', () => {
  const next = seeded(3);
  for (let round = 0; round < 3000; round += 1) {
    const text = letters(next, 80);
    const start = upTo(next, text.length);
    const end = Math.min(text.length, start + 1 + upTo(next, 6));
    const quote = quoteOf(text, start, end);
    assert.deepEqual(anchor(text, { start, end, quote }), start < end ? { start, end } : anchor(text, { start, end, quote }));
    const later = edited(next, edited(next, text));
    const found = anchor(later, { start, end, quote });
    if (found) assert.equal(later.slice(found.start, found.end), quote.exact);
  }
});

test('the occurrence with the same words around it is the one', () => {
  const quote = { exact: 'plan', prefix: 'the ', suffix: ' failed' };
  assert.deepEqual(anchor('a plan, 😀 but the plan failed', { start: 4, end: 8, quote }), { start: 19, end: 23 });
  assert.equal(anchor('the plan worked', { start: 90, end: 94, quote }), null);
  assert.equal(anchor('nothing here', { start: 4, end: 8, quote }), null);
});

test('a whole block is found though the words before it stand in another', () => {
  const quote = { exact: 'All of it.', prefix: 'of the one before. ', suffix: '' };
  assert.deepEqual(anchor('All of it.', { start: 0, end: 10, quote }), { start: 0, end: 10 });
});

test('of equal occurrences the nearest is taken, and a share of the context can be asked for', () => {
  const text = 'x one y, x one y, x one y';
  assert.deepEqual(find(text, { exact: 'one', prefix: 'x ', suffix: ' y' }, 12), { start: 11, end: 14 });
  assert.equal(find('so one said', quoteOf('that was one said of many', 9, 12), 0, 0.5), null);
  assert.equal(find('text', { exact: '', prefix: '', suffix: '' }), null);
});

test('a quote that fills a long text is found in reasonable time', () => {
  const text = 'a'.repeat(200000);
  const start = process.cpuUsage();
  find(text, { exact: 'aaaa', prefix: 'b'.repeat(32), suffix: 'b'.repeat(32) });
  assert.ok(process.cpuUsage(start).user < 500_000, 'microseconds');
});

test('lines keep their ids through edits elsewhere, and an Enter makes one new id', () => {
  const ids = new LineIds('p');
  const [one, two, three] = ids.of('One.\nTwo.\nThree.');
  assert.deepEqual(ids.of('One.\nTwo, changed.\nThree.'), [one, two, three]);
  const split = ids.of('One.\nTwo,\nchanged.\nThree.');
  assert.deepEqual([split[0], split[1], split[3]], [one, two, three]);
  assert.equal(new Set(split).size, 4);
  assert.deepEqual(ids.of('One.\nThree.'), [one, three]);
});

test('ids of lines are never used twice', () => {
  const next = seeded(4);
  const ids = new LineIds('p');
  let lines = ['a', 'b', 'c'];
  const gone = new Set();
  let before = ids.of(lines.join('\n'));
  for (let round = 0; round < 1000; round += 1) {
    const at = upTo(next, lines.length);
    lines = next() < 0.5 ? lines.toSpliced(at, 0, letters(next, 5)) : lines.toSpliced(at, pick(next, [1, 2]));
    if (!lines.length) lines = ['a'];
    const now = [...ids.of(lines.join('\n'))];
    assert.equal(now.length, lines.length);
    assert.equal(new Set(now).size, now.length);
    assert.ok(now.every((id) => !gone.has(id)));
    for (const id of before) if (!now.includes(id)) gone.add(id);
    before = now;
  }
});
