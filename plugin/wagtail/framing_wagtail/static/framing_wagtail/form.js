/**
 * The page editor's form as a story: which inputs hold prose, in the order of the page.  The outline from the server says
 * where prose is; its nodes are `{ kind, type?, role?, children?, child? }` (see outline.py).
 */

/** Field or block whose words are read: rich text has its Draftail editor, plain text its input. */
export class Source {
  constructor(input, node, id) {
    Object.assign(this, { input, node, id });
  }

  /** Draftail's component; missing until it has been drawn, and for plain text. */
  get editor() {
    return this.node.kind === 'rich' ? (this.input.draftailEditor ?? null) : null;
  }

  /** What the editor calls this field. */
  get label() {
    const heading = this.input.labels?.[0] ?? this.input.closest('.w-panel')?.querySelector('.w-panel__heading');
    return (heading?.textContent ?? this.input.name).replace('*', '').trim();
  }
}

export class Form {
  /**
   * @param {HTMLFormElement} element
   * @param {Record<string, object>} outline  field name → node
   */
  constructor(element, outline) {
    Object.assign(this, { element, outline });
    this.ids = new WeakMap();
    this.count = 0;
  }

  /** Inputs that hold prose now, in the order of the page. */
  sources() {
    const found = [];
    for (const input of this.element.querySelectorAll('input[name], textarea[name]')) {
      const node = this.#nodeOf(input.name);
      if (node) found.push(new Source(input, node, this.#idOf(input)));
    }
    return found;
  }

  /** An id that stays with an input while blocks around it come, go and move. */
  #idOf(input) {
    if (!this.ids.has(input)) this.ids.set(input, `f${(this.count += 1)}`);
    return this.ids.get(input);
  }

  #nodeOf(name) {
    const field = name.split('-', 1)[0];
    return Object.hasOwn(this.outline, field) ? this.#below(this.outline[field], field, name) : null;
  }

  /** The leaf that a name leads to from `prefix`, or null; deleted blocks lead nowhere. */
  #below(node, prefix, name) {
    if (!node) return null;
    const rest = name.slice(prefix.length);
    if (node.kind === 'plain' || node.kind === 'rich') return rest === '' ? node : null;
    if (node.kind === 'struct') {
      const child = Object.keys(node.children).find((key) => rest === `-${key}` || rest.startsWith(`-${key}-`));
      return child ? this.#below(node.children[child], `${prefix}-${child}`, name) : null;
    }
    const [, item] = /^-(\d+)-value/.exec(rest) ?? [];
    if (item === undefined || this.#value(`${prefix}-${item}-deleted`)) return null;
    const child = node.kind === 'list' ? node.child : node.children[this.#value(`${prefix}-${item}-type`)];
    return this.#below(child, `${prefix}-${item}-value`, name);
  }

  #value(name) {
    return this.element.elements.namedItem(name)?.value ?? '';
  }
}
