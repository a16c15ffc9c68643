/**
 * The story as the editor holds it: headline, excerpt and every text of every block, each as the plain text that rich
 * text offsets count in.  The order and the types are those of includes/story.php, which reads the same story when it
 * is published.
 *
 * A text's id is "title", "excerpt" or "CLIENTID:ATTRIBUTE"; "CLIENTID:#N" is the Nth text of a block that has no rich
 * text of its own (tables, classic text): it is checked and listed, not marked.
 */

const { select } = window.wp.data;
const { create } = window.wp.richText;
const { getBlockType, getSaveContent } = window.wp.blocks;
const { post, types, unread } = window.framingEditor;

const UNREAD = new Set(unread);
const LEAVES = 'p, h1, h2, h3, h4, h5, h6, li, td, th, figcaption, blockquote, dt, dd, pre';
const HEADING = /^H[1-6]$/;

/** Texts of a block, kept as long as its attributes are the same object: only what has changed is read again. */
const kept = new WeakMap();
const plain = remembered((html) => create({ html }).text);

/** The texts of the story in order: `[{ id, type?, text }]`; empty while something other than the post is edited. */
export function blocks() {
  const editor = select('core/editor');
  if (editor.getCurrentPostId() !== post) return [];
  const found = [
    { id: 'title', type: 'headline', text: plain(editor.getEditedPostAttribute('title') ?? '') },
    { id: 'excerpt', type: 'excerpt', text: plain(editor.getEditedPostAttribute('excerpt') ?? '') },
  ];
  for (const block of select('core/block-editor').getBlocks()) collect(found, block, undefined);
  return found;
}

/** What a text's id stands for: `{ clientId, attribute }`; `attribute` null where it is no rich text. */
export function locate(id) {
  const [clientId, attribute = null] = id.split(':');
  return { clientId, attribute: attribute?.startsWith('#') ? null : attribute };
}

/** The rich text of an attribute, which was a string before WordPress 6.5. */
export const richValue = (content) => create({ html: typeof content === 'string' ? content : content.toHTMLString() });

function collect(found, block, around) {
  if (UNREAD.has(block.name)) return;
  const type = types[block.name] ?? around;
  const own = block.name === 'core/quote' && block.innerBlocks.length ? 'credit' : type;
  for (const text of textsOf(block)) {
    const named = text.type ?? own;
    found.push({ id: `${block.clientId}:${text.key}`, text: text.text, ...(named && { type: named }) });
  }
  for (const inner of block.innerBlocks) collect(found, inner, type);
}

function textsOf(block) {
  if (!kept.has(block.attributes)) kept.set(block.attributes, read(block));
  return kept.get(block.attributes);
}

function read({ name, attributes }) {
  const definitions = Object.entries(getBlockType(name)?.attributes ?? {});
  const rich = definitions.filter(([, { source, multiline }]) => source === 'rich-text' || (source === 'html' && !multiline));
  const texts = rich
    .filter(([key]) => attributes[key])
    .map(([key]) => ({ key, text: richValue(attributes[key]).text }));
  if (name === 'core/table') return [...cells(attributes), ...texts];
  return texts.length || rich.length ? texts : loose(name, attributes);
}

function cells({ head = [], body = [], foot = [] }) {
  return [...head, ...body, ...foot]
    .flatMap((row) => row.cells)
    .map((cell, index) => ({ key: `#${index}`, text: richValue(cell.content ?? '').text }));
}

/** Texts of a block whose content is one piece of HTML. */
function loose(name, attributes) {
  const html = name === 'core/freeform' ? window.wp.autop.autop(attributes.content ?? '') : saved(name, attributes);
  if (!html) return [];
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  const leaves = [...body.querySelectorAll(LEAVES)].filter((element) => !element.querySelector(LEAVES));
  return leaves.map((element, index) => ({
    key: `#${index}`,
    text: create({ html: element.innerHTML }).text,
    type: HEADING.test(element.nodeName) ? 'heading' : undefined,
  }));
}

/** What a block would leave in the post, or "". */
function saved(name, attributes) {
  try {
    return getSaveContent(name, attributes) ?? '';
  } catch {
    return '';
  }
}

function remembered(make) {
  const last = new Map();
  return (html) => {
    if (!last.has(html)) {
      if (last.size > 8) last.clear();
      last.set(html, make(html));
    }
    return last.get(html);
  };
}
