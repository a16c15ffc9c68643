/** One editable element seen as plain text: read it, point into it, replace in it through the browser's own undo. */

const BLOCKS = new Set(['DIV', 'P']);

export class Surface {
  constructor(element) {
    this.element = element;
  }

  /** The text exactly as it stands; a line break is one code unit however the browser keeps it. */
  text() {
    return this.pieces().map((piece) => piece.text).join('');
  }

  /**
   * Text nodes and line breaks in order, each with its text and where it starts.  Most browsers keep a break as
   * a character; some ways of input leave a `<br>` or a block for each line.
   */
  pieces() {
    const found = [];
    let start = 0;
    let fresh = true;
    let ended = false;
    const put = (node, text, starts = false) => {
      found.push({ node, text, start, starts });
      start += text.length;
      fresh = text.endsWith('\n');
      ended = false;
    };
    const visit = (parent) => {
      for (const node of parent.childNodes) {
        const block = BLOCKS.has(node.nodeName);
        const lineBreak = node.nodeName === 'BR';
        if (ended || (block && !fresh)) put(node, '\n', true);
        if (node.nodeType === Node.TEXT_NODE && node.data) put(node, node.data);
        else if (lineBreak && (parent === this.element || node.nextSibling)) put(node, '\n');
        else visit(node);
        ended ||= block;
      }
    };
    visit(this.element);
    return found;
  }

  /** A function from offsets to DOM ranges, for many look-ups in one state of the text. */
  ranger() {
    const pieces = this.pieces();
    const boundary = (offset, end) => {
      let low = 0;
      let high = pieces.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (end ? pieces[middle].start < offset : pieces[middle].start <= offset) low = middle;
        else high = middle - 1;
      }
      const { node, text, start, starts } = pieces[low];
      if (starts && offset > start) return [node, 0];
      if (starts || node.nodeName === 'BR') return [node.parentNode, [...node.parentNode.childNodes].indexOf(node) + (offset > start ? 1 : 0)];
      return [node, Math.min(offset - start, text.length)];
    };
    return (start, end) => {
      const range = document.createRange();
      if (!pieces.length) {
        range.selectNodeContents(this.element);
        return range;
      }
      range.setStart(...boundary(start, false));
      range.setEnd(...boundary(end, true));
      return range;
    };
  }

  /** The caret's offset, or null when it is elsewhere. */
  caret() {
    const selection = document.getSelection();
    if (!selection.rangeCount || !this.element.contains(selection.focusNode)) return null;
    const { focusNode, focusOffset } = selection;
    const pieces = this.pieces();
    if (focusNode.nodeType === Node.TEXT_NODE) return (pieces.find((piece) => piece.node === focusNode && !piece.starts)?.start ?? 0) + focusOffset;
    const line = pieces.find((piece) => piece.starts && piece.node === focusNode);
    if (line && focusOffset === 0) return line.start + 1;
    const next = focusNode.childNodes[focusOffset];
    const after = next && pieces.find((piece) => next === piece.node || next.contains(piece.node));
    return after ? after.start : this.text().length;
  }

  /** Select a place, and bring it into view. */
  select(start, end) {
    const range = this.ranger()(start, end);
    this.element.focus({ preventScroll: true });
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const box = range.getBoundingClientRect();
    if (box.top < 80 || box.bottom > window.innerHeight - 80) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: calm ? 'auto' : 'smooth' });
    }
  }

  /** Replace a place by text, as if typed: the browser's undo takes it back. */
  replace(start, end, text) {
    this.select(start, end);
    document.execCommand(text ? 'insertText' : 'delete', false, text);
  }
}
