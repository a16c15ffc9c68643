import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LineIds, quoteOf } from '../../plugin/client/anchor.js';
import { Marks } from '../../plugin/client/marks.js';
import { edited, pick, seeded } from './random.mjs';

/** A finding on words of a block, as the service reports it. */
function finding(block, words, rule = 'loaded-word') {
  const start = block.text.indexOf(words);
  return { id: `${rule}-${block.id}-${words}`, rule, block_id: block.id, start, end: start + words.length, quote: quoteOf(block.text, start, start + words.length) };
}

/** Blocks of a text, a line each, with ids that survive edits. */
const blocksOf = (ids, text) => ids.of(text).map((id, index) => ({ id, text: text.split('\n')[index] }));

const words = (marks, blocks) =>
  [...marks.marks.values()]
    .filter(({ place }) => place)
    .map(({ place }) => blocks.find((block) => block.id === place.block_id).text.slice(place.start, place.end));

function story() {
  const ids = new LineIds('p');
  const text = 'The regime fell on Monday, 😀 officials said.\nCritics slammed the so-called reform of the regime.';
  const blocks = blocksOf(ids, text);
  const marks = new Marks();
  marks.load([finding(blocks[0], 'regime'), finding(blocks[0], 'officials'), finding(blocks[1], 'slammed'), finding(blocks[1], 'regime')], blocks);
  return { ids, text, marks };
}

test('marks follow typing, Enter and the joining of blocks', () => {
  const { ids, text, marks } = story();
  for (const after of [
    text.replace('The', 'Late, the'),
    text.replace('Monday, ', 'Monday,\n'),
    text.replace('\n', ' '),
    `${text.split('\n').reverse().join('\n')}`,
  ]) {
    const blocks = blocksOf(ids, after);
    marks.follow(blocks);
    assert.deepEqual(words(marks, blocks).sort(), ['officials', 'regime', 'regime', 'slammed']);
    assert.equal(marks.lost().size, 0);
  }
});

test('a finding whose words change is lost, and found when they come back', () => {
  const { ids, text, marks } = story();
  marks.follow(blocksOf(ids, text.replace('officials', 'offXicials')));
  assert.deepEqual([...marks.lost()], ['loaded-word-p1-officials']);
  assert.equal(marks.place('loaded-word-p1-officials'), null);
  marks.follow(blocksOf(ids, text));
  assert.equal(marks.lost().size, 0);
});

test('a lost mark never takes another place of the same words', () => {
  const { ids, text, marks } = story();
  marks.follow(blocksOf(ids, text.split('\n')[1]));
  assert.deepEqual([...marks.lost()], ['loaded-word-p1-regime', 'loaded-word-p1-officials']);
  const blocks = blocksOf(ids, text.split('\n')[1].replace('Critics', 'Some critics'));
  marks.follow(blocks);
  assert.deepEqual(words(marks, blocks), ['slammed', 'regime']);
});

test('a report for an older text is put on the newer one', () => {
  const ids = new LineIds('p');
  const sent = blocksOf(ids, 'Officials said so.\nCritics disagree.');
  const now = blocksOf(ids, 'Yesterday officials said so.\nMany critics, 😀, disagree. Critics disagree.');
  const marks = new Marks();
  marks.load([finding(sent[0], 'Officials'), finding(sent[1], 'disagree')], sent, now);
  assert.deepEqual([...marks.lost()], ['loaded-word-p1-Officials']);
  assert.deepEqual(words(marks, now), ['disagree']);
});

test('findings for blocks that do not exist, or with words that are not there, are lost, not guessed', () => {
  const block = { id: 'a', text: 'One, officials said.' };
  const marks = new Marks();
  marks.load([{ ...finding(block, 'officials'), block_id: null }, { ...finding(block, 'said'), quote: { exact: 'sad', prefix: '', suffix: '' } }], [block]);
  assert.equal(marks.lost().size, 2);
});

test('facts are located where their words stand now', () => {
  const marks = new Marks();
  marks.load([], [{ id: 'a', text: 'About 40% of 40% of residents' }]);
  marks.follow([{ id: 'a', text: 'Only about 40% of 40% of residents' }]);
  assert.deepEqual(marks.locate({ block_id: 'a', start: 13, end: 16, text: '40%' }), { block_id: 'a', start: 18, end: 21 });
  assert.equal(marks.locate({ block_id: 'b', start: 0, end: 3, text: '40%' }), null);
  marks.follow([{ id: 'a', text: 'All residents' }]);
  assert.equal(marks.locate({ block_id: 'a', start: 13, end: 16, text: '40%' }), null);
});

test('through a thousand random edits a mark is on its words or lost', () => {
  const next = seeded(7);
  for (let round = 0; round < 40; round += 1) {
    const ids = new LineIds('p');
    let text = Array.from({ length: 6 }, (_, line) => `Line ${line} says word${line} and then other${line}, 😀 they add.`).join('\n');
    const sent = blocksOf(ids, text);
    const marks = new Marks();
    marks.load(sent.flatMap((block, line) => [finding(block, `word${line}`), finding(block, `other${line}`)]), sent);
    for (let step = 0; step < 25; step += 1) {
      text = next() < 0.3 ? split(next, text) : edited(next, text);
      const blocks = blocksOf(ids, text);
      marks.follow(blocks);
      for (const { item, place } of marks.marks.values()) {
        if (place) assert.equal(blocks.find((block) => block.id === place.block_id).text.slice(place.start, place.end), item.quote.exact);
      }
    }
  }
});

test('an Enter or a joined line between words loses no mark', () => {
  const next = seeded(8);
  const text = Array.from({ length: 8 }, (_, line) => `Line ${line} says word${line} and then other${line}, 😀 they add.`).join('\n');
  for (let round = 0; round < 200; round += 1) {
    const ids = new LineIds('p');
    const sent = blocksOf(ids, text);
    const marks = new Marks();
    marks.load(sent.flatMap((block, line) => [finding(block, `word${line}`), finding(block, `other${line}`)]), sent);
    for (const after of [split(next, text), text, text.replace('\n', ' '), split(next, text)]) {
      marks.follow(blocksOf(ids, after));
      assert.equal(marks.lost().size, 0, after);
    }
  }
});

/** Enter at one of the blanks. */
function split(next, text) {
  const blanks = [...text.matchAll(/ /g)].map((match) => match.index);
  if (!blanks.length) return text;
  const at = pick(next, blanks);
  return `${text.slice(0, at)}\n${text.slice(at + 1)}`;
}
