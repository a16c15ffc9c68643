/** Starts in Wagtail's page editor: session, panel, gate, and the ways between them. */

import { ApiError, transport } from './client/api.js';
import { blocking } from './client/findings.js';
import './client/panel.js';
import { Session } from './client/session.js';
import { Form } from './form.js';
import { Gate } from './gate.js';
import { Host } from './host.js';
import { Store } from './store.js';

const NAME = 'framing';

class Desk {
  constructor(place) {
    const data = place.dataset;
    this.place = place;
    this.settings = data;
    this.asked = new URLSearchParams(window.location.search).get('framing') === 'held';
    this.form = place.closest('form') ?? document.querySelector('[data-edit-form]');
    this.host = new Host(new Form(this.form, JSON.parse(data.outline)));
    this.panel = document.createElement('framing-panel');
    this.panel.setAttribute('embedded', '');
    this.store = new Store(() => this.#waiversUrl(), () => this.#headers());
    this.gate = new Gate(place.querySelector('[data-framing-gate]'), {
      publisher: data.publisher === 'true',
      jump: (id) => this.session.jump(id),
      waive: (items, reason, note) => this.#waive(items, reason, note),
    });
    place.querySelector('[data-framing-panel]').append(this.panel);
    const send = transport({ url: data.analyzeUrl, headers: () => this.#headers() });
    this.session = new Session({ panel: this.panel, host: this.host, store: this.#keeping(), send: (...story) => this.#sent(send(...story)), delay: 800 });
    this.#listen();
    this.session.check();
    if (this.asked) this.#open();
  }

  /** What a page's own waivers and the report leave in the way. */
  held() {
    const { blocks } = this.settings;
    return blocks === 'never' ? [] : blocking(this.report, new Map([...this.store.counting].map((id) => [id, true])), blocks);
  }

  #headers() {
    // Wagtail answers such requests of people who have been logged out by 403, others by its login page.
    return { 'X-Requested-With': 'XMLHttpRequest', 'X-CSRFToken': this.form.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? '' };
  }

  /** A new page gets its id when Wagtail first saves it; the address of the editor then holds it. */
  #waiversUrl() {
    const id = this.settings.pageId || /\/pages\/(\d+)\/edit\//.exec(window.location.pathname)?.[1];
    return id ? this.settings.waiversUrl.replace('/0/', `/${id}/`) : null;
  }

  async #sent(answer) {
    try {
      this.report = await answer;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500)) this.gate.problem(this.settings.down === 'closed');
      throw error;
    }
    // Once the session has shown the report.
    setTimeout(() => this.#show());
    return this.report;
  }

  #keeping() {
    return {
      load: async () => {
        const kept = await this.store.load();
        this.#show();
        return kept;
      },
      save: async (...change) => {
        const kept = await this.store.save(...change);
        this.#show();
        return kept;
      },
    };
  }

  async #waive(items, reason, note) {
    this.session.dismissed = await this.store.waive(items, reason, note);
    this.panel.dismissed = this.session.dismissed;
    this.session.paint();
    this.#show();
  }

  #show() {
    if (!this.report) return;
    const held = this.held();
    this.gate.show(held, { asked: this.asked });
    const counter = document.querySelector(`[data-side-panel-toggle="${NAME}"] [data-side-panel-toggle-counter]`);
    if (!counter) return;
    const open = this.panel.open().length;
    counter.textContent = String(open);
    counter.hidden = !open;
  }

  #open() {
    const toggle = document.querySelector(`[data-side-panel-toggle="${NAME}"]`);
    if (toggle?.getAttribute('aria-expanded') !== 'true') toggle?.click();
    this.gate.place.hidden = false;
    this.gate.focus();
  }

  /** Marks follow at the next frame after any change: words, or only the elements that hold them. */
  #listen() {
    let before = JSON.stringify(this.host.blocks());
    let due = 0;
    const look = () => {
      due = 0;
      const now = JSON.stringify(this.host.blocks());
      if (now === before) return this.session.paint();
      before = now;
      return this.session.changed();
    };
    const soon = () => { due ||= window.requestAnimationFrame(look); };
    this.form.addEventListener('input', soon);
    const changes = new MutationObserver((records) => records.some(({ target }) => !this.place.contains(target)) && soon());
    changes.observe(this.form, { subtree: true, childList: true, characterData: true });
    document.addEventListener('selectionchange', () => setTimeout(() => this.#follow()));
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  #follow() {
    const at = this.host.caret();
    if (at) this.session.caret(at.id, at.offset);
  }

  #key(event) {
    if (event.key === 'F8') {
      event.preventDefault();
      this.session.step(event.shiftKey ? -1 : 1);
    } else if (event.altKey && event.key === 'Enter' && this.form.contains(event.target)) {
      event.preventDefault();
      this.session.toPanel();
    }
  }
}

/** Draftail draws its editors when the page has been read. */
function start() {
  const place = document.querySelector('[data-framing]');
  if (place) window.framingDesk = new Desk(place);
}

if (document.readyState === 'complete') start();
else window.addEventListener('load', start);
