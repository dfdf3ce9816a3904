import { announce } from './announce.js';

const SHORTEST = 2;
const PAUSE = 150;

/**
 * Suggestions under a search box: the ARIA APG "editable combobox with list autocomplete".
 * The input itself stays, with its value and focus. Enter always searches what was typed or chosen.
 * With `data-gh-only-choose` it stands among other fields: a click fills it in and sends nothing, nor does Enter on a suggestion.
 */
export function combobox(input) {
  const list = makeList(input);
  const onlyChooses = 'ghOnlyChoose' in input.dataset;
  let chosen = -1;
  let typed = input.value;
  let timer;
  let request;

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function choose(index) {
    options().forEach((option, number) => option.setAttribute('aria-selected', String(number === index)));
    chosen = index;
    const option = options()[index];
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      input.value = typed;
      return;
    }
    input.setAttribute('aria-activedescendant', option.id);
    input.value = option.dataset.value;
    option.scrollIntoView({ block: 'nearest' });
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((suggestion, number) => makeOption(list, suggestion, number)));
    chosen = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(suggestions.length > 0));
    input.removeAttribute('aria-activedescendant');
    announce(
      suggestions.length
        ? `${suggestions.length} suggesties. Gebruik pijl omlaag om te kiezen.`
        : 'Geen suggesties.',
    );
  }

  async function load() {
    request?.abort();
    if (typed.trim().length < SHORTEST) {
      close();
      return;
    }
    request = new AbortController();
    const url = new URL(input.dataset.ghCombobox, location.href);
    url.searchParams.set('q', typed);
    try {
      const response = await fetch(url, { signal: request.signal, headers: { Accept: 'application/json' } });
      if (response.ok && document.activeElement === input) show(await response.json());
    } catch (error) {
      if (error.name !== 'AbortError') close();
    }
  }

  function move(step) {
    const last = list.children.length - 1;
    const next = chosen + step;
    if (next > last) choose(-1);
    else choose(next < -1 ? last : next);
  }

  input.addEventListener('input', () => {
    typed = input.value;
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  });

  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && list.hidden) load();
    else if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && !list.hidden)) {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      choose(-1);
      close();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      clearTimeout(timer);
      if (event.key === 'Enter' && chosen >= 0 && onlyChooses) event.preventDefault();
      close();
    }
  });

  list.addEventListener('pointerdown', (event) => event.preventDefault()); // keep the focus in the input
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    choose(options().indexOf(option));
    close();
    if (!onlyChooses) input.form.requestSubmit();
  });
  input.addEventListener('blur', close);
}

function makeList(input) {
  const list = document.createElement('ul');
  list.id = `${input.id}-suggesties`;
  list.className = 'gh-listbox';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.dataset.ghLabel);
  (input.closest('.gh-search__panel') ?? input.parentElement).append(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  return list;
}

function makeOption(list, { text, label }, number) {
  const option = document.createElement('li');
  option.id = `${list.id}-${number}`;
  option.className = 'gh-listbox__option';
  option.dataset.value = text;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const hint = document.createElement('span');
  hint.className = 'gh-listbox__hint';
  hint.textContent = label;
  option.append(text, ' ', hint);
  return option;
}
