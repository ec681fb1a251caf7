/** The wire as wx-server-sdk speaks it: the same actions, other argument and result shapes, protobuf beside them. */
import wxServerSdk from 'wx-server-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

// The published types of this SDK do not know what it returns.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the SDK types no openapi
const cloud = wxServerSdk as any;
let emulator: Emulator;
let db: ReturnType<typeof cloud.database>;

beforeAll(async () => {
  emulator = await start({});
  actAsFunction(emulator.url);
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  db = cloud.database();
  await db.createCollection('t');
});

afterAll(() => emulator.stop());

async function refusal(work: Promise<unknown>): Promise<{ errCode: number; errMsg: string }> {
  return work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: { errCode: number; errMsg: string }) => error,
  );
}

test('add, get, update, set, remove', async () => {
  const t = db.collection('t');
  expect(await t.add({ data: { _id: 'a', n: 1, at: new Date(5) } })).toMatchObject({ _id: 'a' });
  expect((await t.doc('a').get()).data).toEqual({ _id: 'a', n: 1, at: new Date(5) });
  expect(await t.doc('a').update({ data: { n: db.command.inc(1) } })).toMatchObject({ stats: { updated: 1 } });
  expect(await t.where({ n: 2 }).update({ data: { m: 1 } })).toMatchObject({ stats: { updated: 1 } });
  expect(await t.doc('b').set({ data: { n: 9 } })).toMatchObject({ _id: 'b', stats: { created: 1 } });
  expect((await t.where({ n: db.command.gt(1) }).count()).total).toBe(2);
  expect(await t.doc('b').remove()).toMatchObject({ stats: { removed: 1 } });
  const { list } = await t.aggregate().match({ _id: 'a' }).project({ n: 1 }).end();
  expect(list).toEqual([{ _id: 'a', n: 2 }]);
});

test('refusals arrive as numbers', async () => {
  expect(await refusal(db.collection('nope').get())).toMatchObject({ errCode: -502005 });
  expect(await refusal(db.collection('t').doc('missing').get())).toMatchObject({ errCode: -1 });
  await db
    .collection('t')
    .doc('dup')
    .set({ data: { n: 1 } });
  expect(await refusal(db.collection('t').add({ data: { _id: 'dup' } }))).toMatchObject({
    errCode: -502001,
    errMsg: expect.stringContaining('E11000 duplicate key'),
  });
});

test('a transaction', async () => {
  await db
    .collection('t')
    .doc('x')
    .set({ data: { n: 1 } });
  await db.runTransaction(async (transaction: typeof db) => {
    await transaction
      .collection('t')
      .doc('x')
      .update({ data: { n: db.command.inc(4) } });
  });
  expect((await db.collection('t').doc('x').get()).data.n).toBe(5);
});

test('storage', async () => {
  const { fileID } = await cloud.uploadFile({ cloudPath: 'wx.txt', fileContent: Buffer.from('hello') });
  const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] });
  expect(fileList[0]).toMatchObject({ status: 0, errMsg: 'ok' });
  expect(String((await cloud.downloadFile({ fileID })).fileContent)).toBe('hello');
  const deleted = await cloud.deleteFile({ fileList: [fileID, fileID.replace('wx', 'none')] });
  expect(deleted.fileList.map(({ status }: { status: number }) => status)).toEqual([0, -503003]);
});

test('open API, over multipart and protobuf', async () => {
  const message = { touser: 'oUSER', templateId: 'TPL', data: { thing1: { value: '你好' } } };
  const sent = await cloud.openapi.subscribeMessage.send(message);
  expect(sent).toMatchObject({ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' });
  const { messages } = (await (await fetch(`${emulator.url}/_emulator/messages`)).json()) as { messages: object[] };
  expect(messages.at(-1)).toMatchObject({ apiName: 'subscribeMessage.send', values: { touser: 'oUSER' } });
});

test('an unknown function', async () => {
  expect(await refusal(cloud.callFunction({ name: 'nobody' }))).toMatchObject({
    errMsg: expect.stringContaining('FunctionName parameter could not be found'),
  });
});
