/** HTTP access through the whole emulator, as a browser or a pay server meets it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

let dir: string;
let emulator: Emulator;

function writeRoute(name: string, code: string): void {
  mkdirSync(join(dir, name));
  writeFileSync(join(dir, name, 'index.js'), code);
  writeFileSync(join(dir, name, 'config.json'), JSON.stringify({ httpPath: `/${name}` }));
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-http-'));
  writeRoute('echo', 'exports.main = async (event) => event');
  writeRoute('reply', 'exports.main = async (event) => JSON.parse(event.body)');
  writeRoute(
    'picture',
    "exports.main = async (e) => ({ statusCode: 200, headers: { 'content-type': 'image/png' }, body: e.body, isBase64Encoded: true })",
  );
  writeRoute('fails', 'exports.main = async () => { throw new Error("secret"); }');
  emulator = await start({ functions: dir });
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

const reply = (value: unknown, init: RequestInit = {}) =>
  fetch(`${emulator.url}/reply`, { method: 'POST', body: JSON.stringify(value), ...init });

test('bytes go in and come out as they were', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await fetch(`${emulator.url}/picture`, { method: 'POST', headers, body: bytes });
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
});

test('path and query are decoded, repeated values joined', async () => {
  const answer = await fetch(`${emulator.url}/echo/%E6%8A%A4%E7%90%86/a%20b?q=%E4%B8%80&q=2&%3D=%26&plus=a+b&empty=`);
  expect(await answer.json()).toMatchObject({
    path: '/echo/护理/a b',
    httpMethod: 'GET',
    queryStringParameters: { q: '一,2', '=': '&', plus: 'a b', empty: '' },
    body: '',
    isBase64Encoded: false,
  });
});

test('cookies are several headers, from either field', async () => {
  const one = await reply({ statusCode: 200, headers: { 'Set-Cookie': ['a=1; Path=/', 'b=2'] } });
  expect(one.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  const two = await reply({
    statusCode: 200,
    headers: { 'X-One': 1, 'set-cookie': 'a=1' },
    multiValueHeaders: { 'Set-Cookie': ['b=2', 'c=3'] },
  });
  expect(two.headers.getSetCookie()).toEqual(['a=1', 'b=2', 'c=3']);
  expect(two.headers.get('x-one')).toBe('1');
});

test('headers that would contradict the answer are not taken over', async () => {
  const headers = { 'Content-Length': '3', 'Transfer-Encoding': 'chunked', Connection: 'upgrade' };
  const answer = await reply({ statusCode: 200, headers, body: 'whole answer' });
  expect(await answer.text()).toBe('whole answer');
  expect(answer.headers.get('content-length')).toBe('12');
});

test.each([
  ['a name that is none', { 'a b': '1' }],
  ['a value that would be two headers', { 'x-a': 'a\r\nset-cookie: b=1' }],
])('%s is refused', async (_what, headers) => {
  const answer = await reply({ statusCode: 200, headers });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ code: 'FUNCTION_INVOCATION_FAILED' });
});

test('a page of another origin may ask; what the function says of origins stands', async () => {
  const preflight = await fetch(`${emulator.url}/echo`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:5173', 'access-control-request-headers': 'x-token' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'x-token']);
  const headers = { origin: 'http://localhost:5173' };
  const plain = await reply({ ok: true }, { headers });
  expect(plain.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  const own = await reply(
    { statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'https://own.example' } },
    { headers },
  );
  expect(own.headers.get('access-control-allow-origin')).toBe('https://own.example');
});

test('headers sent twice are joined, HEAD has no body, failures show no stack', async () => {
  const { hostname, port } = new URL(emulator.url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { 'x-many': ['one', 'two'], cookie: ['a=1', 'b=2'] };
    httpRequest({ hostname, port, path: '/echo', headers }, resolve).on('error', reject).end();
  });
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const event = JSON.parse(Buffer.concat(chunks).toString()) as { headers: Record<string, string> };
  expect(event.headers).toMatchObject({ 'x-many': 'one, two', cookie: 'a=1; b=2' });
  const head = await fetch(`${emulator.url}/echo`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  const failed = await fetch(`${emulator.url}/fails`);
  expect([failed.status, (await failed.text()).includes('secret')]).toEqual([500, false]);
  expect((await fetch(`${emulator.url}/nothing-here`)).status).toBe(404);
});
