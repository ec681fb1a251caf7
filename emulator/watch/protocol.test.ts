/** The realtime protocol frame by frame, over a raw WebSocket. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { start, type Emulator } from '../index';

const RULES = { collections: { t: { read: 'doc.owner == auth.uid' }, open: { read: true }, shut: {} } };

let dir: string;
let emulator: Emulator;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-watch-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(RULES));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [], open: [], shut: [] }));
  emulator = await start({ databaseDir: dir });
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  await emulator.engine.remove('t', {}, true);
  await emulator.engine.remove('open', {}, true);
});

interface Frame {
  readonly watchId?: string;
  readonly requestId?: string;
  readonly msgType: string;
  // Its shape depends on the type; the tests say which.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly msgData: any;
}

/** Frames in order of arrival, one at a time. */
class Client {
  private readonly frames: Frame[] = [];
  private waiting: ((frame: Frame) => void) | undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (this.waiting) this.waiting(frame);
      else this.frames.push(frame);
      this.waiting = undefined;
    });
  }

  static async open(): Promise<Client> {
    const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/ws`);
    const client = new Client(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    return client;
  }

  next(): Promise<Frame> {
    const frame = this.frames.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => (this.waiting = resolve));
  }

  ask(message: object): Promise<Frame> {
    this.socket.send(JSON.stringify(message));
    return this.next();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.close(3001);
    await closed;
  }
}

// Different endpoints, different answers.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function post(path: string, body: object): Promise<any> {
  return (await fetch(`${emulator.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
}

async function signature(uid: string): Promise<string> {
  const ticket = emulator.createTicket(uid);
  const { access_token } = await post('/auth/v1/signin/custom', { provider_id: 'custom', ticket });
  const { data } = await post('/web', { action: 'auth.wsWebSign', runtime: 'web', access_token });
  expect(data).toMatchObject({
    wsUrl: `${emulator.url.replace('http', 'ws')}/ws`,
    secretVersion: '1',
    envId: 'local-env',
  });
  return data.signStr;
}

const loginFrame = (signStr: string, envId = 'local-env') => ({
  requestId: 'R1',
  msgType: 'LOGIN',
  msgData: { envId, accessToken: '', referrer: 'web', sdkVersion: '', dataVersion: '' },
  exMsgData: { runtime: 'web', signStr, secretVersion: '1' },
});

async function signedIn(uid = 'alice'): Promise<Client> {
  const client = await Client.open();
  expect(await client.ask(loginFrame(await signature(uid)))).toEqual({
    requestId: 'R1',
    msgType: 'LOGIN_RES',
    msgData: { envId: 'local-env' },
  });
  return client;
}

const initFrame = (collName: string, query: object, more: object = {}) => ({
  watchId: 'w1',
  requestId: 'R2',
  msgType: 'INIT_WATCH',
  msgData: { envId: 'local-env', collName, query: JSON.stringify(query), ...more },
});

test('the life of a watch', async () => {
  await emulator.engine.insert('t', [
    { _id: 'a', owner: 'alice', at: new Date(5) },
    { _id: 'b', owner: 'bob' },
  ]);
  const client = await signedIn();
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
  const first = await signedIn();
  const { queryID } = (await first.ask(initFrame('t', { owner: 'alice' }))).msgData;
  await first.close();
  await emulator.engine.insert('t', [{ _id: 'x', owner: 'alice' }]);
  await emulator.engine.insert('t', [{ _id: 'y', owner: 'alice' }]);
  const second = await signedIn();
  const rebuild = { watchId: 'w1', requestId: 'R7', msgType: 'REBUILD_WATCH' };
  const missed = await second.ask({ ...rebuild, msgData: { envId: 'local-env', collName: 't', queryID, eventID: 0 } });
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
  const alice = await signedIn();
  const { queryID } = (await alice.ask(initFrame('t', { owner: 'alice' }))).msgData;
  const bob = await signedIn('bobby');
  const rebuild = { watchId: 'w1', requestId: 'R7', msgType: 'REBUILD_WATCH', msgData: { queryID, eventID: 0 } };
  expect((await bob.ask(rebuild)).msgData.code).toBe('QUERYID_INVALID_ERROR');
  await alice.close();
  await bob.close();
});

test('a transaction shows nothing before its commit, then one event for all of it', async () => {
  const client = await signedIn();
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
  const client = await signedIn();
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
  const client = await signedIn();
  expect((await client.ask(initFrame('t', { _id: 'mine' }))).msgData.events).toHaveLength(1);
  await emulator.engine.update('t', { query: { _id: 'mine' }, update: { $set: { owner: 'bob' } } });
  expect((await client.next()).msgData.events).toMatchObject([{ QueueType: 'dequeue', DocID: 'mine', Doc: '' }]);
  await client.close();
});

test('a running watch keeps its admission when the rules change', async () => {
  const client = await signedIn();
  await client.ask(initFrame('open', {}));
  const body = JSON.stringify({ CollectionName: 'open', AclTag: 'ADMINONLY' });
  await fetch(emulator.url, { method: 'POST', headers: { 'x-tc-action': 'ModifySafeRule' }, body });
  await emulator.engine.insert('open', [{ _id: 'later' }]);
  expect((await client.next()).msgData.events).toMatchObject([{ DocID: 'later' }]);
  expect((await client.ask(initFrame('open', {}))).msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  const open = JSON.stringify({ CollectionName: 'open', AclTag: 'CUSTOM', Rule: '{"read":true}' });
  await fetch(emulator.url, { method: 'POST', headers: { 'x-tc-action': 'ModifySafeRule' }, body: open });
  await client.close();
});

test('more documents than a watch may hold', async () => {
  await emulator.engine.insert(
    'open',
    Array.from({ length: 5001 }, (_, n) => ({ _id: `d${n}` })),
  );
  const client = await signedIn();
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
    ['an unknown watch', { msgType: 'CHECK_LAST', msgData: { queryID: 'q0', eventID: 0 } }, 'QUERYID_INVALID_ERROR'],
    ['an unknown message', { msgType: 'DANCE', msgData: null }, 'SYS_ERR'],
  ])('%s', async (_name, message, code) => {
    const client = await signedIn();
    expect(await client.ask(message)).toMatchObject({ msgType: 'ERROR', msgData: { code } });
    await client.close();
  });

  test('no login, a forged one, another environment', async () => {
    const client = await Client.open();
    expect((await client.ask(initFrame('open', {}))).msgData.code).toBe('CHECK_LOGIN_FAILED');
    expect((await client.ask(loginFrame('a.b.c'))).msgData.code).toBe('SIGN_INVALID_ERROR');
    expect((await client.ask(loginFrame(await signature('alice'), 'other-env'))).msgData.code).toBe('INVALIID_ENV');
    client.socket.send('not json');
    expect((await client.next()).msgData.code).toBe('SYS_ERR');
    await client.close();
  });

  test('nobody gets a signature without signing in', async () => {
    expect(await post('/web', { action: 'auth.wsWebSign' })).toMatchObject({ code: 'CHECK_LOGIN_FAILED' });
  });
});
