/** Every word the client shows, in one place. */

const count = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const plural = (value, one, many) => `${count(value)} ${value === 1 ? one : many}`;
const percent = (share) => `${Math.round(100 * share)}%`;

/** Families of rules, in words. */
export const FAMILIES = {
  attribution: 'Attribution',
  statistics: 'Statistics',
  numbers: 'Numbers',
  polls: 'Polls',
  wording: 'Wording',
  structure: 'Structure',
  ignores: 'Ignore comments',
};

/** A family's name, also of one that this client does not know yet. */
export const familyName = (name) => FAMILIES[name] ?? name.replace(/^./, (letter) => letter.toUpperCase());

export const SEVERITIES = { error: 'Fix', warning: 'Look', info: 'Note' };

/** What the filter by severity offers. */
export const LEAST = { info: 'All', warning: 'Look and fix', error: 'Fix only' };

export const VERDICTS = {
  sentence: 'Sourced here',
  context: 'Sourced earlier',
  speaker: 'Speaker’s own figure',
  none: 'No source',
};

/** Kinds of voices and numbers whose names need more words than the service's. */
export const KINDS = { party: 'party', media: 'other media', unnamed: 'not named', 'small count': 'count' };

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

/** Why an editor disagrees. */
/** What the headline has and the body has not. */
export const GAPS = {
  term: 'Loaded word',
  quoted: 'A source’s word',
  certainty: 'Certainty',
  number: 'Number',
};

/** The story as a whole. */
export const ANGLE = {
  verbs: 'Reporting verbs by side',
  labels: 'Labels by side',
  headline: 'Headline against body',
  emphasis: 'Emphasis',
  side: 'Side',
  neutral: 'Neutral',
  slanted: 'Slanted',
  plain: 'Plain names',
  labelled: 'Labels',
  frame: 'Frame',
  sentences: 'Sentences',
  noNumber: 'the body does not have it',
  caution: 'What the story dwells on, by words alone. No share is right or wrong.',
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
  count,
  percent,

  ready: 'No story yet',
  waiting: 'Write or paste a story. It is checked when you pause.',
  clear: 'Nothing to look at.',
  noFindings: 'Nothing in this view.',
  summary: (open) =>
    [
      open.error && plural(open.error, 'thing to fix', 'things to fix'),
      open.warning && plural(open.warning, 'place to look at', 'places to look at'),
      open.info && plural(open.info, 'note', 'notes'),
    ]
      .filter(Boolean)
      .join(', ') || 'Nothing to look at',
  skipped: (number) => `${plural(number, 'passage was', 'passages were')} left out: `,
  keyboard: 'F8 next, Shift+F8 previous finding; in the list ↑ ↓ to move, Enter to show in the text.',

  filter: 'Show only',
  all: 'All',
  least: 'How urgent',
  search: 'Search findings',
  showing: (shown, all) => (shown === all ? `All ${plural(all, 'finding', 'findings')} shown` : `${count(shown)} of ${plural(all, 'finding', 'findings')} shown`),

  jump: 'Show in the text',
  moved: 'The text has changed here; it is checked again at the next pause.',
  gone: 'These words are no longer in the text.',
  why: 'Why?',
  references: 'References',
  rule: (name, confidence) => `Rule ${name}, ${percent(confidence)} sure here`,
  replace: (text) => `Replace by “${text}”`,
  remove: 'Delete',
  applied: (text) => (text ? `Replaced by “${text}”.` : 'Deleted.'),
  notApplied: 'This could not be changed here; the words may have moved.',
  undo: 'Undo',
  undone: 'Undone.',
  notUndone: 'This could not be undone; the text has changed since. Use the editor’s own undo.',

  dismiss: 'Dismiss',
  dismissReason: 'Reason for dismissing',
  dismissConfirm: 'Dismiss finding',
  note: 'Note (optional)',
  cancel: 'Cancel',
  dismissed: (number) => `Dismissed (${number})`,
  restore: 'Restore',
  restoreThis: (quote) => `Restore “${quote}”`,
  record: ({ reason, note, by, at, suppressed }) =>
    [reason, note, [by, at && day(at)].filter(Boolean).join(', '), suppressed && 'kept with the text or in the baseline'].filter(Boolean).join(' · '),
  notKept: 'The dismissal could not be kept. Please try again.',
  notLoaded: 'Earlier dismissals could not be loaded; all findings are shown.',

  noVoices: 'No voices found yet.',
  voice: 'Voice',
  share: 'Share of their words',
  times: (number) => plural(number, 'time', 'times'),
  speaksFor: (body) => `for ${body}`,
  inHeadline: 'in the headline',
  first: 'first to speak',
  last: 'last word',

  noNumbers: 'No statistics found yet.',
  number: 'Number',
  source: 'Source',
  notNeeded: 'None needed',
  polls: 'Polls',
  pollMissing: 'Not given',
  pollOpen: 'Not a scientific sample: anyone could take part.',
  pollMargin: ({ opt_in: open, computed_margin: margin, sample_size: size }) => {
    if (open) return 'No margin of error is defined: those who answered chose themselves.';
    if (!margin) return '';
    return `By its size: ±${margin.toFixed(1)} points for ${count(size)} people, had they been drawn at random (95% confidence). Weighting makes it larger.`;
  },
  pollComplete: 'Everything readers need is given.',

  keyScores: 'Key scores',
  otherScores: 'Other',
  noScores: 'No scores yet.',
  parts: 'Counts',
  /** Shares are shown as percentages; other numbers as they are; a dash where there is none. */
  usual: ({ usual: { mean, sd, stories }, unit }) => {
    const scale = unit.startsWith('share') ? 100 : 1;
    const [middle, spread] = [mean, sd].map((value) => (scale * value).toLocaleString('en', { maximumFractionDigits: 1 }));
    return `Usual here: ${middle} ± ${spread} (${plural(stories, 'story', 'stories')})`;
  },
  value: ({ value, unit }) => {
    if (value === null) return '–';
    return unit.startsWith('share') ? percent(value) : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
  },

  noMarks: 'This browser cannot mark words in the text. The list below is complete; press a quotation to go to its words.',
  retry: 'Try again',
  key: 'This checker asks for a key.',
  keyLabel: 'Access key',
  keyUse: 'Use key',
  /** What a failed check means for the editor: `{ message, key?, retry? }`. */
  failure: ({ status, detail }) => {
    if (status === 401) return { message: S.key, key: true };
    if (status === 403) return { message: detail || 'You may not check this story. Reload the page if you were logged out.', retry: true };
    if (status === 413) return { message: 'This story is too long for the checker.' };
    if (status === 429) return { message: 'Many checks at once; the next one follows in a moment.' };
    if (status >= 400 && status < 500) return { message: `The checker refused this text: ${detail}` };
    return { message: 'The checker cannot be reached. Your text is safe here; trying again…', retry: true };
  },
};

/** A day as people write it; what is no date is shown as it came. */
function day(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
