// Builds govhub/web/static/dist: one stylesheet, one script, the icons, the font, and manifest.json
// with the name and integrity of each. Files get a hash in their name and .gz and .br beside them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = join(here, '../govhub/web/static/dist');

/** Drop custom properties that nothing uses, directly or through another one. */
function pruneTokens(css) {
  const declaration = /(?<=[{;])\s*(--[\w-]+)\s*:((?:[^;{}"']|"[^"]*"|'[^']*')*)(;|(?=\}))/g;
  const used = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const needs = new Map();
  const rest = css.replace(declaration, (_, name, value) => {
    needs.set(name, [...(needs.get(name) ?? []), ...used(value)]);
    return '';
  });
  const live = new Set();
  const todo = used(rest);
  while (todo.length) {
    const name = todo.pop();
    if (live.has(name)) continue;
    live.add(name);
    todo.push(...(needs.get(name) ?? []));
  }
  return css.replace(declaration, (match, name) => (live.has(name) ? match : ''));
}

/** One file with every icon in icons.json as a symbol; a page shows one with <use href="…#name">. */
function sprite() {
  const names = JSON.parse(readFileSync(join(here, 'icons.json'), 'utf8'));
  const symbols = names.map((name) => {
    const file = join(here, 'node_modules/@tabler/icons/icons/outline', `${name}.svg`);
    const paths = readFileSync(file, 'utf8').match(/<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*>/g);
    const drawn = paths.filter((path) => !path.includes('stroke="none"')).join('');
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawn}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

async function bundle(entryPoints, options) {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints,
    outdir: out,
    bundle: true,
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    loader: { '.woff2': 'file' },
    assetNames: '[name]-[hash]',
    ...options,
  });
  return result.outputFiles.map((file) => ({ name: basename(file.path), body: Buffer.from(file.contents) }));
}

const digest = (algorithm, body, encoding) => createHash(algorithm).update(body).digest(encoding);

/** The font has a hash in its name already, because the stylesheet mentions it. */
function place({ name, body }) {
  const isFont = name.endsWith('.woff2');
  const file = isFont ? name : name.replace(/(\.\w+)$/, `.${digest('sha256', body, 'hex').slice(0, 10)}$1`);
  writeFileSync(join(out, file), body);
  if (!isFont) {
    writeFileSync(join(out, `${file}.gz`), gzipSync(body, { level: 9 }));
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
  const plain = name.replace(/-[A-Z0-9]{8}(?=\.woff2$)/, '');
  return [plain, { file, integrity: `sha384-${digest('sha384', body, 'base64')}` }];
}

const css = (await bundle({ govhub: 'css/govhub.css' })).map(({ name, body }) =>
  name.endsWith('.css')
    ? { name, body: Buffer.from(`/*! NL Design System and GovHub, EUPL-1.2 */\n${pruneTokens(body.toString())}`) }
    : { name, body },
);
const js = await bundle({ govhub: 'js/govhub.js' }, { format: 'esm' });
const files = [...css, ...js, { name: 'icons.svg', body: Buffer.from(sprite()) }];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const manifest = Object.fromEntries(files.map(place));
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
