/** Every word that this adapter shows; the panel has its own. */

export const S = {
  title: 'Before publishing',
  holds: (count) =>
    count === 1
      ? 'One finding holds this story. Change the words, or say why they may stand.'
      : `${count} findings hold this story. Change the words, or say why they may stand.`,
  others: 'Somebody who may publish this page must decide about them.',
  clear: 'Nothing holds this story any more. Publish again.',
  closed: 'Publishing is held until the checker answers.',
  open: 'You can publish; the record will say that the story was unchecked.',
  show: (words) => `“${words}”`,
  reason: 'They may stand, because',
  choose: 'Choose a reason …',
  note: 'Note (optional)',
  waive: 'Dismiss and unlock',
  record: 'Your name, the time and the reason are kept with the page.',
  unsaved: 'Save the page once to dismiss findings.',
};
