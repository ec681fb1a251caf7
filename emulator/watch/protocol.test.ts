/** The realtime protocol frame by frame, over a raw WebSocket. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { initFrame, loginFrame, post, RawClient, rebuildFrame, signature } from './rawClient';

const RULES = { collections: { t: { read: 'doc.owner == auth.uid' }, open: { read: true }, shut: {} } };

let dir: string;
let emulator: Emulator;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-watch-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(RULES));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [], open: [], shut: [] }));
  emulator = await start({ database: dir });
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  await emulator.engine.remove('t', {}, true);
  await emulator.engine.remove('open', {}, true);
});

test('where to connect and what to show there', async () => {
  const ticket = emulator.createTicket('alice');
  const signIn = { provider_id: 'custom', ticket };
  const { access_token } = await post(emulator, '/auth/v1/signin/custom', signIn);
  const { data } = await post(emulator, '/web', { action: 'auth.wsWebSign', runtime: 'web', access_token });
  const wsUrl = `${emulator.url.replace('http', 'ws')}/ws`;
  expect(data).toMatchObject({ wsUrl, secretVersion: '1', envId: 'local-env', signStr: expect.any(String) });
  const client = await RawClient.open(emulator);
  const answer = { requestId: 'R1', msgType: 'LOGIN_RES', msgData: { envId: 'local-env' } };
  expect(await client.ask(loginFrame(data.signStr))).toEqual(answer);
  await client.close();
});

test('the life of a watch', async () => {
  await emulator.engine.insert('t', [
    { _id: 'a', owner: 'alice', at: new Date(5) },
    { _id: 'b', owner: 'bob' },
  ]);
  const client = await RawClient.of(emulator);
  const init = await client.ask(initFrame('t', { owner: 'alice' }));
  expect(init).toMatchObject({ watchId: 'w1', requestId: 'R2', msgType: 'INIT_EVENT', msgData: { currEvent: 0 } });
  expect(init.msgData.events).toEqual([
    {
      ID: 0,
      DataType: 'init',
      QueueType: 'init',
      DocID: 'a',
      Doc: '{"_id":"a","owner":"alice","at":{"$date":5}}',
      UpdatedFields: '',
      RemovedFields: '',
    },
  ]);
  const { queryID } = init.msgData;

  await emulator.engine.insert('t', [{ _id: 'c', owner: 'alice' }]);
  expect(await client.next()).toMatchObject({
    watchId: 'w1',
    msgType: 'NEXT_EVENT',
    msgData: { queryID, currEvent: 1, events: [{ ID: 1, DataType: 'add', QueueType: 'enqueue', DocID: 'c' }] },
  });
  await emulator.engine.update('t', { query: { _id: 'b' }, update: { $set: { n: 1 } } });
  await emulator.engine.update('t', { query: { _id: 'c' }, update: { $set: { owner: 'bob' } } });
  expect((await client.next()).msgData).toMatchObject({
    currEvent: 2,
    events: [{ ID: 2, DataType: 'update', QueueType: 'dequeue', DocID: 'c', Doc: '' }],
  });

  expect(
    await client.ask({ watchId: 'w1', requestId: 'R3', msgType: 'CHECK_LAST', msgData: { queryID, eventID: 2 } }),
  ).toEqual({
    watchId: 'w1',
    requestId: 'R3',
    msgType: 'CHECK_EVENT',
    msgData: { queryID, currEvent: 2 },
  });
  expect(await client.ask({ requestId: 'R4', msgType: 'PING', msgData: null })).toEqual({
    requestId: 'R4',
    msgType: 'PONG',
    msgData: null,
  });
  client.socket.send(JSON.stringify({ watchId: 'w1', requestId: 'R5', msgType: 'CLOSE_WATCH', msgData: null }));
  const after = await client.ask({
    watchId: 'w1',
    requestId: 'R6',
    msgType: 'CHECK_LAST',
    msgData: { queryID, eventID: 2 },
  });
  expect(after).toMatchObject({ msgType: 'ERROR', msgData: { code: 'QUERYID_INVALID_ERROR' } });
  await client.close();
});

test('a client that lost its connection gets what it missed', async () => {
  const first = await RawClient.of(emulator);
  const { queryID } = (await first.ask(initFrame('t', { owner: 'alice' }))).msgData;
  await first.close();
  await emulator.engine.insert('t', [{ _id: 'x', owner: 'alice' }]);
  await emulator.engine.insert('t', [{ _id: 'y', owner: 'alice' }]);
  const second = await RawClient.of(emulator);
  const missed = await second.ask(rebuildFrame(queryID, 0));
  expect(missed).toMatchObject({ requestId: 'R7', msgType: 'NEXT_EVENT', msgData: { queryID, currEvent: 2 } });
  expect(missed.msgData.events.map(({ ID, DocID }: { ID: number; DocID: string }) => [ID, DocID])).toEqual([
    [1, 'x'],
    [2, 'y'],
  ]);
  await emulator.engine.remove('t', { _id: 'x' }, false);
  expect((await second.next()).msgData).toMatchObject({ currEvent: 3, events: [{ DataType: 'remove', DocID: 'x' }] });
  await second.close();
});

test("somebody else's watch cannot be taken over", async () => {
  const alice = await RawClient.of(emulator);
  const { queryID } = (await alice.ask(initFrame('t', { owner: 'alice' }))).msgData;
  const bob = await RawClient.of(emulator, 'bobby');
  expect((await bob.ask(rebuildFrame(queryID, 0))).msgData.code).toBe('QUERYID_INVALID_ERROR');
  await alice.close();
  await bob.close();
});

test('a transaction shows nothing before its commit, then one event for all of it', async () => {
  const client = await RawClient.of(emulator);
  await client.ask(initFrame('t', { owner: 'alice' }));
  const transaction = emulator.engine.startTransaction();
  await emulator.engine.insert('t', [{ _id: 'p', owner: 'alice' }], transaction);
  await emulator.engine.insert('t', [{ _id: 'q', owner: 'alice' }], transaction);
  expect((await client.ask({ requestId: 'R8', msgType: 'PING', msgData: null })).msgType).toBe('PONG');
  await emulator.engine.commit(transaction);
  const { msgData } = await client.next();
  expect(msgData.currEvent).toBe(1);
  expect(msgData.events.map(({ DocID }: { DocID: string }) => DocID)).toEqual(['p', 'q']);
  await client.close();
});

test('order and limit', async () => {
  await emulator.engine.insert(
    'open',
    [1, 2, 3].map((n) => ({ _id: `d${n}`, n })),
  );
  const client = await RawClient.of(emulator);
  const init = await client.ask(initFrame('open', {}, { limit: 2, orderBy: { n: 'desc' } }));
  expect(init.msgData.events.map(({ DocID }: { DocID: string }) => DocID)).toEqual(['d3', 'd2']);
  await emulator.engine.insert('open', [{ _id: 'd9', n: 9 }]);
  const { events } = (await client.next()).msgData;
  expect(events.map((event: { DataType: string; DocID: string }) => `${event.DataType} ${event.DocID}`)).toEqual([
    'limit d2',
    'add d9',
  ]);
  await client.close();
});

test('a watch on one document ends its view when the rule no longer holds', async () => {
  await emulator.engine.insert('t', [{ _id: 'mine', owner: 'alice' }]);
  const client = await RawClient.of(emulator);
  expect((await client.ask(initFrame('t', { _id: 'mine' }))).msgData.events).toHaveLength(1);
  await emulator.engine.update('t', { query: { _id: 'mine' }, update: { $set: { owner: 'bob' } } });
  expect((await client.next()).msgData.events).toMatchObject([{ QueueType: 'dequeue', DocID: 'mine', Doc: '' }]);
  await client.close();
});

test('more documents than a watch may hold', async () => {
  await emulator.engine.insert(
    'open',
    Array.from({ length: 5001 }, (_, n) => ({ _id: `d${n}` })),
  );
  const client = await RawClient.of(emulator);
  expect((await client.ask(initFrame('open', {}))).msgData).toMatchObject({
    code: 'SYS_ERR',
    message: expect.stringContaining('5000'),
  });
  await client.close();
});

describe('refusals', () => {
  test.each([
    ['a query the rule does not follow from', initFrame('t', { n: 1 }), 'COLLECTION_PERMISSION_DENIED'],
    ["somebody else's documents", initFrame('t', { owner: 'bob' }), 'COLLECTION_PERMISSION_DENIED'],
    ['a collection without rules', initFrame('shut', {}), 'COLLECTION_PERMISSION_DENIED'],
    ['a collection that does not exist', initFrame('nope', {}), 'COLLECTION_PERMISSION_DENIED'],
    [
      'a geo condition',
      initFrame('open', { loc: { $nearSphere: { $geometry: { type: 'Point', coordinates: [120, 30] } } } }),
      expect.stringMatching(/^DATABASE_|^SYS_ERR/),
    ],
    ['an area', initFrame('open', { $or: [{ loc: { $geoWithin: {} } }] }), 'DATABASE_INVALID_OPERRATOR'],
    ['a limit that is none', initFrame('open', {}, { limit: 0 }), 'INVALID_PARAM'],
    ['an order that is none', initFrame('open', {}, { orderBy: { n: 1 } }), 'INVALID_PARAM'],
    [
      'a query that is no object',
      { ...initFrame('open', {}), msgData: { collName: 'open', query: '[]' } },
      'INVALID_PARAM',
    ],
    [
      'a query that is no text',
      { ...initFrame('open', {}), msgData: { collName: 'open', query: '{' } },
      expect.any(String),
    ],
    ['no collection', { ...initFrame('open', {}), msgData: { query: '{}' } }, 'INVALID_PARAM'],
    ['no watchId', { ...initFrame('open', {}), watchId: undefined }, 'INVALID_PARAM'],
    ['a forged name', rebuildFrame('qabc.e30', 3), 'QUERYID_INVALID_ERROR'],
    ['an event that is no number', rebuildFrame('qabc', NaN), 'INVALID_PARAM'],
    ['an unknown watch', { msgType: 'CHECK_LAST', msgData: { queryID: 'q0', eventID: 0 } }, 'QUERYID_INVALID_ERROR'],
    ['an unknown message', { msgType: 'DANCE', msgData: null }, 'SYS_ERR'],
  ])('%s', async (_name, message, code) => {
    const client = await RawClient.of(emulator);
    expect(await client.ask(message)).toMatchObject({ msgType: 'ERROR', msgData: { code } });
    await client.close();
  });

  test('no login, a forged one, another environment', async () => {
    const client = await RawClient.open(emulator);
    expect((await client.ask(initFrame('open', {}))).msgData.code).toBe('CHECK_LOGIN_FAILED');
    expect((await client.ask(loginFrame('a.b.c'))).msgData.code).toBe('SIGN_INVALID_ERROR');
    expect((await client.ask(loginFrame(await signature(emulator, 'alice'), 'other-env'))).msgData.code).toBe(
      'INVALIID_ENV',
    );
    for (const text of ['not json', 'null', '[]', '7', '{}', '{"msgType":{"a":1}}']) {
      client.socket.send(text);
      expect([text, (await client.next()).msgData.code]).toEqual([text, 'SYS_ERR']);
    }
    expect((await client.ask({ msgType: 'PING', requestId: 'R9' })).msgType).toBe('PONG');
    await client.close();
  });

  test('nobody gets a signature without signing in', async () => {
    expect(await post(emulator, '/web', { action: 'auth.wsWebSign' })).toMatchObject({ code: 'CHECK_LOGIN_FAILED' });
  });
});
