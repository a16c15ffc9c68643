/** What stands in the way of publishing, how to get there, and how to disagree.  The server decides anyway. */

import { arrange, h } from './client/dom.js';
import { REASONS, SEVERITIES } from './client/strings.js';
import { S } from './strings.js';

export class Gate {
  /**
   * @param {HTMLElement} place
   * @param {object} does
   * @param {(id: string) => void} does.jump
   * @param {(items: object[], reason: string, note: string) => Promise<void>} does.waive
   * @param {boolean} does.publisher  whether this person's word opens the gate
   */
  constructor(place, { jump, waive, publisher }) {
    Object.assign(this, { place, jump, waive, publisher });
    this.told = h('p', { role: 'status' });
    this.list = h('ul', { class: 'framing-held' });
    this.form = this.#form();
    this.place.append(h('h2', { class: 'w-h4', tabindex: '-1' }, S.title), this.told, this.list, this.form);
    this.place.hidden = true;
    this.held = [];
  }

  /** Show these findings; `asked` when the editor has just been stopped. */
  show(held, { asked }) {
    const before = this.held;
    this.held = held;
    this.place.hidden = !held.length && !asked && !before.length;
    this.#tell(held.length ? [S.holds(held.length), this.publisher ? '' : S.others].join(' ') : S.clear);
    this.form.hidden = !held.length || !this.publisher;
    if (JSON.stringify(held) !== JSON.stringify(before)) arrange(this.list, held.map((item) => this.#item(item)));
  }

  /** Nobody can check now; `closed` when that holds the story. */
  problem(closed) {
    this.place.hidden = false;
    this.form.hidden = true;
    this.held = [];
    this.list.replaceChildren();
    this.#tell(closed ? S.closed : S.open);
  }

  /** Move the focus here. */
  focus() {
    this.place.querySelector('h2').focus();
  }

  #tell(text) {
    if (this.told.textContent !== text) this.told.textContent = text;
  }

  #item(item) {
    const show = h('button', { type: 'button', class: 'framing-held-words', onclick: () => this.jump(item.id) }, S.show(item.quote.exact));
    return h('li', {}, h('strong', {}, SEVERITIES[item.severity]), ' ', show, h('p', {}, item.message));
  }

  /** Not a <form>: it stands inside Wagtail's. */
  #form() {
    const options = ['', ...REASONS].map((value) => h('option', { value }, value || S.choose));
    const reason = h('select', { id: 'framing-reason', autocomplete: 'off' }, options);
    const note = h('input', { type: 'text', id: 'framing-note', maxlength: '1000', autocomplete: 'off' });
    const failed = h('p', { role: 'alert', class: 'framing-failed' });
    const button = h('button', { type: 'button', class: 'button button-small button-secondary', disabled: true }, S.waive);
    for (const field of [reason, note]) {
      // Wagtail's form must neither count these as changes nor be sent by Enter.
      for (const name of ['input', 'change']) field.addEventListener(name, (event) => event.stopPropagation());
      field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
    }
    reason.addEventListener('change', () => { button.disabled = !reason.value; });
    button.addEventListener('click', async () => {
      button.disabled = true;
      failed.textContent = '';
      try {
        await this.waive(this.held, reason.value, note.value);
        [reason.value, note.value] = ['', ''];
      } catch (error) {
        failed.textContent = error.message;
        button.disabled = !reason.value;
      }
    });
    const row = (label, field) => h('p', { class: 'framing-row' }, h('label', { for: field.id, class: 'w-field__label' }, label), field);
    return h('div', { role: 'group', 'aria-label': S.reason }, row(S.reason, reason), row(S.note, note), button, failed, h('p', { class: 'framing-hint' }, S.record));
  }
}
