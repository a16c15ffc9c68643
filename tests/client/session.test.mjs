import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { quoteOf } from '../../plugin/client/anchor.js';
import { EVERYTHING, open, shown } from '../../plugin/client/findings.js';
import { Session } from '../../plugin/client/session.js';
import { S } from '../../plugin/client/strings.js';

/** What a session needs of the panel, without a DOM. */
class Panel extends EventTarget {
  report = null;
  dismissed = new Map();
  lost = new Set();
  status = {};
  filter = EVERYTHING;
  current = null;
  stale = false;
  said = [];

  select(id) { this.current = id; }
  say(text, options = {}) { this.said.push([text, Boolean(options.undo)]); }
  toggleAttribute(name, on) { this[name] = on; }
  open() { return open(this.report, this.dismissed); }
  shown() { return shown(this.open(), this.filter); }
  tell(name, detail = {}) { this.dispatchEvent(new CustomEvent(`framing-${name}`, { detail })); }
}

const WORDS = ['slams', 'disastrous', 'officials'];

function report({ blocks }) {
  const annotations = blocks.flatMap(({ id, text }) =>
    WORDS.filter((word) => text.includes(word)).map((word) => {
      const start = text.indexOf(word);
      return { id: `${word}`, rule: 'a-rule', family: 'wording', severity: 'warning', suppressed: null, message: '', block_id: id, start, end: start + word.length, quote: quoteOf(text, start, start + word.length) };
    }),
  );
  return { annotations, facts: {}, scores: [] };
}

const opens = [];
afterEach(() => opens.splice(0).forEach((session) => session.close()));

/** A session over blocks held in a list, checked at once. */
async function opened({ store, send = async (story) => report(story), replace, ...host } = {}) {
  const panel = new Panel();
  const blocks = [
    { id: 'h', role: 'headline', text: 'Mayor slams plan' },
    { id: 'a', text: 'It was a disastrous idea, officials said.' },
    { id: 'b', text: ' ' },
  ];
  const seen = { painted: [], revealed: [], sent: [] };
  const session = new Session({
    panel,
    delay: 0,
    store,
    send: (story, options) => {
      seen.sent.push(story);
      return send(story, options);
    },
    host: {
      blocks: () => blocks.map((block) => ({ ...block })),
      paint: (marks, current) => seen.painted.push([marks.map(({ id }) => id), current]),
      reveal: (place, { focus }) => seen.revealed.push([place, focus]),
      replace: replace ?? (({ block_id: id, start, end }, text) => {
        const block = blocks.find((other) => other.id === id);
        block.text = block.text.slice(0, start) + text + block.text.slice(end);
        session.changed();
      }),
      ...host,
    },
  });
  opens.push(session);
  await session.ready;
  session.changed();
  await settled(session);
  return { session, panel, blocks, seen };
}

