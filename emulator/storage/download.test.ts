/** Ranges, conditions, names and aborted uploads, over HTTP as a browser or player would. */
import cloudbase from '@cloudbase/node-sdk';
import fc from 'fast-check';
import { request as httpRequest } from 'node:http';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';
import { wishedRange } from './download';

let emulator: Emulator;
let app: ReturnType<typeof cloudbase.init>;
let link: string;

beforeAll(async () => {
  emulator = await start({});
  actAsFunction(emulator.url);
  app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
  link = await linkTo('media/十.mp4', '0123456789');
});

afterAll(() => emulator.stop());

async function linkTo(cloudPath: string, content: string): Promise<string> {
  const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(content) as never });
  const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
  return encodeURI(fileList[0]?.tempFileURL ?? '');
}

const get = (headers: Record<string, string>, method = 'GET') => fetch(link, { method, headers });
const etag = async () => (await get({})).headers.get('etag') ?? '';

describe('ranges', () => {
  test.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-2', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
  ])('%s', async (range, status, content, contentRange) => {
    const reply = await get({ range });
    expect([reply.status, await reply.text(), reply.headers.get('content-range')]).toEqual([
      status,
      content,
      contentRange,
    ]);
    expect(reply.headers.get('content-length')).toBe(String(content.length));
    expect(reply.headers.get('accept-ranges')).toBe('bytes');
  });

  test.each(['bytes=10-', 'bytes=-0'])('%s lies behind the end', async (range) => {
    const reply = await get({ range });
    expect([reply.status, reply.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    expect(await reply.text()).toContain('<Code>InvalidRange</Code>');
  });

  test('only of the version the caller knows', async () => {
    expect((await get({ range: 'bytes=0-0', 'if-range': await etag() })).status).toBe(206);
    expect((await get({ range: 'bytes=0-0', 'if-range': '"other"' })).status).toBe(200);
  });

  test('whatever is asked, the range lies inside the file', () => {
    const bound = fc.oneof(fc.constant(''), fc.nat(40).map(String));
    fc.assert(
      fc.property(bound, bound, fc.nat(20), (first, last, size) => {
        const wish = wishedRange(`bytes=${first}-${last}`, size);
        if (typeof wish === 'string') return;
        expect(wish.start).toBeGreaterThanOrEqual(0);
        expect(wish.end).toBeLessThan(size);
        expect(wish.end).toBeGreaterThanOrEqual(wish.start);
      }),
    );
  });
});

