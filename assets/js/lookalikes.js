import { announce } from './announce.js';
import { parse } from './html.js';

const PAUSE = 400;
const FIELDS = { name: 'naam', summary: 'samenvatting', repository_url: 'broncode' };

/**
 * Show what is in the catalogue already while somebody fills in what it is. Without a script the
 * same stands here once the form was kept, and on the page to check it.
 */
export function lookalikes(root) {
  const form = root.closest('form');
  let timer;
  let request;
  let shown = '';

  function question() {
    const url = new URL(root.dataset.ghLookalikes, location.href);
    for (const [field, parameter] of Object.entries(FIELDS)) {
      const value = form.elements[field]?.value.trim();
      if (value) url.searchParams.set(parameter, value);
    }
    return url;
  }

  async function look() {
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(question(), { signal: request.signal, headers: { Accept: 'application/json' } });
      if (response.ok) show(await response.json());
    } catch (error) {
      if (error.name !== 'AbortError') shown = ''; // the page to check it will tell
    }
  }

  function show({ said, html }) {
    if (html === shown) return;
    shown = html;
    root.replaceChildren(...[...parse(html).body.childNodes].map((node) => document.adoptNode(node)));
    if (said) announce(said);
  }

  form.addEventListener('input', ({ target }) => {
    if (!(target.name in FIELDS)) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