async function settled(session) {
  for (let turn = 0; turn < 50 && (session.panel.stale || !session.panel.report); turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('blocks with words are sent, with their roles, and marks are painted', async () => {
  const { seen, panel } = await opened();
  assert.deepEqual(seen.sent.at(-1), { blocks: [{ id: 'h', role: 'headline', text: 'Mayor slams plan' }, { id: 'a', text: 'It was a disastrous idea, officials said.' }] });
  assert.deepEqual(seen.painted.at(-1), [WORDS, null]);
  assert.equal(panel.stale, false);
});

test('an edit moves marks at once, and drops those it touches', async () => {
  const { session, panel, blocks, seen } = await opened();
  blocks[1].text = 'Today, 😀, it was a disastrous idea, offXicials said.';
  session.changed();
  assert.equal(panel.stale, true);
  assert.deepEqual([...panel.lost], ['officials']);
  assert.deepEqual(seen.painted.at(-1)[0], ['slams', 'disastrous']);
  session.jump('disastrous');
  assert.deepEqual(seen.revealed.at(-1), [{ block_id: 'a', start: 20, end: 30 }, true]);
});

test('a suggestion is applied and undone, also after edits elsewhere', async () => {
  const { session, panel, blocks } = await opened();
  panel.tell('apply', { id: 'disastrous', text: 'costly' });
  await settled(session);
  assert.equal(blocks[1].text, 'It was a costly idea, officials said.');
  assert.deepEqual(panel.said.at(-1), [S.applied('costly'), true]);
  blocks[1].text = `Yes. ${blocks[1].text}`;
  session.changed();
  await session.undo();
  assert.equal(blocks[1].text, 'Yes. It was a disastrous idea, officials said.');
  assert.deepEqual(panel.said.at(-1), [S.undone, false]);
});

test('a deletion takes one blank with it, and undo brings both back', async () => {
  const { session, blocks } = await opened();
  await session.apply('disastrous', '');
  assert.equal(blocks[1].text, 'It was a idea, officials said.');
  await session.undo();
  assert.equal(blocks[1].text, 'It was a disastrous idea, officials said.');
});

test('what cannot be applied or undone is said, and the text stays', async () => {
  const { session, panel, blocks } = await opened({ replace: () => false });
  const before = blocks[1].text;
  await session.apply('disastrous', 'costly');
  assert.deepEqual(panel.said.at(-1), [S.notApplied, false]);
  blocks[1].text = 'Gone.';
  await session.apply('disastrous', 'costly');
  assert.deepEqual(panel.said.at(-1), [S.notApplied, false]);
  await session.undo();
  assert.deepEqual(panel.said.at(-1), [S.notUndone, false]);
  assert.notEqual(before, blocks[1].text);
});

test('undo leaves words alone that were changed after the suggestion', async () => {
  const { session, panel, blocks } = await opened();
  await session.apply('disastrous', 'costly');
  blocks[1].text = blocks[1].text.replace('costly', 'cheap');
  session.changed();
  await session.undo();
  assert.match(blocks[1].text, /cheap/);
  assert.deepEqual(panel.said.at(-1), [S.notUndone, false]);
});

test('a dismissal is kept with its reason and can be taken back', async () => {
  const kept = new Map([['slams', 'Known and meant']]);
  const store = { load: async () => kept, save: (id, record) => (record ? { ...record, by: 'Kim' } : undefined) };
  const { session, panel, seen } = await opened({ store });
  assert.deepEqual(seen.painted.at(-1)[0], ['disastrous', 'officials']);
  panel.tell('dismiss', { id: 'officials', reason: 'Source withheld on purpose', note: 'safety' });
  await settled(session);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(session.dismissed.get('officials'), { reason: 'Source withheld on purpose', note: 'safety', by: 'Kim' });
  assert.deepEqual(seen.painted.at(-1)[0], ['disastrous']);
  panel.tell('restore', { id: 'slams' });
  assert.deepEqual(seen.painted.at(-1)[0], ['slams', 'disastrous']);
});

test('a dismissal that cannot be kept comes back, and the editor is told', async () => {
  const store = { load: () => { throw new Error('down'); }, save: async () => { throw new Error('down'); } };
  const { session, panel, seen } = await opened({ store });
  assert.deepEqual(panel.said.at(-1), [S.notLoaded, false]);
  await session.dismiss('officials', { reason: 'Other', note: '' });
  assert.equal(session.dismissed.has('officials'), false);
  assert.deepEqual(panel.said.at(-1), [S.notKept, false]);
  assert.deepEqual(seen.painted.at(-1)[0], WORDS);
});

test('stepping goes round the text in its order', async () => {
  const { session, panel } = await opened();
  const order = [];
  for (let turn = 0; turn < 4; turn += 1) {
    session.step(1);
    order.push(panel.current);
  }
  assert.deepEqual(order, ['slams', 'disastrous', 'officials', 'slams']);
  session.step(-1);
  assert.equal(panel.current, 'officials');
});

test('the caret makes the finding at it the current one', async () => {
  const { session, panel, seen } = await opened();
  session.caret('a', 12);
  assert.equal(panel.current, 'disastrous');
  assert.deepEqual(seen.painted.at(-1), [WORDS, 'disastrous']);
  session.caret('a', 0);
  assert.equal(panel.current, null);
});

test('a finding reached in the list is shown without taking the focus; a fact is shown where it stands now', async () => {
  const { session, panel, blocks, seen } = await opened();
  panel.tell('select', { id: 'officials' });
  assert.deepEqual(seen.revealed.at(-1), [{ block_id: 'a', start: 26, end: 35 }, false]);
  blocks[1].text = `😀 ${blocks[1].text}`;
  panel.tell('place', { place: { block_id: 'a', start: 20, end: 24, text: 'idea' } });
  assert.deepEqual(seen.revealed.at(-1), [{ block_id: 'a', start: 23, end: 27 }, true]);
  panel.tell('place', { place: { block_id: 'gone', start: 0, end: 4, text: 'idea' } });
  assert.deepEqual(panel.said.at(-1), [S.gone, false]);
});

test('an empty text has no report, and is not sent', async () => {
  const { session, panel, blocks, seen } = await opened();
  const sent = seen.sent.length;
  for (const block of blocks) block.text = '';
  session.changed();
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(panel.report, null);
  assert.equal(panel.stale, false);
  assert.equal(seen.sent.length, sent);
});

test('where words cannot be marked the panel says so', async () => {
  const { panel } = await opened({ marks: false });
  assert.equal(panel.notice, S.noMarks);
});

test('a failure is told in the editor’s words', async () => {
  const { panel } = await opened({ send: async () => { throw new Error('network'); } });
  assert.match(panel.status.message, /cannot be reached/);
  assert.equal(panel.status.retry, true);
});
