import { announce } from './announce.js';

const SHOWN_FOR = 2500;

/** A button that copies the text of another element; it stays hidden where that cannot be done. */
export function copyButton(box) {
  if (!navigator.clipboard) return;
  box.hidden = false;
  const button = box.querySelector('button');
  const label = button.querySelector('.nl-button__label');
  const text = label.textContent;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(box.dataset.ghCopy).textContent);
    } catch {
      return; // the browser refused; the text can still be selected
    }
    label.textContent = 'Gekopieerd';
    announce('Gekopieerd naar klembord.');
    setTimeout(() => {
      label.textContent = text;
    }, SHOWN_FOR);
  });
}
