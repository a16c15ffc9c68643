/** What a session asks of this editor: read the blocks, show marks, bring words into view, replace them. */

import { ranger } from '../client/ranges.js';
import { canvas, rootOf } from './marks.js';
import { blocks, locate, richValue } from './story.js';

const { dispatch, select } = window.wp.data;
const { create, insert, toHTMLString, RichTextData } = window.wp.richText;
const { __ } = window.wp.i18n;

/** @param {import('./marks.js').Painter} painter */
export function hostOf(painter) {
  return {
    blocks,
    reveal,
    replace,
    paint: (marks, current) => painter.paint(marks, current),
    where: ({ block_id: id }) => (id === 'excerpt' ? __('Excerpt', 'framing') : ''),
  };
}

/** Bring a place into view; with `focus`, select its words. */
function reveal(place, { focus = false } = {}) {
  const { clientId, attribute } = locate(place.block_id);
  const root = rootOf(place.block_id);
  if (root) scrollTo(root, place);
  if (place.block_id === 'excerpt') return;
  if (!focus) return;
  if (place.block_id === 'title') selectIn(root, place);
  else if (attribute) selectRichText(clientId, attribute, root, place);
  else dispatch('core/block-editor').selectBlock(clientId);
}

function scrollTo(root, { start, end }) {
  const { startContainer: node } = ranger(root)(start, end);
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** The block first, so that the editor knows it as selected; then the words, once it has drawn that. */
function selectRichText(clientId, attribute, root, place) {
  dispatch('core/block-editor').selectionChange(clientId, attribute, place.start, place.end);
  window.requestAnimationFrame(() => selectIn(rootOf(place.block_id) ?? root, place));
}

function selectIn(root, { start, end }) {
  if (!root?.isConnected) return;
  canvas().defaultView.focus();
  root.focus({ preventScroll: true });
  const selection = canvas().getSelection();
  selection.removeAllRanges();
  selection.addRange(ranger(root)(start, end));
}

/** Replace words as one step that the editor's undo takes back.  Says whether that was possible here. */
function replace({ block_id: id, start, end }, text) {
  if (id === 'title' || id === 'excerpt') {
    const value = richValue(select('core/editor').getEditedPostAttribute(id) ?? '');
    dispatch('core/editor').editPost({ [id]: toHTMLString({ value: spliced(value, text, start, end) }) });
    return true;
  }
  const { clientId, attribute } = locate(id);
  const content = attribute && select('core/block-editor').getBlockAttributes(clientId)?.[attribute];
  if (!content) return false;
  const value = spliced(richValue(content), text, start, end);
  const kept = typeof content === 'string' || !RichTextData ? toHTMLString({ value }) : new RichTextData(value);
  const { updateBlockAttributes, __unstableMarkLastChangeAsPersistent: step = () => {} } = dispatch('core/block-editor');
  step();
  updateBlockAttributes(clientId, { [attribute]: kept });
  step();
  return true;
}

/** A rich text with some of its text replaced; the new words look as the first of the old ones did. */
function spliced(value, text, start, end) {
  const words = create({ text });
  // Characters without a format are holes in this list; undefined would break the editor.
  if (value.formats[start]) words.formats.fill(value.formats[start]);
  return insert(value, words, start, end);
}
