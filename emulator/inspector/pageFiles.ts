/** The inspector's page: plain files, read at each request so that an edit shows at once. Vue is the only library. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reply } from '../wire/message';

const PAGE_DIR = join(__dirname, 'page');
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Only our own scripts run, whatever a document holds; Vue compiles its templates, hence `unsafe-eval`. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** `name` as it stands behind `/_emulator/page/`; nothing outside the folder has such a name. */
const NAME = /^([a-zA-Z]+\/)?[a-zA-Z]+\.(html|js|css|svg)$/;

const fileOf = (name: string): string =>
  name === 'vue.js' ? require.resolve('vue/dist/vue.esm-browser.prod.js') : join(PAGE_DIR, name);

/** Undefined when there is no such file. */
export async function pageFile(name: string): Promise<Reply | undefined> {
  const [, , extension = ''] = NAME.exec(name) ?? [];
  if (extension === '') return undefined;
  try {
    const body = await readFile(fileOf(name));
    return { status: 200, headers: { ...PAGE_HEADERS, 'content-type': TYPES[extension] ?? '' }, body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
