import { combobox } from './combobox.js';
import { copyButton } from './copy.js';
import { characterCount, readFirst } from './forms.js';
import { lookalikes } from './lookalikes.js';
import { onlyWith } from './onlywith.js';
import { passkey } from './passkey.js';
import { picks } from './picks.js';
import { liveResults } from './results.js';
import { steps } from './steps.js';
import { tabs } from './tabs.js';

const each = (selector, improve) => document.querySelectorAll(selector).forEach(improve);

each('[data-gh-combobox]', combobox);
each('[data-gh-tabs]', tabs);
each('[data-gh-error-summary], [data-gh-said]', readFirst);
each('textarea[data-gh-count]', characterCount);
each('[data-gh-copy]', copyButton);
each('[data-gh-only-with]', onlyWith);
each('[data-gh-lookalikes]', lookalikes);
each('[data-gh-picks]', picks);
each('[data-gh-steps]', steps);
each('[data-gh-results]', liveResults);
each('[data-gh-passkey]', passkey);
