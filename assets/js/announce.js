let region;

/** Let a screen reader say a short message. */
export function announce(message) {
  if (!region) {
    region = document.createElement('div');
    region.className = 'gh-visually-hidden';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = '';
  setTimeout(() => {
    region.textContent = message;
  }, 60);
}
