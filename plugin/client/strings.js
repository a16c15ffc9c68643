/** Every word the client shows, in one place. */

const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const FAMILIES = {
  attribution: 'Attribution',
  statistics: 'Statistics',
  numbers: 'Numbers',
  polls: 'Polls',
  wording: 'Wording',
  structure: 'Structure',
  ignores: 'Ignore comments',
};

export const SEVERITIES = { error: 'Fix', warning: 'Look', info: 'Note' };

export const VERDICTS = {
  sentence: 'Sourced here',
  context: 'Sourced earlier',
  speaker: 'Speaker’s own figure',
  none: 'No source',
};

/** What a story should say about a poll, in the order of its card. */
export const POLL_ELEMENTS = {
  pollster: 'Who asked',
  sponsor: 'Who paid',
  population: 'Who was asked',
  n: 'How many',
  dates: 'When',
  mode: 'How',
  selection: 'How they were chosen',
  moe: 'Margin of error',
  wording: 'Question',
  trend: 'Compared with',
};

/** Scores by what they speak of, in the service's names; those not listed come last. */
export const SCORE_GROUPS = {
  Sources: ['attribution-density', 'attributed-words', 'attributed-sentences', 'voices', 'voice-evenness', 'unnamed-share'],
  Numbers: ['sourced-statistics'],
  Wording: ['framing-density'],
  Readability: ['words-per-sentence', 'long-sentences', 'flesch-reading-ease', 'flesch-kincaid-grade', 'gunning-fog', 'smog', 'dale-chall', 'reading-time'],
};

/** Those that stand above the findings, with short labels. */
export const KEY_SCORES = {
  'unnamed-share': 'Unnamed sources',
  'sourced-statistics': 'Numbers sourced',
  'framing-density': 'Framing per 1,000',
  'flesch-kincaid-grade': 'School grade',
};

export const REASONS = [
  'The rule is wrong here',
  'Known and meant',
  'House style allows it',
  'Source withheld on purpose',
  'Other',
];

export const S = {
  panel: 'Findings and scores',
  tabs: { findings: 'Findings', voices: 'Voices', numbers: 'Numbers', scores: 'Scores' },
  checking: 'Checking…',
  ready: 'No story yet',
  waiting: 'Write or paste a story. It is checked when you pause.',
  clear: 'Nothing to look at.',
  summary: (open) =>
    [
      open.error && plural(open.error, 'thing to fix', 'things to fix'),
      open.warning && plural(open.warning, 'place to look at', 'places to look at'),
      open.info && plural(open.info, 'note', 'notes'),
    ]
      .filter(Boolean)
      .join(', ') || 'Nothing to look at',
  percent: (share) => `${Math.round(100 * share)} %`,
  words: (count) => plural(count, 'word', 'words'),
  filter: 'Show only',
  all: 'All',
  jump: 'Show in the text',
  moved: 'The text has changed here; it is checked again at the next pause.',
  why: 'Why?',
  replace: (text) => `Replace by “${text}”`,
  remove: 'Delete',
  dismiss: 'Dismiss',
  dismissReason: 'Reason for dismissing',
  dismissConfirm: 'Dismiss finding',
  cancel: 'Cancel',
  dismissed: (count) => `Dismissed (${count})`,
  restore: 'Restore',
  confidence: (value) => `${S.percent(value)} sure`,
  noFindings: 'Nothing in this view.',
  applied: (text) => (text ? `Replaced by “${text}”.` : 'Deleted.'),
  undo: 'Undo',
  undone: 'Undone.',
  noVoices: 'No voices found yet.',
  voice: 'Voice',
  kind: 'Kind',
  said: 'Times',
  share: 'Share of quoted words',
  noNumbers: 'No statistics found yet.',
  number: 'Number',
  counts: 'Of what',
  source: 'Source',
  notNeeded: 'None needed',
  polls: 'Polls',
  pollMissing: 'Not given',
  pollOpen: 'Not a scientific sample: anyone could take part.',
  pollMargin: ({ opt_in: open, computed_margin: margin, sample_size: size }) => {
    if (open) return 'No margin of error is defined: those who answered chose themselves.';
    if (!margin) return '';
    return `By its size: ±${margin.toFixed(1)} points for ${size.toLocaleString('en')} people, had they been drawn at random (95% confidence). Weighting makes it larger.`;
  },
  pollComplete: 'Everything readers need is given.',
  otherScores: 'Other',
  keyScores: 'Key scores',
  noScores: 'No scores yet.',
  undefinedScore: '–',
  parts: 'Counts',
  down: 'The checker cannot be reached. Your text is safe here; trying again…',
  refused: (detail) => `The checker refused this text: ${detail}`,
  key: 'This checker asks for a key.',
  keyLabel: 'Access key',
  keyUse: 'Use key',
  skipped: (count) => `${plural(count, 'passage was', 'passages were')} left out: `,
  keyboard: 'F8 next, Shift+F8 previous finding; in the list ↑ ↓ to move, Enter to show in the text.',
};
