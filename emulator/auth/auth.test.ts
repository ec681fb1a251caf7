/** Sign-in, refresh, tickets: as js-sdk's endpoints answer, and with tickets that node-sdk made. */
import cloudbase from '@cloudbase/node-sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';
import { readJwt, signJwt } from './jwt';
import { openKeys } from './keys';
import { createTicket, readTicket } from './ticket';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await start({});
});

afterAll(() => emulator.stop());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function call(method: string, path: string, body?: object, token?: string): Promise<Answer> {
  const response = await fetch(`${emulator.url}/auth/v1${path}`, {
    method,
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());

test('anonymous', async () => {
  const { status, body } = await call('POST', '/signin/anonymously?client_id=local-env', {});
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ token_type: 'Bearer', expires_in: 7200, scope: 'anonymous' }),
  ]);
  const claims = claimsOf(body.access_token);
  expect(claims).toMatchObject({
    sub: body.sub,
    scope: 'anonymous',
    project_id: 'local-env',
    provider_type: 'anonymous',
  });
  expect(claims.exp - claims.iat).toBe(7200);
});

test("a ticket made by node-sdk with the environment's key", async () => {
  actAsFunction(emulator.url);
  const app = cloudbase.init({ env: 'local-env', credentials: emulator.credentials } as never);
  const ticket = app.auth().createTicket('user-17', { refresh: 3600_000 });
  const { status, body } = await call('POST', '/signin/custom', { provider_id: 'custom', ticket });
  expect([status, body.sub, body.scope]).toEqual([200, 'user-17', 'user']);
  const me = await call('GET', '/user/me', undefined, String(body.access_token));
  expect(me.body).toMatchObject({ sub: 'user-17' });
});

test('an openid makes a WeChat session, and a refresh keeps it', async () => {
  const ticket = emulator.createTicket('user-18', { openid: 'oABC' });
  const { body } = await call('POST', '/signin/custom', { ticket });
  const again = await call('POST', '/token', { grant_type: 'refresh_token', refresh_token: body.refresh_token });
  expect(claimsOf(again.body.access_token)).toMatchObject({ sub: 'user-18', login_type: 'WECHAT', openid: 'oABC' });
});

test('a session survives steered time', async () => {
  const { body } = await call('POST', '/signin/anonymously', {});
  emulator.clock.advance(90 * 86_400_000);
  expect((await call('GET', '/user/me', undefined, String(body.access_token))).status).toBe(200);
  emulator.clock.reset();
});

test.each([
  ['no ticket', {}, 'another key'],
  ['another key', { ticket: createTicket(openKeys('local-env'), 'user-19') }, 'another key'],
  ['nonsense', { ticket: 'x/@@/y' }, 'another key'],
])('refused: %s', async (_name, body, description) => {
  const answer = await call('POST', '/signin/custom', body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: 'invalid_grant',
    error_description: expect.stringContaining(description),
  });
});

