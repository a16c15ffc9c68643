/** What a session asks of Wagtail's editor: read the blocks, show marks, bring words into view, replace them. */

import { Highlighter } from './client/highlighter.js';
import { ranger } from './client/ranges.js';
import { caretOf, paragraphs, replaceIn, rootIn, selectIn } from './draftail.js';

export class Host {
  /** @param {import('./form.js').Form} form */
  constructor(form) {
    this.form = form;
    this.highlighter = new Highlighter(window);
    this.marks = this.highlighter.supported;
    this.homes = new Map();
  }

  /** `[{ id, text, type?, role? }]` of the form as it stands. */
  blocks() {
    this.homes = new Map();
    return this.form.sources().flatMap((source) => {
      const { type, role } = source.node;
      const said = { ...(type && { type }), ...(role && { role }) };
      const found = source.node.kind === 'rich' ? paragraphs(source) : [{ key: '', text: source.input.value }];
      return found.map(({ key, text, type: own }) => {
        const id = key ? `${source.id}:${key}` : source.id;
        this.homes.set(id, { source, key });
        return { id, text, ...(own && { type: own }), ...said };
      });
    });
  }

  paint(marks, current) {
    this.highlighter.show(marks, (id) => this.rootOf(id));
    this.highlighter.activate(current);
  }

  reveal(place, { focus } = {}) {
    const { source, key } = this.homes.get(place.block_id);
    const root = this.rootOf(place.block_id) ?? source.input;
    unfold(root);
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const target = root === source.input ? root : elementAt(root, place);
    target.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    if (!focus) return;
    if (key) selectIn(source.editor, root, { ...place, key });
    else {
      source.input.focus({ preventScroll: true });
      source.input.setSelectionRange(place.start, place.end);
    }
  }

  replace(place, text) {
    const { source, key } = this.homes.get(place.block_id);
    if (source.input.disabled || source.input.readOnly) return false;
    if (key) return replaceIn(source.editor, { ...place, key }, text);
    source.input.focus({ preventScroll: true });
    source.input.setSelectionRange(place.start, place.end);
    // As if typed, so that the browser's own undo takes it back.
    return document.execCommand(text ? 'insertText' : 'delete', false, text);
  }

  /** Findings in plain fields cannot be marked, so their cards say where they are. */
  where = ({ block_id: id }) => {
    const home = this.homes.get(id);
    return home && !home.key ? home.source.label : '';
  };

  /** `{ id, offset }` of the caret, or null. */
  caret() {
    const focused = document.activeElement;
    for (const [id, { source, key }] of this.homes) {
      if (!key && source.input === focused) return { id, offset: focused.selectionStart };
      const offset = key && source.editor ? caretOf(source.editor, key) : null;
      if (offset !== null && offset !== '') return { id, offset };
    }
    return null;
  }

  /** The element that holds a paragraph's words; null for plain fields, whose words no style can reach. */
  rootOf(id) {
    const { source, key } = this.homes.get(id) ?? {};
    return key ? rootIn(source.input, key) : null;
  }
}

function elementAt(root, { start, end }) {
  const { startContainer: node } = ranger(root)(start, end);
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

/** Open the tab and the folded panels that an element is in. */
function unfold(element) {
  for (let node = element.parentElement; node; node = node.parentElement) {
    if (node.hidden && node.id) document.querySelector(`[aria-controls="${CSS.escape(node.id)}"]`)?.click();
  }
}
