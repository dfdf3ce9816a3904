/**
 * Hide a part of a form while it is not about the chosen answer. Without a script it is always
 * there; what somebody typed in it stays, and a part with a mistake is never hidden.
 */
export function onlyWith(part) {
  const { ghOnlyWith: name, ghValues: values } = part.dataset;
  const form = part.closest('form');
  const wanted = values.split(' ');
  const show = () => {
    const chosen = new FormData(form).get(name);
    part.hidden = !wanted.includes(chosen) && !part.querySelector('[aria-invalid]');
  };
  form.addEventListener('change', show);
  show();
}