test('an access token is no refresh token, and the other way round', async () => {
  const { body } = await call('POST', '/signin/anonymously', {});
  const swapped = await call('POST', '/token', { grant_type: 'refresh_token', refresh_token: body.access_token });
  expect(swapped.body).toMatchObject({ error: 'invalid_grant' });
  expect((await call('GET', '/user/me', undefined, String(body.refresh_token))).status).toBe(401);
  expect((await call('GET', '/user/me')).status).toBe(401);
  expect((await call('POST', '/token', { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
  expect((await call('POST', '/nowhere')).status).toBe(404);
});

test('a forged bearer token is refused, not taken for nobody', async () => {
  const reply = await fetch(`${emulator.url}/v1/functions/any`, {
    method: 'POST',
    headers: { authorization: 'Bearer a.b.c' },
    body: '{}',
  });
  expect([reply.status, await reply.json()]).toEqual([401, expect.objectContaining({ code: 'ACCESS_TOKEN_EXPIRED' })]);
});

describe('signing out', () => {
  const signIn = async (uid: string) =>
    (await call('POST', '/signin/custom', { ticket: emulator.createTicket(uid) })).body;
  const isIn = async (token: unknown) => (await call('GET', '/user/me', undefined, String(token))).status === 200;
  const refresh = (token: unknown) => call('POST', '/token', { grant_type: 'refresh_token', refresh_token: token });

  test('ends the session, its refresh token too, and no other', async () => {
    const [one, two] = [await signIn('user-30'), await signIn('user-30')];
    const refreshed = (await refresh(one.refresh_token)).body;
    expect(await isIn(refreshed.access_token)).toBe(true);
    expect((await call('POST', '/revoke', { token: one.access_token })).status).toBe(200);
    expect([await isIn(one.access_token), await isIn(refreshed.access_token)]).toEqual([false, false]);
    for (const token of [one.refresh_token, refreshed.refresh_token]) {
      expect((await refresh(token)).body).toMatchObject({ error: 'invalid_grant', error_code: 16 });
    }
    expect(await isIn(two.access_token)).toBe(true);
    // Once more, or with nonsense, changes nothing.
    expect((await call('POST', '/revoke', { token: one.access_token })).status).toBe(200);
    expect((await call('POST', '/revoke', { token: 'nonsense' })).status).toBe(200);
    expect((await call('POST', '/user/signout', {}, String(two.access_token))).status).toBe(200);
    expect(await isIn(two.access_token)).toBe(false);
  });

  test('a signed-out token is refused everywhere, not taken for nobody', async () => {
    const { access_token: token } = await signIn('user-31');
    await call('POST', '/revoke', { token });
    const headers = { authorization: `Bearer ${String(token)}` };
    const gateway = await fetch(`${emulator.url}/v1/functions/any`, { method: 'POST', headers, body: '{}' });
    expect(await gateway.json()).toMatchObject({ code: 'ACCESS_TOKEN_EXPIRED' });
    const body = JSON.stringify({ action: 'auth.wsWebSign', access_token: token });
    const web = await fetch(`${emulator.url}/web`, { method: 'POST', body });
    expect(await web.json()).toMatchObject({ code: 'ACCESS_TOKEN_EXPIRED' });
  });

  test('everywhere at once, and in again afterwards', async () => {
    const [one, two, other] = [await signIn('user-32'), await signIn('user-32'), await signIn('user-33')];
    const all = (token?: string) => call('DELETE', '/user/revoke/all', undefined, token);
    expect((await all(String(one.access_token))).status).toBe(200);
    const again = await signIn('user-32');
    const tokens = [one, two, other, again].map(({ access_token: token }) => token);
    expect(await Promise.all(tokens.map(isIn))).toEqual([false, false, true, true]);
    expect((await all()).body).toMatchObject({ error: 'unauthenticated', error_code: 16 });
  });

  test('outlives a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-signed-out-'));
    let kept = await start({ data: dataDir });
    const post = async (path: string, body: object) =>
      (await fetch(`${kept.url}/auth/v1${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<
        Answer['body']
      >;
    const [gone, here] = [await post('/signin/anonymously', {}), await post('/signin/anonymously', {})];
    await post('/revoke', { token: gone.access_token });
    await kept.stop();
    kept = await start({ data: dataDir });
    const again = (token: unknown) => post('/token', { grant_type: 'refresh_token', refresh_token: token });
    expect(await again(gone.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    expect(await again(here.refresh_token)).toMatchObject({ sub: here.sub });
    await kept.stop();
    rmSync(dataDir, { recursive: true });
  });
});

test('tokens end by the machine’s clock; the refresh token later than the access token', async () => {
  const { body } = await call('POST', '/signin/anonymously', {});
  const at = (ms: number) =>
    jest.spyOn(Date, 'now').mockReturnValue(Number(claimsOf(body.access_token).iat) * 1000 + ms);
  at(7199_000);
  expect((await call('GET', '/user/me', undefined, String(body.access_token))).status).toBe(200);
  at(7200_000);
  expect((await call('GET', '/user/me', undefined, String(body.access_token))).body).toMatchObject({
    error: 'unauthenticated',
    error_code: 16,
  });
  const refresh = () => call('POST', '/token', { grant_type: 'refresh_token', refresh_token: body.refresh_token });
  expect((await refresh()).status).toBe(200);
  at(30 * 86_400_000);
  expect((await refresh()).body).toMatchObject({ error: 'invalid_grant' });
  jest.restoreAllMocks();
});

test.each([
  ['POST', '/signin', {}],
  ['POST', '/signup', {}],
  ['POST', '/verification', {}],
  ['DELETE', '/user/provider/wechat', undefined],
  ['DELETE', '/user/me', undefined],
])('%s %s is refused by name', async (method, path, body) => {
  const answer = await call(method, path, body);
  expect(answer).toMatchObject({ status: 404, body: { error: 'not_found', error_code: 5 } });
  expect(answer.body.error_description).toContain(`${method} /auth/v1${path} is not emulated`);
});

test('a body that is no JSON object', async () => {
  const response = await fetch(`${emulator.url}/auth/v1/token`, { method: 'POST', body: '"x"' });
  expect(await response.json()).toMatchObject({ error: 'invalid_argument', error_code: 3 });
});

describe('tickets', () => {
  const keys = openKeys('local-env');

  test('expire after ten minutes', () => {
    const ticket = createTicket(keys, 'user-20');
    expect(readTicket(keys, ticket, Date.now())).toEqual({ uid: 'user-20' });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 600_001);
    expect(readTicket(keys, ticket, Date.now())).toEqual({ refused: 'the ticket has expired' });
    jest.restoreAllMocks();
  });

  test('made in steered time are good in real time', () => {
    expect(readTicket(keys, createTicket(keys, 'user-20'), Date.now() + 86_400_000)).toEqual({ uid: 'user-20' });
  });

  test('may be shown more than once while they last', async () => {
    const ticket = emulator.createTicket('user-40');
    const [one, two] = [
      await call('POST', '/signin/custom', { ticket }),
      await call('POST', '/signin/custom', { ticket }),
    ];
    expect([one.body.sub, two.body.sub]).toEqual(['user-40', 'user-40']);
    expect(one.body.access_token).not.toBe(two.body.access_token);
  });

  test('are for their environment only', () => {
    const other = { ...keys, credentials: { ...keys.credentials, env_id: 'other-env' } };
    expect(readTicket(keys, createTicket(other, 'user-41'), Date.now())).toEqual({
      refused: 'the ticket is for environment other-env',
    });
  });

  test('a uid the platform would not take', () => {
    expect(() => createTicket(keys, 'x')).toThrow('uid must be');
    expect(() => createTicket(keys, 'x')).toThrow(RangeError); // what steering answers with 400
    expect(() => createTicket(keys, 'has space')).toThrow('uid must be');
  });

  test('a changed claim breaks the signature', () => {
    const [head, claims, signature] = signJwt({ uid: 'user-20' }, keys).split('.') as [string, string, string];
    const other = Buffer.from(JSON.stringify({ uid: 'admin' })).toString('base64url');
    expect(readJwt(`${head}.${claims}.${signature}`, keys)).toEqual({ uid: 'user-20' });
    expect(readJwt(`${head}.${other}.${signature}`, keys)).toBeUndefined();
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(readJwt(`${none}.${other}.`, keys)).toBeUndefined();
  });

  test('the key pair is kept in its directory', () => {
    const dir = mkdtempSync(join(tmpdir(), 'emulator-keys-'));
    const first = openKeys('local-env', dir);
    expect(openKeys('local-env', dir).credentials).toEqual(first.credentials);
    rmSync(dir, { recursive: true });
  });
});
