/**
 * An element's content as plain text, and places in that text as DOM ranges.  Nothing is changed.
 * Line breaks are one code unit however the editor keeps them; things that are not text (pictures in a line) are one
 * U+FFFC, as block editors index them.
 */

const BLOCKS = new Set(['DIV', 'P']);
const OBJECTS = 'img, video, audio, object, [contenteditable="false"]';

/** Left by editors to give the caret a place; not part of the text. */
const PADDING = /\ufeff/g;

/**
 * Text nodes, line breaks and objects in order: `{ node, text, start, starts, raw }`; `starts` marks a break that stands
 * before its node.
 * @param {Element} root
 */
export function pieces(root) {
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
      if (ended || (block && !fresh)) put(node, '\n', true);
      if (node.nodeType === Node.TEXT_NODE) put(node, node.data.replace(PADDING, ''));
      else if (node.nodeName === 'BR') {
        if (parent === root || node.nextSibling) put(node, '\n');
      } else if (node.nodeType === Node.ELEMENT_NODE && node.matches(OBJECTS)) put(node, '\ufffc');
      else visit(node);
      ended ||= block;
    }
  };
  visit(root);
  return found.filter((piece) => piece.text);
}

/** The text of an element as editors index it. */
export const textOf = (root) => pieces(root).map((piece) => piece.text).join('');

/**
 * A function from offsets to DOM ranges, for many look-ups in one state of the text.
 * @param {Element} root
 * @returns {(start: number, end: number) => Range}
 */
export function ranger(root) {
  const found = pieces(root);
  const document = root.ownerDocument;
  const last = (holds) => {
    let low = 0;
    let high = found.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (holds(found[middle])) low = middle;
      else high = middle - 1;
    }
    return found[low];
  };
  return (start, end) => {
    const range = document.createRange();
    range.selectNodeContents(root);
    if (!found.length) return range;
    range.setStart(...boundary(last((piece) => piece.start <= start), start));
    range.setEnd(...boundary(last((piece) => piece.start < end), end));
    return range;
  };
}

function boundary({ node, text, start, starts }, offset) {
  if (node.nodeType === 3 && !starts) return [node, unpadded(node.data, Math.min(offset - start, text.length))];
  if (starts && offset > start) return [node, 0];
  return [node.parentNode, [...node.parentNode.childNodes].indexOf(node) + (!starts && offset > start ? 1 : 0)];
}

/** An offset in the text as an offset in a node's data, which may hold padding. */
function unpadded(data, offset) {
  if (!data.includes('\ufeff')) return offset;
  let at = 0;
  for (let left = offset; at < data.length && (left > 0 || data[at] === '\ufeff'); at += 1) if (data[at] !== '\ufeff') left -= 1;
  return at;
}
