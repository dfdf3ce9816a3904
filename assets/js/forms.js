const PAUSE = 1000;

/** Bring the reader to what must be read first: what went wrong, or what was done. */
export function readFirst(message) {
  message.focus();
}

/** Show how many characters are left, and say so when the typing stops. */
export function characterCount(area) {
  const most = Number(area.dataset.ghCount);
  const note = document.createElement('p');
  note.className = 'utrecht-form-field-description gh-count';
  note.setAttribute('aria-hidden', 'true');
  const spoken = document.createElement('p');
  spoken.className = 'gh-visually-hidden';
  spoken.setAttribute('role', 'status');
  area.after(note, spoken);

  const sentence = () => {
    const left = most - [...area.value].length;
    const amount = Math.abs(left) === 1 ? '1 teken' : `${Math.abs(left)} tekens`;
    return left >= 0 ? `U heeft nog ${amount} over.` : `U heeft ${amount} te veel.`;
  };
  let timer;
  area.addEventListener('input', () => {
    note.textContent = sentence();
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = sentence();
    }, PAUSE);
  });
  note.textContent = sentence();
}
