/** The way to the service, or to a CMS's proxy of it: latest text wins, overload is waited out in silence. */

export class ApiError extends Error {
  /** `status` 0: nobody answered. `detail`: the service's own words, safe to show as text. */
  constructor(status, detail) {
    super(detail);
    this.status = status;
    this.detail = detail;
  }
}

/** Replace half surrogate pairs one for one, so that offsets hold and the body is valid JSON text. */
export const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/**
 * Send one story, get its report.
 * `headers` may hold a CMS's nonce or an editor's key; a busy service (503) is asked again after what it says.
 */
export async function analyze(story, { url, headers = {}, signal, patience = 8 } = {}) {
  const body = JSON.stringify({ offset_unit: 'utf16', ...story });
  for (let attempt = 1; ; attempt += 1) {
    const response = await post(url, body, headers, signal);
    if (response.status === 503 && response.headers.has('Retry-After') && attempt <= patience) {
      await pause(1000 * Number(response.headers.get('Retry-After')) || 1000, signal);
      continue;
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return answer;
    throw new ApiError(response.status, answer?.detail ?? response.statusText);
  }
}

async function post(url, body, headers, signal) {
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

/**
 * Checks at a pause in typing.  `story()` gives what to send or null for nothing; `report(answer, story)`,
 * `busy(yes)` and `failed(error)` are told what happens.  A new check ends the one under way.
 */
export class Checker {
  constructor({ story, report, busy = () => {}, failed = () => {}, options = () => ({}), delay = 600, retry = 4000 }) {
    Object.assign(this, { story, report, busy, failed, options, delay, retry });
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
    try {
      const answer = await analyze(story, { ...this.options(), signal: controller.signal });
      if (!controller.signal.aborted) this.report(answer, story);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.failed(error);
      if (error.status === 0 || error.status >= 500) this.later(this.retry);
    } finally {
      if (this.controller === controller) this.busy(false);
    }
  }

  /** Forget the check under way, and the next. */
  stop() {
    clearTimeout(this.timer);
    this.controller?.abort();
    this.controller = null;
  }
}
