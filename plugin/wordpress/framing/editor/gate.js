/**
 * The check before publishing.  It checks and locks only inside the panel's content, which is there while the panel is
 * open: a lock held elsewhere would grey out the very button that opens the explanation.  The server decides anyway.
 */

import { REASONS, SEVERITIES } from '../client/strings.js';
import { useDesk } from './use-desk.js';

const { createElement: el, Fragment, useEffect, useState } = window.wp.element;
const { Button, Notice, SelectControl, Spinner, TextControl } = window.wp.components;
const { dispatch } = window.wp.data;
const { __, _n, sprintf } = window.wp.i18n;
const { down, mayPublish } = window.framingEditor;

const LOCK = 'framing';

/** What stands in the way, how to get there, and how to disagree. */
export function Gate({ desk, start, jump }) {
  const { report, problem } = useDesk(desk);
  useEffect(() => {
    start();
    desk.session.check();
  }, []);
  const held = desk.held();
  const closed = Boolean(problem) && down === 'closed' && mayPublish;
  useLock(closed || (held.length > 0 && !problem));
  if (problem) return el(Problem, { problem, closed, again: () => desk.session.check() });
  if (!report) return el('p', {}, el(Spinner), __('Checking…', 'framing'));
  if (!held.length) return el('p', {}, __('Nothing holds this story.', 'framing'));
  return el(
    Fragment,
    {},
    el('p', {}, sprintf(_n('%d finding holds this story. Change the words, or say why they may stand.', '%d findings hold this story. Change the words, or say why they may stand.', held.length, 'framing'), held.length)),
    el('ul', { className: 'framing-held' }, held.map((item) => el(Held, { key: item.id, item, jump }))),
    el(Waive, { desk, held }),
  );
}

function useLock(locked) {
  useEffect(() => {
    const { lockPostSaving, unlockPostSaving } = dispatch('core/editor');
    if (locked) lockPostSaving(LOCK);
    return () => unlockPostSaving(LOCK);
  }, [locked]);
}

function Problem({ problem, closed, again }) {
  const result = closed ? __('Publishing is held until it answers.', 'framing') : __('You can publish; the record will say that it was unchecked.', 'framing');
  return el(
    Notice,
    { status: closed ? 'error' : 'warning', isDismissible: false, actions: [{ label: __('Try again', 'framing'), onClick: again }] },
    `${problem} ${mayPublish ? result : ''}`,
  );
}

function Held({ item, jump }) {
  return el(
    'li',
    { className: 'framing-held-item', 'data-severity': item.severity },
    el('span', { className: 'framing-held-severity' }, SEVERITIES[item.severity]),
    el(Button, { variant: 'link', onClick: () => jump(item.id), label: __('Show in the text', 'framing') }, `“${item.quote.exact}”`),
    el('p', {}, item.message),
  );
}

function Waive({ desk, held }) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await desk.waive(held, reason, note);
    } catch (error) {
      setFailed(error.message ?? '');
      setBusy(false);
    }
  };
  const options = [{ label: __('Choose a reason…', 'framing'), value: '' }, ...REASONS.map((value) => ({ label: value, value }))];
  return el(
    'form',
    { onSubmit: submit, className: 'framing-waive' },
    el(SelectControl, { label: __('They may stand, because', 'framing'), value: reason, options, onChange: setReason, __nextHasNoMarginBottom: true, __next40pxDefaultSize: true }),
    el(TextControl, { label: __('Note (optional)', 'framing'), value: note, maxLength: 1000, onChange: setNote, __nextHasNoMarginBottom: true, __next40pxDefaultSize: true }),
    el(Button, { variant: 'secondary', type: 'submit', disabled: !reason || busy, isBusy: busy }, __('Dismiss and unlock', 'framing')),
    el('p', { className: 'framing-hint' }, __('Your name, the time and the reason are kept with the post.', 'framing')),
    failed && el(Notice, { status: 'error', isDismissible: false }, failed),
  );
}
