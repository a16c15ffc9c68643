/**
 * One post being edited: its session, its record of waivers, and what the components need to know.  It starts when an
 * editor first opens the panel or goes to publish, and then checks at every pause in writing.
 */

import { ApiError, transport } from '../client/api.js';
import { blocking } from '../client/findings.js';
import '../client/panel.js';
import { Session } from '../client/session.js';
import { hostOf } from './host.js';
import { Painter } from './marks.js';

const { select, subscribe } = window.wp.data;
const apiFetch = window.wp.apiFetch;
const settings = window.framingEditor;

/** Milliseconds after an edit before the marks are compared with the text; WordPress moves them itself until then. */
const FOLLOW = 150;

export class Desk {
  constructor() {
    this.panel = document.createElement('framing-panel');
    this.panel.setAttribute('embedded', '');
    this.state = { report: null, problem: '', waived: new Set() };
    this.listeners = new Set();
  }

  /** Open the session; `batch` runs many dispatches as one change. */
  start(batch) {
    if (this.session) return;
    const send = transport({ url: `${settings.path}/analyze`, fetch: throughWordPress });
    this.session = new Session({
      panel: this.panel,
      host: hostOf(new Painter(batch)),
      send: (story, options) => this.#sent(send(story, options)),
      store: { load: () => this.#load(), save: (id, record, item) => this.#save(id, record, item) },
      delay: 800,
    });
    this.#follow();
    this.session.check();
  }

  /** Findings that hold the publication, in the order of the story. */
  held() {
    const { report, waived } = this.state;
    if (settings.blocks === 'never' || !settings.mayPublish) return [];
    return blocking(report, new Map([...waived].map((id) => [id, true])), settings.blocks);
  }

  /** Set findings aside, all for one reason. */
  async waive(items, reason, note) {
    const findings = items.map(({ id, rule, quote }) => ({ fingerprint: id, rule, quote: quote.exact }));
    const kept = this.#keep(await apiFetch({ path: `${settings.path}/waivers`, method: 'POST', data: { findings, reason, note } }));
    this.session.dismissed = kept;
    this.panel.dismissed = kept;
    this.session.paint();
  }

  /** For React: be told of every change of `state`. */
  subscribe = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  #tell(changes) {
    this.state = { ...this.state, ...changes };
    for (const listener of this.listeners) listener();
  }

  async #sent(answer) {
    try {
      const report = await answer;
      this.#tell({ report, problem: '' });
      return report;
    } catch (error) {
      if (error instanceof ApiError) this.#tell({ problem: error.detail || String(error.status) });
      throw error;
    }
  }

  async #load() {
    return this.#keep(await apiFetch({ path: `${settings.path}/waivers` }));
  }

  async #save(id, record, item) {
    const findings = [{ fingerprint: id, rule: item.rule, quote: item.quote.exact }];
    const answer = record
      ? await apiFetch({ path: `${settings.path}/waivers`, method: 'POST', data: { findings, reason: record.reason, note: record.note ?? '' } })
      : await apiFetch({ path: `${settings.path}/waivers/${id}`, method: 'DELETE' });
    return this.#keep(answer).get(id);
  }

  /** The server's record as the panel's map. */
  #keep({ waived, counts }) {
    this.#tell({ waived: new Set(counts) });
    return new Map(Object.entries(waived).map(([id, { reason, note, name, time }]) => [id, { reason, note, by: name, at: time }]));
  }

  /** Watch text and caret.  A store of WordPress tells of every change of anything, so nothing is done but comparing. */
  #follow() {
    const editor = select('core/editor');
    const blockEditor = select('core/block-editor');
    const text = () => [blockEditor.getBlocks(), editor.getEditedPostAttribute('title'), editor.getEditedPostAttribute('excerpt'), editor.getCurrentPostId()];
    let before = text();
    let caret = blockEditor.getSelectionStart();
    let timer;
    subscribe(() => {
      const now = text();
      if (now.some((part, index) => part !== before[index])) {
        before = now;
        clearTimeout(timer);
        timer = setTimeout(() => this.session.changed(), FOLLOW);
      }
      const at = blockEditor.getSelectionStart();
      if (at !== caret) {
        caret = at;
        if (at.attributeKey && at.offset !== undefined) this.session.caret(`${at.clientId}:${at.attributeKey}`, at.offset);
      }
    });
  }
}

/** WordPress's own way to its REST interface: it knows the address and keeps the nonce fresh. */
async function throughWordPress(path, { method, headers, body, signal }) {
  try {
    return await apiFetch({ path, method, headers, body, signal, parse: false });
  } catch (answer) {
    if (answer instanceof Response) return answer;
    throw answer;
  }
}
