/** Who may go on watching: rules that change, signatures that end, users who are others now. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signJwt } from '../auth/jwt';
import { openKeys } from '../auth/keys';
import { start, type Emulator } from '../index';
import { loginFrame, RawClient, setRules, steps } from './rawClient';

let dir: string;
let emulator: Emulator;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-judging-'));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [], open: [], desks: [] }));
  emulator = await start({ database: dir, data: join(dir, 'data') });
});
afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await setRules(emulator, 't', { read: 'doc.owner == auth.uid' });
  await setRules(emulator, 'open', { read: true });
  await emulator.engine.remove('t', {}, true);
  await emulator.engine.remove('open', {}, true);
});

const denied = { watchId: 'w1', msgType: 'ERROR', msgData: { code: 'COLLECTION_PERMISSION_DENIED' } };

test('a watch that the rule no longer admits is closed instead of being told of the next change', async () => {
  const client = await RawClient.of(emulator);
  await client.watch('open', {});
  await setRules(emulator, 'open', { read: false });
  await emulator.engine.insert('open', [{ _id: 'secret' }]);
  expect(await client.next()).toMatchObject(denied);
  await setRules(emulator, 'open', { read: true });
  await emulator.engine.insert('open', [{ _id: 'later' }]);
  expect((await client.ask({ msgType: 'PING', requestId: 'R9' })).msgType).toBe('PONG');
  await client.close();
});

test('an idle one is closed when the client checks its last event', async () => {
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('open', {})).msgData;
  await setRules(emulator, 'open', { read: false });
  const check = { watchId: 'w1', requestId: 'R3', msgType: 'CHECK_LAST', msgData: { queryID, eventID: 0 } };
  expect((await client.ask(check)).msgType).toBe('CHECK_EVENT');
  expect(await client.next()).toMatchObject(denied);
  await client.close();
});

test('a watch that the new rule admits as well goes on', async () => {
  const client = await RawClient.of(emulator);
  await client.watch('t', { owner: 'alice' });
  await setRules(emulator, 't', { read: "doc.owner == auth.uid || auth.uid == 'root'" });
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  expect(steps(await client.next())).toEqual(['add/enqueue a']);
  await client.close();
});

test('several watches on one socket: only the one concerned is closed', async () => {
  const client = await RawClient.of(emulator);
  await client.watch('open', {}, {}, 'w1');
  await client.watch('t', { owner: 'alice' }, {}, 'w2');
  await setRules(emulator, 'open', { read: false });
  await emulator.engine.insert('open', [{ _id: 'x' }]);
  expect(await client.next()).toMatchObject(denied);
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  expect(await client.next()).toMatchObject({ watchId: 'w2', msgType: 'NEXT_EVENT' });
  await client.close();
});

test('a rule that reads another document holds as it did at the beginning', async () => {
  await setRules(emulator, 't', { read: "get('database.desks.d1').open == true" });
  await emulator.engine.insert('desks', [{ _id: 'd1', open: true }]);
  const client = await RawClient.of(emulator);
  await client.watch('t', {});
  await emulator.engine.update('desks', { query: { _id: 'd1' }, update: { $set: { open: false } } });
  await emulator.engine.insert('t', [{ _id: 'a' }]);
  expect(steps(await client.next())).toEqual(['add/enqueue a']);
  expect((await client.watch('t', {}, {}, 'w2')).msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  await client.close();
});

test('when the signature ends the socket is closed, and the client has to show a new one', async () => {
  const keys = openKeys('local-env', join(dir, 'data', 'keys'));
  const exp = Math.floor(Date.now() / 1000) + 5; // long enough to sign in on a slow machine
  const claims = { aud: 'local-env', exp, sub: 'alice', login_type: 'CUSTOM', use: 'watch' };
  const client = await RawClient.open(emulator);
  expect((await client.ask(loginFrame(signJwt(claims, keys)))).msgType).toBe('LOGIN_RES');
  expect((await client.watch('t', { owner: 'alice' })).msgType).toBe('INIT_EVENT');
  expect(await client.closed).toBe(1008);
  expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000 - 50);
});

test('another user on the same socket sees nothing of the one before', async () => {
  const client = await RawClient.of(emulator, 'alice');
  await client.watch('t', { owner: 'alice' });
  await client.login(emulator, 'bobby');
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  expect((await client.ask({ msgType: 'PING', requestId: 'R9' })).msgType).toBe('PONG');
  await client.close();
});

test('a new watch under a name that is taken replaces the old one', async () => {
  const client = await RawClient.of(emulator);
  await client.watch('t', { owner: 'alice' });
  await client.watch('open', {});
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  await emulator.engine.insert('open', [{ _id: 'b' }]);
  expect(steps(await client.next())).toEqual(['add/enqueue b']);
  await client.close();
});
