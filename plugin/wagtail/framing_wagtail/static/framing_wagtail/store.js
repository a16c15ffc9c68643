/** The page's record of waivers, kept by the server. */

export class Store {
  /**
   * @param {() => string | null} url  of the page's waivers; null before the page is first saved
   * @param {() => object} headers
   */
  constructor(url, headers) {
    Object.assign(this, { url, headers });
    /** Ids whose waiver opens the gate. */
    this.counting = new Set();
  }

  async load() {
    return this.url() ? this.#ask() : new Map();
  }

  async save(id, record, item) {
    const body = record ? { findings: [described(item)], reason: record.reason, note: record.note ?? '' } : { restore: id };
    return (await this.#ask(body)).get(id);
  }

  /** Set findings aside, all for one reason; resolves to all that stand. */
  async waive(items, reason, note) {
    return this.#ask({ findings: items.map(described), reason, note });
  }

  async #ask(body) {
    const url = this.url();
    if (!url) throw new Error('The page is not saved yet.');
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', ...this.headers() },
      body: body && JSON.stringify(body),
      credentials: 'same-origin',
      redirect: 'error',
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.detail ?? String(response.status));
    const kept = Object.entries(answer.waived);
    this.counting = new Set(kept.filter(([, record]) => record.counts).map(([id]) => id));
    return new Map(kept);
  }
}

const described = ({ id, rule, quote }) => ({ fingerprint: id, rule, quote: quote.exact });
