/** Storage as @cloudbase/node-sdk uses it. */
import cloudbase from '@cloudbase/node-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

let emulator: Emulator;
let app: ReturnType<typeof cloudbase.init>;
const PATH = 'dir/a b测试.txt';

beforeAll(async () => {
  emulator = await start({});
  actAsFunction(emulator.url);
  app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
});

afterAll(() => emulator.stop());

async function upload(cloudPath = PATH, content = 'hello'): Promise<string> {
  return (await app.uploadFile({ cloudPath, fileContent: Buffer.from(content) as never })).fileID;
}

async function linkOf(fileID: string, maxAge = 60): Promise<{ code: string; tempFileURL: string }> {
  const { fileList } = await app.getTempFileURL({ fileList: [{ fileID, maxAge }] as never });
  return fileList[0] as never;
}

test('upload, download, info', async () => {
  const fileID = await upload();
  expect(fileID).toBe(`cloud://local-env.6c6f-local-env-1250000000/${PATH}`);
  expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('hello');
  const { fileList } = await app.getFileInfo({ fileList: [fileID] } as never);
  expect(fileList[0]).toMatchObject({ fileID, size: 5 });
});

test('the same path is overwritten', async () => {
  await upload('twice.txt', 'one');
  const fileID = await upload('twice.txt', 'second');
  expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('second');
});

test('a link says what the file is, works until its time is over, and for its own file only', async () => {
  const { tempFileURL } = await linkOf(await upload('picture.png', 'bytes'));
  const fresh = await fetch(tempFileURL);
  expect([fresh.status, fresh.headers.get('content-type'), await fresh.text()]).toEqual([200, 'image/png', 'bytes']);
  await upload('other.png', 'secret');
  expect((await fetch(tempFileURL.replace('picture.png', 'other.png'))).status).toBe(403);
  emulator.clock.advance(61_000);
  const late = await fetch(tempFileURL);
  expect(late.status).toBe(403);
  expect(await late.text()).toContain('<Code>AccessDenied</Code>');
  emulator.clock.reset();
});

test('what is not there', async () => {
  const fileID = 'cloud://local-env.6c6f-local-env-1250000000/none.txt';
  expect(await linkOf(fileID)).toMatchObject({ code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' });
  expect(await linkOf('cloud://other-env.bucket/none.txt')).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' });
});

test('delete and copy', async () => {
  const fileID = await upload('from.txt', 'content');
  const copied = await app.copyFile({ fileList: [{ srcPath: 'from.txt', dstPath: 'to/from.txt' }] } as never);
  expect(copied.fileList[0]).toMatchObject({ code: 'SUCCESS' });
  const { fileList } = await app.deleteFile({ fileList: [fileID] });
  expect(fileList[0]).toMatchObject({ fileID, code: 'SUCCESS' });
  expect(await linkOf(fileID)).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' });
  const target = fileID.replace('from.txt', 'to/from.txt');
  expect((await app.downloadFile({ fileID: target })).fileContent?.toString()).toBe('content');
});

test.each(['../out.txt', 'a/../../out.txt', 'a//b.txt', './a.txt', 'a\\b.txt', ''])(
  'path %j is refused',
  async (path) => {
    const body = JSON.stringify({ action: 'storage.getUploadMetadata', path, method: 'put' });
    const response = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ code: 'INVALID_PARAM' });
  },
);

test('an upload needs its own permission', async () => {
  const url = `${emulator.url}/cos/6c6f-local-env-1250000000/forged.txt`;
  expect((await fetch(url, { method: 'PUT', body: 'x', headers: { authorization: 'q-signature=00' } })).status).toBe(
    403,
  );
  const escape = `${emulator.url}/cos/6c6f-local-env-1250000000/..%2f..%2fetc%2fpasswd`;
  expect((await fetch(escape)).status).toBe(400);
});

test('the older form upload', async () => {
  const ask = JSON.stringify({ action: 'storage.getUploadMetadata', path: 'form.txt', method: 'POST' });
  const { data } = (await (await fetch(`${emulator.url}/admin`, { method: 'POST', body: ask })).json()) as {
    data: { authorization: string; fileId: string };
  };
  const form = new FormData();
  form.set('key', 'form.txt');
  form.set('signature', data.authorization);
  form.set('success_action_status', '201');
  form.set('file', new Blob(['by form']), 'form.txt');
  const reply = await fetch(`${emulator.url}/cos/6c6f-local-env-1250000000`, { method: 'POST', body: form });
  expect(reply.status).toBe(201);
  expect((await app.downloadFile({ fileID: data.fileId })).fileContent?.toString()).toBe('by form');
});

test('a function asks what its caller may do with a file', async () => {
  // This environment has no storage rule, which refuses every client.
  const body = { action: 'storage.getFileAuthority', openId: 'oA', uid: '', loginType: 'WECHAT' };
  const fileList = [{ path: 'a.txt', type: 'READWRITE' }];
  const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body: JSON.stringify({ ...body, fileList }) });
  expect(await reply.json()).toMatchObject({ data: [{ path: 'a.txt', read: false, write: false }] });
});

test('fifty items are a batch, fifty-one are not', async () => {
  const ask = async (items: number) => {
    const fileid_list = Array.from({ length: items }, (_, index) => `cloud://x/${index}`);
    const body = JSON.stringify({ action: 'storage.batchDeleteFile', fileid_list });
    return (await (await fetch(`${emulator.url}/admin`, { method: 'POST', body })).json()) as { code?: string };
  };
  expect((await ask(50)).code).toBeUndefined();
  expect((await ask(51)).code).toBe('INVALID_PARAM');
});
