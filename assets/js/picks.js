/**
 * Write a suggestion in the field as soon as its box is ticked, and take it out again; what is
 * typed or wiped in the field ticks the boxes. Without a script a tick counts when the form is sent.
 */
export function picks(group) {
  const field = document.getElementById(group.dataset.ghPicks);
  const boxes = [...group.querySelectorAll('input')];
  const lines = () => field.value.split('\n').map((line) => line.trim());
  const same = (line, box) => line.toLowerCase() === box.value.toLowerCase();

  function follow() {
    const present = lines();
    for (const box of boxes) box.checked = present.some((line) => same(line, box));
  }

  group.addEventListener('change', ({ target }) => {
    const others = lines().filter((line) => line && !same(line, target));
    field.value = [...others, ...(target.checked ? [target.value] : [])].join('\n');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  field.addEventListener('input', follow);
  for (const box of boxes) if (box.checked) box.dispatchEvent(new Event('change', { bubbles: true }));
  follow();
}
