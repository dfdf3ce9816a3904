/** Tabs (ARIA APG). Without a script it is a list of contents with every section below it. */
export function tabs(root) {
  const list = root.querySelector('.gh-tabs__list');
  const links = [...list.querySelectorAll('a')];
  const panels = links.map((link) => document.getElementById(link.hash.slice(1)));

  function show(index, { focus = false } = {}) {
    links.forEach((link, number) => {
      link.setAttribute('aria-selected', String(number === index));
      link.tabIndex = number === index ? 0 : -1;
      panels[number].hidden = number !== index;
    });
    if (focus) links[index].focus();
  }

  // A tab can be asked for, and so can a place in the text of one.
  function showAsked() {
    const place = named(location.hash);
    const index = panels.findIndex((panel) => panel.contains(place));
    if (index < 0) return false;
    show(index);
    if (place !== panels[index]) place.scrollIntoView();
    return true;
  }

  list.addEventListener('click', (event) => {
    const index = links.indexOf(event.target.closest('a'));
    if (index < 0) return;
    event.preventDefault();
    show(index);
    history.replaceState(history.state, '', links[index].hash);
  });
  list.addEventListener('keydown', (event) => {
    const index = links.indexOf(document.activeElement);
    const count = links.length;
    const next = {
      ArrowRight: (index + 1) % count,
      ArrowLeft: (index - 1 + count) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      show(next, { focus: true });
    } else if (event.key === ' ') {
      event.preventDefault();
      links[index].click();
    }
  });
  addEventListener('hashchange', showAsked);

  describe(root, list, links, panels);
  const chosen = links.findIndex((link) => 'ghChosen' in link.dataset);
  if (!showAsked()) show(Math.max(0, chosen));
}

function named(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // not an address of ours
  }
}

function describe(root, list, links, panels) {
  list.setAttribute('role', 'tablist');
  const label = root.closest('section')?.querySelector('h2, h3');
  if (label?.id) list.setAttribute('aria-labelledby', label.id);
  links.forEach((link, index) => {
    const panel = panels[index];
    link.parentElement.setAttribute('role', 'presentation');
    link.id ||= `${panel.id}-tab`;
    link.setAttribute('role', 'tab');
    link.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', link.id);
    panel.tabIndex = 0;
    const heading = panel.querySelector('.gh-tabs__heading');
    if (heading) heading.hidden = true;
  });
}
