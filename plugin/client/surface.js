/** One editable element seen as plain text: read it, point into it, replace in it through the browser's own undo. */

import { pieces, ranger, textOf } from './ranges.js';

export class Surface {
  constructor(element) {
    this.element = element;
  }

  /** The text exactly as it stands; a line break is one code unit however the browser keeps it. */
  text() {
    return textOf(this.element);
  }

  /** The caret's offset, or null without the focus: a browser leaves a selection behind, and collapses it later. */
  caret() {
    if (document.activeElement !== this.element) return null;
    const selection = document.getSelection();
    if (!selection.rangeCount || !this.element.contains(selection.focusNode)) return null;
    const { focusNode, focusOffset } = selection;
    const found = pieces(this.element);
    if (focusNode.nodeType === Node.TEXT_NODE) return (found.find((piece) => piece.node === focusNode && !piece.starts)?.start ?? 0) + focusOffset;
    const line = found.find((piece) => piece.starts && piece.node === focusNode);
    if (line && focusOffset === 0) return line.start + 1;
    const next = focusNode.childNodes[focusOffset];
    const after = next && found.find((piece) => next === piece.node || next.contains(piece.node));
    return after ? after.start : this.text().length;
  }

  /** Select a place, and bring it into view. */
  select(start, end) {
    const range = ranger(this.element)(start, end);
    this.element.focus({ preventScroll: true });
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    bring(range);
  }

  /** Bring a place into view; the focus stays where it is. */
  scrollTo(start, end) {
    bring(ranger(this.element)(start, end));
  }

  /** Replace a place by text, as if typed: the browser's undo takes it back. */
  replace(start, end, text) {
    this.select(start, end);
    document.execCommand(text ? 'insertText' : 'delete', false, text);
  }
}

function bring(range) {
  const box = range.getBoundingClientRect();
  if (box.top >= 80 && box.bottom <= window.innerHeight - 80) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: calm ? 'auto' : 'smooth' });
}
