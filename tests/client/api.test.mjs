import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiError, Checker, transport, wellFormed } from '../../plugin/client/api.js';

const REPORT = { annotations: [], facts: {}, scores: [] };
const answer = (status, body, headers = {}) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

/** A fetch that gives these answers in turn, and what it was asked. */
function fake(...answers) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options, body: JSON.parse(options.body) });
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  return { fetch, asked };
}

test('a story goes out as JSON with what a CMS needs beside it, and the report comes back', async () => {
  const { fetch, asked } = fake(answer(200, REPORT), answer(200, REPORT));
  let nonce = 1;
  const send = transport({ url: '/proxy', headers: () => ({ 'X-Nonce': String(nonce++) }), fields: { post: 12 }, fetch });
  assert.deepEqual(await send({ blocks: [{ id: 'a', text: 'Hello 😀' }] }), REPORT);
  await send({ blocks: [] });
  assert.deepEqual(asked[0].body, { offset_unit: 'utf16', blocks: [{ id: 'a', text: 'Hello 😀' }], post: 12 });
  assert.deepEqual(asked.map(({ headers }) => headers['X-Nonce']), ['1', '2']);
  assert.equal(asked[0].credentials, 'same-origin');
  assert.equal(asked[0].redirect, 'error');
});

test('a busy service is asked again after what it says, but not for ever', async () => {
  const busy = () => answer(503, { detail: 'busy' }, { 'Retry-After': '0.001' });
  const { fetch, asked } = fake(busy(), busy(), answer(200, REPORT));
  assert.deepEqual(await transport({ url: '/', fetch })({}), REPORT);
  assert.equal(asked.length, 3);
  const always = transport({ url: '/', patience: 2, fetch: async () => busy() });
  await assert.rejects(always({}), { status: 503, detail: 'busy' });
});

test('failures say their status and the service’s own words', async () => {
  const failing = (response) => transport({ url: '/', fetch: fake(response).fetch })({});
  await assert.rejects(failing(answer(422, { detail: 'Give exactly one of text, html.' })), { name: 'ApiError', status: 422, detail: 'Give exactly one of text, html.' });
  await assert.rejects(failing(answer(403, { message: 'Cookie check failed' })), { status: 403, detail: 'Cookie check failed' });
  await assert.rejects(failing(answer(500, '<html>')), { status: 500 });
  await assert.rejects(failing(answer(200, '<html>a login page</html>')), { status: 502 });
  await assert.rejects(failing(new TypeError('failed to fetch')), { status: 0, detail: '' });
});

test('an aborted request is no failure of the service, also while it waits', async () => {
  const abort = new DOMException('', 'AbortError');
  await assert.rejects(transport({ url: '/', fetch: fake(abort).fetch })({}), { name: 'AbortError' });
  const controller = new AbortController();
  const send = transport({ url: '/', fetch: async () => answer(503, {}, { 'Retry-After': '60' }) });
  const waiting = send({}, { signal: controller.signal });
  setTimeout(() => controller.abort(), 5);
  await assert.rejects(waiting, { name: 'AbortError' });
});

test('half surrogate pairs are replaced one for one', () => {
  assert.equal(wellFormed('a\ud83d b\ude00 😀'), 'a\ufffd b\ufffd 😀');
});

/** A checker whose answers are given by hand. */
function checker(options = {}) {
  const seen = { reports: [], errors: [], busy: [], sent: [] };
  const made = new Checker({
    story: () => ({ text: `${seen.sent.length}` }),
    send: (story, { signal }) => new Promise((resolve, reject) => seen.sent.push({ story, signal, resolve, reject })),
    report: (report, story) => seen.reports.push([report, story.text]),
    failed: (error) => seen.errors.push(error),
    busy: (busy) => seen.busy.push(busy),
    delay: 5,
    retry: 5,
    ...options,
  });
  return { made, seen };
}

const soon = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('many keystrokes make one check', async () => {
  const { made, seen } = checker();
  for (let key = 0; key < 10; key += 1) made.later();
  await soon(20);
  assert.equal(seen.sent.length, 1);
});

test('a new check aborts the one under way, and a stale answer never wins', async () => {
  const { made, seen } = checker();
  made.now();
  made.now();
  assert.equal(seen.sent[0].signal.aborted, true);
  seen.sent[1].resolve('new');
  await soon();
  seen.sent[0].resolve('stale');
  await soon();
  assert.deepEqual(seen.reports, [['new', '1']]);
  assert.equal(seen.busy.at(-1), false);
});

test('a service that is down is tried again; one that refuses is not', async () => {
  const { made, seen } = checker();
  made.now();
  seen.sent[0].reject(new ApiError(0, ''));
  await soon(20);
  assert.equal(seen.sent.length, 2);
  seen.sent[1].reject(new ApiError(422, 'no'));
  await soon(20);
  assert.equal(seen.sent.length, 2);
  assert.deepEqual(seen.errors.map(({ status }) => status), [0, 422]);
});

test('a foreign transport’s error counts as no answer', async () => {
  const { made, seen } = checker({ retry: 60000 });
  made.now();
  seen.sent[0].reject(new TypeError('boom'));
  await soon();
  made.stop();
  assert.deepEqual(seen.errors.map(({ status }) => status), [0]);
});

test('nothing to send is not sent', async () => {
  const { made, seen } = checker({ story: () => null });
  await made.now();
  assert.equal(seen.sent.length, 0);
});

test('after stop nothing more happens', async () => {
  const { made, seen } = checker();
  made.now();
  made.later();
  made.stop();
  seen.sent[0].resolve('late');
  await soon(20);
  assert.deepEqual(seen.reports, []);
  assert.equal(seen.sent.length, 1);
  assert.equal(seen.busy.at(-1), false);
});