describe('conditions', () => {
  test('a caller that holds the newest version gets none', async () => {
    const tag = await etag();
    expect(tag).toBe('"781e5e245d69b566979b86e28d23f2c7"'); // MD5 of 0123456789
    for (const known of [tag, `"a", W/${tag}`, '*']) {
      const reply = await get({ 'if-none-match': known });
      expect([reply.status, await reply.text(), reply.headers.get('etag')]).toEqual([304, '', tag]);
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
    const stored = (await get({})).headers.get('last-modified') ?? '';
    expect((await get({ 'if-modified-since': stored })).status).toBe(304);
    expect((await get({ 'if-modified-since': new Date(0).toUTCString() })).status).toBe(200);
  });

  test('a caller that insists on a version', async () => {
    expect((await get({ 'if-match': await etag() })).status).toBe(200);
    expect((await get({ 'if-match': '"other"' })).status).toBe(412);
    expect((await get({ 'if-unmodified-since': new Date(0).toUTCString() })).status).toBe(412);
  });

  test('HEAD says the same without the content', async () => {
    const reply = await get({}, 'HEAD');
    expect([reply.status, await reply.text()]).toEqual([200, '']);
    expect(reply.headers.get('content-length')).toBe('10');
    expect(reply.headers.get('content-type')).toBe('video/mp4');
    const { fileList } = await app.getFileInfo({ fileList: [`${BUCKET}/media/十.mp4`] } as never);
    expect(fileList[0]).toMatchObject({ size: 10, contentType: 'video/mp4' });
  });

  test('scripts of a page may read what they need', async () => {
    const reply = await get({ origin: 'http://localhost:5173', range: 'bytes=0-0' });
    expect(reply.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(reply.headers.get('access-control-expose-headers')).toContain('content-range');
  });
});

describe('names', () => {
  test.each([
    'a b.txt',
    '护理/记录 (1).txt',
    'a+b&c=d#e?f.txt',
    "it's 100%.txt",
    'a%23b%2f..txt',
    'x'.repeat(850),
    '.hidden/..x',
    'a.b/c~',
  ])('%s comes back', async (cloudPath) => {
    const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(cloudPath) as never });
    expect(fileID.endsWith(`/${cloudPath}`)).toBe(true);
    expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe(cloudPath);
  });

  test.each([
    '../x',
    'a/../../x',
    'a/..',
    '//etc/passwd',
    'a\u0000b',
    'a\nb',
    '..\\x',
    'C:\\x',
    'a//b',
    'a/',
    'x'.repeat(851),
    '护'.repeat(284), // 852 bytes
    5,
    null,
    {},
  ])('%j is refused', async (path) => {
    const body = JSON.stringify({ action: 'storage.getUploadMetadata', path, method: 'put' });
    const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
    expect(await reply.json()).toMatchObject({ code: 'INVALID_PARAM' });
  });

  test.each(['%2e%2e%2fx', '..%2fx', 'a%5cx', '%00', '%252e%252e/../..%2fx'])('/cos/…/%s is refused', async (path) => {
    const status = await rawStatus(`/cos/6c6f-local-env-1250000000/${path}`);
    expect([400, 403, 404]).toContain(status);
  });

  /** `fetch` would tidy the path before sending it. */
  function rawStatus(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(emulator.url);
      httpRequest({ hostname, port, path }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }
});

const BUCKET = 'cloud://local-env.6c6f-local-env-1250000000';

async function isStored(path: string): Promise<boolean> {
  const { fileList } = await app.getTempFileURL({ fileList: [`${BUCKET}/${path}`] });
  return fileList[0]?.code === 'SUCCESS';
}

async function permission(path: string): Promise<{ url: string; authorization: string; fileId: string }> {
  const body = JSON.stringify({ action: 'storage.getUploadMetadata', path, method: 'put' });
  const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
  return ((await reply.json()) as { data: { url: string; authorization: string; fileId: string } }).data;
}

describe('uploads', () => {
  test('one that breaks off leaves nothing', async () => {
    const { url, authorization } = await permission('broken.bin');
    await new Promise<void>((closed) => {
      const headers = { authorization, 'content-length': '1000' };
      const upload = httpRequest(url, { method: 'PUT', headers });
      upload.on('error', () => undefined).on('close', () => closed());
      upload.write(Buffer.alloc(500), () => upload.destroy());
    });
    // A later, whole upload shows that the server has dealt with the first.
    await linkTo('after.bin', 'whole');
    expect(await isStored('after.bin')).toBe(true);
    expect(await isStored('broken.bin')).toBe(false);
  });

  test('the type the uploader names is kept; without one the name decides', async () => {
    const { url, authorization, fileId } = await permission('notes.txt');
    const headers = { authorization, 'content-type': 'text/markdown; charset=utf-8' };
    expect((await fetch(url, { method: 'PUT', headers, body: '# x' })).status).toBe(200);
    const { fileList } = await app.getFileInfo({ fileList: [fileId] } as never);
    expect(fileList[0]).toMatchObject({ contentType: 'text/markdown; charset=utf-8' });
  });

  test('a permission is for one path and a quarter of an hour', async () => {
    const { url, authorization } = await permission('mine.txt');
    const put = (to: string) => fetch(to, { method: 'PUT', headers: { authorization }, body: 'x' });
    expect((await put(url.replace('mine', 'yours'))).status).toBe(403);
    emulator.clock.advance(15 * 60_000 + 1000);
    expect((await put(url)).status).toBe(403);
    emulator.clock.reset();
    expect((await put(url)).status).toBe(200);
  });

  test('a form that is none', async () => {
    const url = `${emulator.url}/cos/6c6f-local-env-1250000000`;
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const reply = await fetch(url, { method: 'POST', headers, body: '--x\r\nbroken' });
    expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('MalformedPOSTRequest')]);
  });
});

test('copies: overwrite, keep, move', async () => {
  await linkTo('from/x.txt', 'new');
  await linkTo('to/x.txt', 'old');
  const copy = async (more: object) =>
    (await app.copyFile({ fileList: [{ srcPath: 'from/x.txt', dstPath: 'to/x.txt', ...more }] } as never)).fileList[0];
  expect(await copy({ overwrite: false })).toMatchObject({ code: 'STORAGE_REQUEST_FAIL' });
  expect(await copy({ overwrite: true })).toMatchObject({ code: 'SUCCESS' });
  expect(await isStored('from/x.txt')).toBe(true);
  expect(await copy({ removeOriginal: true })).toMatchObject({ code: 'SUCCESS' });
  expect(await isStored('from/x.txt')).toBe(false);
  expect(await copy({})).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' });
  // The SDK refuses this one itself; other clients may send it.
  const file_list = [{ src_path: 'to/x.txt', dst_path: 'to/x.txt', remove_original: true }];
  const body = JSON.stringify({ action: 'storage.batchCopyFile', file_list });
  const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
  expect(await reply.json()).toMatchObject({ data: { copy_list: [{ code: 'SUCCESS' }] } });
  expect(await isStored('to/x.txt')).toBe(true);
});

test.each([0, -1, 1.5, 'soon'])('a link that lives %j seconds is refused', async (max_age) => {
  const file_list = [{ fileid: 'cloud://local-env.6c6f-local-env-1250000000/media/十.mp4', max_age }];
  const body = JSON.stringify({ action: 'storage.batchGetDownloadUrl', file_list });
  const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
  expect(await reply.json()).toMatchObject({ code: 'INVALID_PARAM' });
});
