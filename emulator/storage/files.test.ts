/** What a crash leaves, and two uploads to one path. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFiles } from './files';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-files-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = () => openFiles(dir, () => 1_000);
const text = async (path: string, files = open()) => (await files.read(path))?.content.toString();
const TEXT = { mediaType: 'text/plain' };

test('files come back after a restart', async () => {
  await open().write('a/b', Buffer.from('inner'), { ...TEXT, owner: 'oMEI' });
  await open().write('a', Buffer.from('outer'), TEXT);
  const files = open();
  expect(files.list().map(({ path, owner, sizeBytes }) => [path, owner, sizeBytes])).toEqual([
    ['a', undefined, 5],
    ['a/b', 'oMEI', 5],
  ]);
  expect([await text('a'), await text('a/b')]).toEqual(['outer', 'inner']);
});

test('a crash between content and description leaves the old file, and nothing else', async () => {
  await open().write('x', Buffer.from('old'), TEXT);
  const before = readdirSync(dir).sort();
  const [content = ''] = before.filter((name) => name.endsWith('.bin'));
  // The new content lies there; its description was not yet, or only half, written.
  writeFileSync(join(dir, content.replace(/-.*/, '-0123456789abcdef.bin')), 'new content');
  writeFileSync(join(dir, content.replace(/-.*/, '.json.new')), '{"path":"x","cont');
  expect(await text('x')).toBe('old');
  expect(readdirSync(dir).sort()).toEqual(before);
});

test('overwriting and removing leave no content behind', async () => {
  const files = open();
  await files.write('x', Buffer.from('one'), TEXT);
  await files.write('x', Buffer.from('two'), TEXT);
  expect(readdirSync(dir)).toHaveLength(2);
  expect(await files.remove('x')).toBe(true);
  expect(await files.remove('x')).toBe(false);
  expect(readdirSync(dir)).toEqual([]);
});

test('uploads to one path at once: the last one stays whole, readers see whole files only', async () => {
  const files = open();
  await files.write('x', Buffer.alloc(1000, 0), TEXT);
  const writes = Array.from({ length: 30 }, (_, n) => files.write('x', Buffer.alloc(1000 + n, n), TEXT));
  const reads = Array.from({ length: 60 }, async () => {
    await new Promise(setImmediate);
    return files.read('x');
  });
  for (const stored of await Promise.all(reads)) {
    expect(stored?.content).toHaveLength(stored?.info.sizeBytes ?? -1);
    expect(new Set(stored?.content).size).toBe(1);
  }
  await Promise.all(writes);
  expect((await files.info('x'))?.sizeBytes).toBe(1029);
  expect(readdirSync(dir)).toHaveLength(2);
});

test('part of a file', async () => {
  const files = open();
  await files.write('x', Buffer.from('0123456789'), TEXT);
  expect((await files.read('x', () => ({ start: 3, end: 5 })))?.content.toString()).toBe('345');
  expect(await files.read('none')).toBeUndefined();
});

test('a damaged description is told, not passed over', async () => {
  await open().write('x', Buffer.from('x'), TEXT);
  const [description = ''] = readdirSync(dir).filter((name) => name.endsWith('.json'));
  writeFileSync(join(dir, description), readFileSync(join(dir, description)).subarray(0, 20));
  expect(open).toThrow(`${description} is damaged`);
});

test('a description of earlier versions is understood', async () => {
  await open().write('x', Buffer.from('kept'), TEXT);
  const name = (end: string) => readdirSync(dir).find((file) => file.endsWith(end)) ?? '';
  const { content, ...older } = JSON.parse(readFileSync(join(dir, name('.json')), 'utf8')) as { content: string };
  writeFileSync(join(dir, name('.json')), JSON.stringify(older));
  writeFileSync(join(dir, name('.json').replace('.json', '.bin')), readFileSync(join(dir, content)));
  expect(await text('x')).toBe('kept');
});
