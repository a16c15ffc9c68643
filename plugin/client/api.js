/** The way to the service, or to a CMS's proxy of it: the latest text wins, overload is waited out in silence. */

/** A story that was not checked, and why. */
export class ApiError extends Error {
  /**
   * @param {number} status  HTTP's; 0: nobody answered
   * @param {string} detail  the service's own words, safe to show as text
   */
  constructor(status, detail) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.detail = detail;
  }
}

/** Replace half surrogate pairs one for one, so that offsets hold and the body is valid JSON text. */
export const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/**
 * A way to send a story to a URL.
 * @param {object} way
 * @param {string} way.url  of the service or of a CMS's proxy
 * @param {object | (() => object)} [way.headers]  such as a nonce, a CSRF token or a key; a function is asked each time
 * @param {object | (() => object)} [way.fields]  put beside the story in the body, such as the post's id
 * @param {number} [way.patience]  how often a busy service (503 with Retry-After) is asked again
 * @param {typeof fetch} [way.fetch]
 * @returns {(story: object, options?: { signal?: AbortSignal }) => Promise<object>}  the report; ApiError else
 */
export function transport({ url, headers = {}, fields = {}, patience = 8, fetch = (...request) => globalThis.fetch(...request) }) {
  return async (story, { signal } = {}) => {
    const body = JSON.stringify({ offset_unit: 'utf16', ...story, ...value(fields) });
    for (let attempt = 1; ; attempt += 1) {
      const response = await post(fetch, url, body, value(headers), signal);
      const wait = response.status === 503 && response.headers.get('Retry-After');
      if (wait && attempt <= patience) {
        await pause(1000 * Number(wait) || 1000, signal);
        continue;
      }
      const answer = await response.json().catch(() => null);
      if (response.ok && Array.isArray(answer?.annotations)) return answer;
      throw new ApiError(response.ok ? 502 : response.status, answer?.detail ?? answer?.message ?? response.statusText ?? '');
    }
  };
}

const value = (given) => (typeof given === 'function' ? given() : given);

async function post(fetch, url, body, headers, signal) {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
      signal,
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, '');
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('', 'AbortError'));
    });
  });
}

/** Checks at a pause in typing.  A new check ends the one under way, so a stale answer never wins. */
export class Checker {
  /**
   * @param {object} parts
   * @param {() => object | null} parts.story  what to send; null for nothing
   * @param {(story: object, options: { signal: AbortSignal }) => Promise<object>} parts.send  such as a `transport`
   * @param {(report: object, story: object) => void} parts.report
   * @param {(busy: boolean) => void} [parts.busy]
   * @param {(error: ApiError) => void} [parts.failed]
   * @param {number} [parts.delay]  milliseconds of pause before a check
   * @param {number} [parts.retry]  milliseconds before a service that is down is asked again
   */
  constructor({ story, send, report, busy = () => {}, failed = () => {}, delay = 600, retry = 4000 }) {
    Object.assign(this, { story, send, report, busy, failed, delay, retry });
  }

  /** Check after the pause; called at every keystroke. */
  later(delay = this.delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), delay);
  }

  /** Check at once. */
  async now() {
    this.stop();
    const story = this.story();
    if (!story) return;
    const controller = new AbortController();
    this.controller = controller;
    this.busy(true);
    let answer;
    try {
      answer = await this.send(story, { signal: controller.signal });
    } catch (error) {
      if (!controller.signal.aborted) this.#fail(error);
      return;
    } finally {
      if (this.controller === controller) this.busy(false);
    }
    if (!controller.signal.aborted) this.report(answer, story);
  }

  #fail(error) {
    const known = error instanceof ApiError ? error : new ApiError(0, '');
    this.failed(known);
    if (known.status === 0 || known.status === 429 || known.status >= 500) this.later(this.retry);
  }

  /** Forget the check under way, and the next. */
  stop() {
    clearTimeout(this.timer);
    if (!this.controller) return;
    this.controller.abort();
    this.controller = null;
    this.busy(false);
  }
}
