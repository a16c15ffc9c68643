/**
 * Marks in the canvas.  Rich text is marked by WordPress's own annotations, which the editor moves while somebody types
 * and never saves.  What they cannot show (the headline, marks that overlap others, editors without annotations) is
 * painted by CSS highlights, which touch nothing.
 */

import { Highlighter } from '../client/highlighter.js';
import { locate } from './story.js';

const { dispatch, select } = window.wp.data;
const STORE = 'core/annotations';
const SOURCE = 'framing-';

/** Highlights are drawn again this many milliseconds after the canvas has changed. */
const REDRAW = 80;

/** Whether this editor has annotations. */
export function hasAnnotations() {
  const actions = dispatch(STORE);
  return Boolean(actions?.__experimentalAddAnnotation && actions.__experimentalRemoveAnnotation && select(STORE)?.__experimentalGetAnnotations);
}

/** The document that holds the text: an iframe's, or the page itself in older editors. */
export function canvas() {
  return window.document.querySelector('iframe[name="editor-canvas"]')?.contentDocument ?? window.document;
}

/** The element whose text is the block's, or null. */
export function rootOf(id) {
  const root = canvas();
  if (id === 'title') return root.querySelector('.editor-post-title__input, .wp-block-post-title');
  const { clientId, attribute } = locate(id);
  const block = attribute && root.querySelector(`[data-block="${CSS.escape(clientId)}"]`);
  if (!block) return null;
  const named = `[data-wp-block-attribute-key="${CSS.escape(attribute)}"]`;
  return block.matches(`${named}, .rich-text`) ? block : block.querySelector(named) ?? block.querySelector('.rich-text');
}

export class Painter {
  /** @param {(work: () => void) => void} batch  runs many dispatches as one change */
  constructor(batch) {
    this.batch = batch;
    this.annotations = hasAnnotations();
    this.loose = [];
    this.current = null;
  }

  /** Show these marks of a session and no others, and stress one. */
  paint(marks, current) {
    const [annotated, others] = this.annotations ? parted(marks) : [[], marks];
    if (this.annotations) this.#annotate(annotated);
    this.loose = [...others, ...annotated.filter((mark) => mark.id === current)];
    this.current = current;
    this.#draw();
  }

  /** The id of the mark under a point of the canvas that only highlights show, or null. */
  at(x, y) {
    return this.highlighter?.at(x, y) ?? null;
  }

  #annotate(marks) {
    const wanted = new Map(marks.map((mark) => [SOURCE + mark.id, annotation(mark)]));
    const { __experimentalAddAnnotation: add, __experimentalRemoveAnnotation: remove } = dispatch(STORE);
    const there = select(STORE).__experimentalGetAnnotations().filter((item) => item.source.startsWith(SOURCE));
    const right = new Set(there.filter((item) => same(item, wanted.get(item.id))).map((item) => item.id));
    const gone = there.filter((item) => !right.has(item.id));
    const fresh = [...wanted].filter(([id]) => !right.has(id));
    if (!gone.length && !fresh.length) return;
    this.batch(() => {
      for (const { id } of gone) remove(id);
      for (const [, item] of fresh) add(item);
    });
  }

  #draw() {
    const view = canvas().defaultView;
    if (this.highlighter?.view !== view) {
      this.highlighter?.clear();
      this.highlighter = new Highlighter(view);
      this.#watch(view);
    }
    this.highlighter.show(this.loose, rootOf);
    this.highlighter.activate(this.current);
  }

  /** The editor rebuilds parts of the canvas; the ranges in them must be made anew. */
  #watch(view) {
    this.observer?.disconnect();
    this.observer = new view.MutationObserver(() => {
      clearTimeout(this.later);
      if (this.loose.length) this.later = setTimeout(() => this.#draw(), REDRAW);
    });
    this.observer.observe(view.document.body, { subtree: true, childList: true, characterData: true });
  }
}

/** Marks that annotations can show, and the others: in one text annotations must not overlap. */
function parted(marks) {
  const taken = new Map();
  const annotated = [];
  const others = [];
  for (const mark of [...marks].sort((a, b) => length(a) - length(b))) {
    const { block_id: id, start, end } = mark.place;
    const spans = taken.get(id) ?? [];
    const free = locate(id).attribute && start < end && spans.every((span) => span.end <= start || end <= span.start);
    if (free) taken.set(id, [...spans, { start, end }]);
    (free ? annotated : others).push(mark);
  }
  return [annotated, others];
}

const length = ({ place }) => place.end - place.start;

function annotation({ id, item, place }) {
  const { clientId, attribute } = locate(place.block_id);
  return {
    id: SOURCE + id,
    source: `${SOURCE}${item.family}-${item.severity}`,
    blockClientId: clientId,
    richTextIdentifier: attribute,
    range: { start: place.start, end: place.end },
  };
}

const same = (there, wanted) =>
  wanted !== undefined &&
  there.source === wanted.source &&
  there.blockClientId === wanted.blockClientId &&
  there.richTextIdentifier === wanted.richTextIdentifier &&
  there.range.start === wanted.range.start &&
  there.range.end === wanted.range.end;
