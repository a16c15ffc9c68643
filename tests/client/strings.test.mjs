import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { FAMILY_ORDER, SEVERITY_ORDER } from '../../plugin/client/findings.js';
import { FAMILIES, LEAST, REASONS, S, SEVERITIES, familyName } from '../../plugin/client/strings.js';

const CLIENT = new URL('../../plugin/client/', import.meta.url);
const read = (name) => readFileSync(new URL(name, CLIENT), 'utf8');
const modules = readdirSync(CLIENT).filter((name) => name.endsWith('.js'));
const source = modules.filter((name) => name !== 'strings.js').map(read).join('\n');

test('families and severities have words, and all words are used', () => {
  assert.deepEqual(Object.keys(FAMILIES), FAMILY_ORDER);
  assert.deepEqual(Object.keys(SEVERITIES).sort(), [...SEVERITY_ORDER].sort());
  assert.deepEqual(Object.keys(LEAST), SEVERITY_ORDER);
  assert.equal(familyName('weather'), 'Weather');
  const used = new Set([...(source + read('strings.js')).matchAll(/\bS\.(\w+)/g)].map((match) => match[1]));
  assert.deepEqual([...used].sort(), Object.keys(S).sort());
  assert.equal(new Set(REASONS).size, REASONS.length);
});

test('the summary counts in words', () => {
  assert.equal(S.summary({ error: 1, warning: 2, info: 0 }), '1 thing to fix, 2 places to look at');
  assert.equal(S.summary({ error: 0, warning: 0, info: 0 }), 'Nothing to look at');
  assert.equal(S.summary({ error: 0, warning: 1200, info: 1 }), '1,200 places to look at, 1 note');
});

test('scores are shown as what they are', () => {
  assert.equal(S.value({ value: 0.287, unit: 'share of words' }), '29%');
  assert.equal(S.value({ value: 7.26, unit: 'grade score' }), '7.3');
  assert.equal(S.value({ value: 1234.4, unit: 'words' }), '1,234');
  assert.equal(S.value({ value: null, unit: 'grade score' }), '–');
});

test('a dismissal tells its reason, and by whom and when where that is kept', () => {
  assert.equal(S.record({ reason: 'Other', note: 'legal says so', by: 'Kim', at: '2026-11-24T10:00:00Z' }), 'Other · legal says so · Kim, 24 Nov 2026');
  assert.equal(S.record({ reason: 'Other', note: '' }), 'Other');
  assert.match(S.record({ reason: 'kept', suppressed: true }), /^kept · /);
});

test('each failure says what it means', () => {
  assert.deepEqual(S.failure({ status: 401, detail: '' }), { message: S.key, key: true });
  assert.match(S.failure({ status: 422, detail: 'Too odd.' }).message, /refused this text: Too odd\./);
  assert.match(S.failure({ status: 413, detail: '' }).message, /too long/);
  assert.match(S.failure({ status: 0, detail: '' }).message, /cannot be reached/);
});

test('the contract names every module, event and colour', () => {
  const contract = read('README.md');
  const told = (name) => assert.ok(contract.includes(name), `README.md does not tell of ${name}`);
  for (const [, event] of source.matchAll(/emit\('(\w+)'/g)) told(`\`framing-${event}\``);
  for (const [, name] of read('framing.css').matchAll(/(--framing-(?!desk)[a-z]+):/g)) told(`\`${name}\``);
  for (const name of modules.filter((module) => !/^panel-|^dom/.test(module))) told(`\`${name}\``);
});

test('no module asks another host, and none needs a build', () => {
  const hosts = [...source.matchAll(/https?:\/\/[\w.]+/g)].map(([url]) => url);
  assert.deepEqual([...new Set(hosts)], ['http://www.w3.org']);
  for (const [, from] of source.matchAll(/^import .*?'(.+)';$/gm)) assert.match(from, /^\.\/[a-z-]+\.js$/);
});
