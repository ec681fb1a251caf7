/** The inspector's interface without its page: who may ask, what is refused. */
import { request as httpRequest } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

let dir: string;
let emulator: Emulator;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-inspector-'));
  const functionsDir = join(dir, 'functions');
  mkdirSync(join(functionsDir, 'home'), { recursive: true });
  writeFileSync(join(functionsDir, 'home', 'index.js'), 'exports.main = async () => "mine"');
  writeFileSync(join(functionsDir, 'home', 'config.json'), JSON.stringify({ envVariables: { KEY: 'secret-value' } }));
  emulator = await start({ functions: functionsDir });
  await emulator.engine.createCollection('t');
  await emulator.engine.insert('t', [{ _id: 'a', n: 1, at: new Date(0) }]);
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers };
  const answer = await fetch(`${emulator.url}/_emulator/${path}`, init);
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Record<string, unknown> };
}

/** `fetch` does not let one lie about the host. */
function statusUnder(host: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${emulator.url}${path}`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('documents', () => {
  test('found with plan and total, readable', async () => {
    const { json } = await ask('inspect/find', { collection: 't', query: { n: { $gte: 1 } } });
    expect(json).toMatchObject({
      documents: [{ _id: 'a', n: 1, at: { $date: '1970-01-01T00:00:00.000Z' } }],
      total: 1,
      plan: { index: null, examined: 1, returned: 1 },
    });
  });

  test('an aggregation', async () => {
    const { json } = await ask('inspect/aggregate', { collection: 't', pipeline: [{ $match: {} }, { $count: 'all' }] });
    expect(json).toMatchObject({ rows: [{ all: 1 }], total: 1 });
  });

  test.each([
    ['find', { collection: 'none' }, 'DATABASE_COLLECTION_NOT_EXIST'],
    ['find', { collection: 't', query: { n: { $rain: 1 } } }, expect.stringMatching(/^DATABASE_|^INVALID/)],
    ['find', { collection: 't', order: { n: 'up' } }, 'INVALID_PARAM'],
    ['aggregate', { collection: 't', pipeline: {} }, 'INVALID_PARAM'],
    ['replace', { collection: 't', id: 'a', document: { _id: 'b', n: 2 } }, 'INVALID_PARAM'],
    ['replace', { collection: 't', id: 'gone', document: { _id: 'gone' } }, 'DATABASE_DOCUMENT_NOT_EXIST'],
    ['insert', { collection: 't', document: { _id: 'a' } }, 'DATABASE_REQUEST_FAILED'],
    ['insert', { collection: 't', document: [1] }, 'INVALID_PARAM'],
  ])('%s %j is refused', async (endpoint, body, code) => {
    expect(await ask(`inspect/${endpoint}`, body)).toMatchObject({ status: 400, json: { code } });
    expect(await emulator.engine.find('t', {})).toEqual([{ _id: 'a', n: 1, at: new Date(0) }]);
  });
});

test('a function’s environment is named, not told', async () => {
  const { json } = await ask('inspect/functions');
  expect(json).toMatchObject({ functions: [{ name: 'home', environmentNames: ['KEY'] }] });
  expect(JSON.stringify(json)).not.toContain('secret-value');
});

describe('who may ask', () => {
  test('not a page of another origin, and it reads nothing', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const { status, headers } = await ask('inspect/find', { collection: 't' }, { origin });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
      const steering = await ask('clock', { reset: true }, { origin });
      expect([steering.status, steering.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
    expect((await ask('inspect/overview', undefined, { origin: 'http://localhost:5173' })).status).toBe(403);
  });

  test('the page itself', async () => {
    expect((await ask('inspect/overview', undefined, { origin: emulator.url })).status).toBe(200);
  });

  test('not under a foreign name that points to this machine', async () => {
    const { port } = new URL(emulator.url);
    expect(await statusUnder(`evil.example:${port}`, '/_emulator/inspect/collections')).toBe(403);
    expect(await statusUnder(`evil.example:${port}`, '/_emulator/clock')).toBe(403);
    expect(await statusUnder(`localhost:${port}`, '/_emulator/inspect/collections')).toBe(200);
  });

  test('a page of the internet does not come in by the programs’ doors either', async () => {
    const headers = { origin: 'https://evil.example' };
    const body = JSON.stringify({ action: 'database.getDocument', collectionName: 't' });
    expect((await fetch(`${emulator.url}/admin`, { method: 'POST', body, headers })).status).toBe(403);
    const action = { ...headers, 'x-tc-action': 'DescribeEnvInfo' };
    expect((await fetch(`${emulator.url}/`, { method: 'POST', body: '{}', headers: action })).status).toBe(403);
    expect((await fetch(`${emulator.url}/admin`, { method: 'POST', body })).status).toBe(200);
  });
});

describe('the page', () => {
  test.each(['/', '/_emulator/'])('is at %s, and may only run its own scripts', async (path) => {
    const answer = await fetch(`${emulator.url}${path}`);
    expect(await answer.text()).toContain('<div id="app">');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('has Vue of its own', async () => {
    const answer = await fetch(`${emulator.url}/_emulator/page/vue.js`);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await answer.text()).toContain('createApp');
  });

  test.each([
    '..%2fcontext.ts',
    '../context.ts',
    'screens/../../context.ts',
    'none.js',
    'parts',
    '%2fetc%2fpasswd',
    '',
  ])('%j is not served', async (name) => {
    expect((await fetch(`${emulator.url}/_emulator/page/${name}`)).status).toBe(404);
  });

  test('gives way to a function that claims the root', async () => {
    const config = join(dir, 'functions', 'home', 'config.json');
    writeFileSync(config, JSON.stringify({ httpPath: '/' }));
    expect(await (await fetch(`${emulator.url}/`)).text()).toBe('mine');
    expect(await (await fetch(`${emulator.url}/_emulator/`)).text()).toContain('<div id="app">');
    writeFileSync(config, '{}');
  });
});

test('what is not there, what is not JSON', async () => {
  expect((await ask('inspect/rain')).status).toBe(404);
  expect((await ask('inspect/overview', {})).status).toBe(404);
  const broken = await fetch(`${emulator.url}/_emulator/inspect/find`, { method: 'POST', body: '{' });
  expect(broken.status).toBe(400);
  expect((await ask('inspect/find', [1])).status).toBe(400);
});

test('a stored page cannot act as one of the emulator', async () => {
  const { files } = (await ask('inspect/files')).json as { files: { link: string }[] };
  expect(files).toEqual([]);
  const body = JSON.stringify({ action: 'storage.getUploadMetadata', path: 'evil.html' });
  const { data } = (await (await fetch(`${emulator.url}/admin`, { method: 'POST', body })).json()) as {
    data: { url: string; authorization: string };
  };
  const headers = { authorization: data.authorization };
  await fetch(data.url, { method: 'PUT', body: '<script>steer()</script>', headers });
  const listed = (await ask('inspect/files')).json as { files: { link: string; path: string }[] };
  expect(listed.files).toMatchObject([{ path: 'evil.html', sizeBytes: 24 }]);
  const page = await fetch(`${emulator.url}${listed.files[0]?.link}`);
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, 'sandbox']);
});
