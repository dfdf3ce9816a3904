/**
 * Keep what was typed when somebody opens another step from the list: the form is sent, and leads
 * on to that step. Without a script the list has plain links, and the browser gives the text back.
 */
export function steps(form) {
  const said = () => JSON.stringify([...new FormData(form)].filter(([name]) => name !== 'verder'));
  const atFirst = said();
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-gh-step]');
    const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!link || opensElsewhere || said() === atFirst) return;
    event.preventDefault();
    const where = document.createElement('input');
    where.type = 'hidden';
    where.name = 'verder';
    where.value = link.dataset.ghStep;
    form.append(where);
    form.submit();
  });
}
