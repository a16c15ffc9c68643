/** Who is heard in a story, how often, in which words, and with how much of all that is said. */

import { h } from './dom.js';
import { bar, nothing, spot, table } from './panel-parts.js';
import { KINDS, S } from './strings.js';

export function voicesView(panel) {
  const voices = panel.report?.facts.voices ?? [];
  if (!voices.length) return nothing(S.noVoices);
  const total = voices.reduce((sum, voice) => sum + voice.words, 0) || 1;
  const rows = [...voices].sort((a, b) => b.words - a.words).map((voice) => [described(panel, voice), bar(voice.words / total)]);
  return [table('voices', S.tabs.voices, [S.voice, S.share], rows)];
}

function described(panel, voice) {
  const { name, kind, side, speaks_for: body, attributions, first, last, headline, mentions, verbs } = voice;
  const facts = [KINDS[kind] ?? kind, side, body && S.speaksFor(body), S.times(attributions.length)];
  const standing = [headline && S.inHeadline, first && S.first, last && S.last];
  const used = Object.entries(verbs ?? {}).sort((a, b) => b[1] - a[1]).map(([verb, count]) => (count > 1 ? `${verb} ${count}×` : verb));
  return [
    spot(panel, name, mentions[0]),
    h('small', {}, [...facts, ...standing].filter(Boolean).join(' · ')),
    used.length ? h('small', { class: 'verbs' }, used.join(', ')) : '',
  ];
}
