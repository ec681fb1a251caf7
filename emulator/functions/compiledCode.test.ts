/** Compiled code is kept from one process to the next; what a function does and says of itself stays the same. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { functionFolder } from '../testing/functionFolder';
import { openCompiledStore } from './compiledStore';
import { NOBODY } from './host';

/** Long enough to be kept. */
const FILLER = Array.from({ length: 3000 }, (_, i) => `function filler${i}(a) { return a + ${i}; }`).join('\n');
/** On its first line, where a wrapper would show. */
const ABOUT = `exports.main = async () => ({ place: new Error().stack.split('\\n')[1].replace(/^.*index.js/, ''), argv: process.argv.length,
  file: __filename.endsWith('about/index.js'), folder: __dirname.endsWith('about'), self: module.exports === exports,
  near: require('./near.js'), known: Object.keys(require.cache).length > 0 });`;

let parent: string;
let store: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'compiled-'));
  store = openCompiledStore(parent) ?? '';
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** In a process of its own, which then rests until what it compiled is kept. */
async function said(code: string, keeps: (names: string[]) => boolean): Promise<unknown> {
  const folder = functionFolder({ compiledIn: parent });
  try {
    folder.write('about', code);
    writeFileSync(join(folder.dir, 'about', 'near.js'), 'module.exports = 7;');
    const result = await folder.host.invoke({ name: 'about', event: {}, caller: NOBODY, source: 'scf' });
    while (!keeps(readdirSync(store))) await pause(20);
    return result.ok ? JSON.parse(result.resultJson) : result.message;
  } finally {
    await folder.close();
  }
}

test('a function says the same of itself compiled anew, kept, and without any of it', async () => {
  const plain = await said(ABOUT, () => true);
  expect(plain).toMatchObject({ file: true, folder: true, self: true, near: 7, known: true });
  const long = `${ABOUT}\n${FILLER}`;
  const first = await said(long, (names) => names.length === 1);
  const second = await said(long, () => true);
  expect([first, second]).toEqual([plain, plain]);
});

test('code that imports later still can', async () => {
  const code = `exports.main = async () => (await import('./near.js')).default;\n${FILLER}`;
  expect([await said(code, () => true), await said(code, () => true)]).toEqual([7, 7]);
});

test('each text has its own; what cannot be used is put right', async () => {
  const answers = (value: number) => `exports.main = async () => ${value};\n${FILLER}`;
  expect(await said(answers(1), (names) => names.length === 1)).toBe(1);
  expect(await said(answers(2), (names) => names.length === 2)).toBe(2);
  const spoilt = readdirSync(store).map((name) => join(store, name));
  for (const file of spoilt) writeFileSync(file, 'spoilt');
  const isWhole = (file: string) => readFileSync(file, 'utf8') !== 'spoilt';
  expect(await said(answers(1), () => spoilt.some(isWhole))).toBe(1);
  expect(spoilt.filter(isWhole)).toHaveLength(1);
});

test('a mistake in the code is told in the same words', async () => {
  const broken = `exports.main = async () => { throw new TypeError('no'); };\n${FILLER}\nconst a = ;`;
  expect(await said(broken, () => true)).toContain('SyntaxError: Unexpected token');
});

test('what is older than a day is thrown away; a folder others can write to is not used', () => {
  const long = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const name of ['old', 'new']) writeFileSync(join(store, name), '');
  utimesSync(join(store, 'old'), long, long);
  expect(openCompiledStore(parent)).toBe(store);
  expect(readdirSync(store)).toEqual(['new']);
  chmodSync(store, 0o777);
  expect(openCompiledStore(parent)).toBeUndefined();
});
