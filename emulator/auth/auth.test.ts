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

  test('a uid the platform would not take', () => {
    expect(() => createTicket(keys, 'x')).toThrow('uid must be');
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
