import { announce } from './announce.js';
import { parse } from './html.js';

/**
 * Filter and page without loading the page again. The server sends the whole page for the same
 * address; only the results are replaced. Without a script the forms and links do the same.
 */
export function liveResults(root) {
  let request;
  const address = (url) => new URL(url, location.href).href.split('#')[0];
  let shown = address(location.href);

  const hideButtons = () => {
    root.querySelectorAll('[data-gh-nojs]').forEach((element) => {
      element.hidden = true;
    });
  };

  async function go(url, { push = true, scroll = false } = {}) {
    request?.abort();
    request = new AbortController();
    root.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(url, { signal: request.signal, headers: { Accept: 'text/html' } });
      if (!response.ok) throw new Error(String(response.status));
      const page = parse(await response.text());
      replace(page.getElementById(root.id));
      document.title = page.title;
      if (push) history.pushState({}, '', url);
      shown = address(url);
      const count = root.querySelector('#aantal');
      if (scroll) count?.scrollIntoView();
      announce(count?.textContent.trim() ?? '');
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(url);
    } finally {
      root.removeAttribute('aria-busy');
    }
  }

  function replace(fresh) {
    const focused = root.contains(document.activeElement) ? document.activeElement.id : '';
    keepFolds(fresh);
    root.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
    hideButtons();
    const target = (focused && document.getElementById(focused)) || root.querySelector('#aantal');
    if (target && !target.matches('a, button, input, select')) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  }

  /** What the reader opened or closed stays so. */
  function keepFolds(fresh) {
    const name = (fold) => fold.querySelector('summary')?.textContent.replace(/\d+/g, '').trim();
    const open = new Map([...root.querySelectorAll('details')].map((fold) => [name(fold), fold.open]));
    fresh.querySelectorAll('details').forEach((fold) => {
      if (open.has(name(fold))) fold.open = open.get(name(fold));
    });
  }

  const addressOf = (form) => {
    const url = new URL(form.action);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    return url;
  };
  const formOf = (event) => event.target.closest('form[data-gh-facets]');

  root.addEventListener('change', (event) => {
    if (formOf(event)) go(addressOf(formOf(event)));
  });
  root.addEventListener('submit', (event) => {
    if (!formOf(event)) return;
    event.preventDefault();
    go(addressOf(formOf(event)));
  });
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-gh-live], .utrecht-pagination a');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.href, { scroll: Boolean(link.closest('.utrecht-pagination')) });
  });
  addEventListener('popstate', () => {
    if (address(location.href) !== shown) go(location.href, { push: false }); // else a jump within the page
  });
  hideButtons();
}
