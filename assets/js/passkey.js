import { announce } from './announce.js';

/** A button to sign in with a passkey, or make one; it stays hidden where that cannot be done. */
export function passkey(box) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  box.hidden = false;
  box.closest('[data-gh-passkey-section]')?.removeAttribute('hidden');
  const trouble = box.querySelector('[data-gh-passkey-trouble]');
  box.querySelector('button').addEventListener('click', async () => {
    trouble.hidden = true;
    try {
      const { options, vraag } = await ask(box.dataset);
      const given = await answer('ghNew' in box.dataset ? 'create' : 'get', options);
      send(box.dataset, { vraag, antwoord: JSON.stringify(given) });
    } catch {
      trouble.hidden = false; // they stopped, or the browser or the server refused
      announce(trouble.textContent.trim());
    }
  });
}

async function ask({ ghQuestion, ghToken }) {
  const response = await fetch(ghQuestion, { method: 'POST', headers: { 'X-CSRFToken': ghToken } });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** Send as a form does, so that the page that comes back is shown. */
function send({ ghAction, ghToken, ghBack = '' }, values) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = ghAction;
  for (const [name, value] of Object.entries({ csrf_token: ghToken, verder: ghBack, ...values })) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

async function answer(kind, options) {
  const named = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    excludeCredentials: named(options.excludeCredentials),
    allowCredentials: named(options.allowCredentials),
  };
  const made = await navigator.credentials[kind]({ publicKey });
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} };
}

function bytes(base64url) {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
