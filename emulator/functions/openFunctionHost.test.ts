import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { type Caller, type InvocationResult, NOBODY } from './host';

let folder: FunctionFolder;
beforeEach(() => {
  folder = functionFolder();
});
afterEach(() => folder.close());

const wechat = (openid: string): Caller => ({ openid, loginType: 'WECHAT', clientIp: '10.0.0.1' });

const call = (name: string, event: Record<string, unknown> = {}, more: { caller?: Caller; source?: string } = {}) =>
  folder.host.invoke({ name, event, caller: more.caller ?? NOBODY, source: more.source ?? 'wx_client' });

function valueOf(result: InvocationResult): unknown {
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return JSON.parse(result.resultJson);
}

describe('what a function returns', () => {
  test.each([
    ['a promise', 'exports.main = async (event) => ({ n: event.n + 1 })', { n: 2 }],
    ['a plain value', 'exports.main = (event) => event.n', 1],
    ['nothing', 'exports.main = async () => {}', null],
    ['nothing, at once', 'exports.main = (event, context) => { void event; void context; }', null],
    ['by callback', 'exports.main = (event, context, callback) => { setImmediate(() => callback(null, event.n)); }', 1],
    ['a date', 'exports.main = async () => ({ at: new Date(0) })', { at: '1970-01-01T00:00:00.000Z' }],
  ])('%s', async (_what, code, expected) => {
    folder.write('give', code);
    expect(valueOf(await call('give', { n: 1 }))).toEqual(expected);
  });

  test('a thrown error carries its stack', async () => {
    folder.write('fail', 'exports.main = async () => { throw new TypeError("no such nurse"); }');
    const result = await call('fail');
    expect(result).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(!result.ok && result.message).toMatch(/TypeError: no such nurse\n\s+at .*fail\/index\.js/);
  });

  test.each([
    ['code that cannot be loaded', 'require("./missing")', /Cannot find module/],
    ['no main', 'exports.handler = () => 1', /does not export the function main/],
    ['an error given to the callback', 'exports.main = (e, c, done) => { done(new Error("given")); }', /given/],
    ['a result that is not JSON', 'exports.main = async () => 10n', /BigInt/],
    ['a process that ends itself', 'exports.main = async () => process.exit(3)', /exit code 3/],
    [
      'an error thrown elsewhere',
      'exports.main = () => new Promise(() => setImmediate(() => { throw new Error("lost"); }))',
      /lost/,
    ],
  ])('%s fails', async (_what, code, message) => {
    folder.write('fail', code);
    const result = await call('fail');
    expect(result).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(!result.ok && result.message).toMatch(message);
  });

  test('more than 6 MB is refused, 6 MB is not', async () => {
    folder.write('big', 'exports.main = async ({ n }) => "x".repeat(n)');
    expect((await call('big', { n: 6 * 1024 * 1024 - 2 })).ok).toBe(true); // two more are the quotes
    expect(await call('big', { n: 6 * 1024 * 1024 - 1 })).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
  });

  test('a function that does not exist', async () => {
    expect(await call('nobody')).toMatchObject({ ok: false, code: 'FUNCTION_NOT_FOUND' });
    expect(await call('../etc')).toMatchObject({ ok: false, code: 'FUNCTION_NOT_FOUND' });
  });
});

describe('time limits', () => {
  test('a function that hangs is killed, and the next call gets a new process', async () => {
    folder.write('hang', 'exports.main = async ({ hang }) => { if (hang) for (;;); return process.pid; }', {
      timeout: 2,
    });
    const before = valueOf(await call('hang'));
    expect(await call('hang', { hang: true })).toMatchObject({
      ok: false,
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 2 seconds',
    });
    expect(valueOf(await call('hang'))).not.toBe(before);
    expect(() => process.kill(before as number, 0)).toThrow(/ESRCH/);
  });

  test('closing ends a running call with an error', async () => {
    folder.write(
      'wait',
      'exports.main = () => new Promise(() => { console.log("here"); setInterval(() => {}, 1000); })',
    );
    const running = call('wait');
    await folder.host.close();
    expect(await running).toMatchObject({ ok: false, message: 'the emulator is closing' });
    expect(await call('wait')).toMatchObject({ ok: false, message: 'the emulator is closed' });
  });
});

describe('processes', () => {
  const COUNTING = `
    let calls = 0;
    exports.main = async ({ gate }) => {
      const inside = calls += 1;
      if (gate) while (!require('node:fs').existsSync(gate)) await new Promise((go) => setTimeout(go, 5));
      return { pid: process.pid, inside, after: calls };
    };`;

  test('module globals survive from call to call', async () => {
    folder.write('count', COUNTING);
    const first = valueOf(await call('count')) as { pid: number };
    expect(valueOf(await call('count'))).toEqual({ pid: first.pid, inside: 2, after: 2 });
    expect(folder.host.report()).toMatchObject([{ name: 'count', calls: 2, coldStarts: 1, processes: 1, busy: 0 }]);
  });

  test('one call at a time in each process, several processes at once, the rest waits', async () => {
    await folder.close();
    folder = functionFolder({ maxProcessesPerFunction: 2 });
    folder.write('count', COUNTING);
    const gate = `${folder.dir}/open`;
    const calls = Array.from({ length: 5 }, () => call('count', { gate }));
    expect(folder.host.report()).toMatchObject([{ processes: 2, busy: 2, queued: 3 }]);
    writeFileSync(gate, '');
    const results = (await Promise.all(calls)).map(valueOf) as { pid: number; inside: number; after: number }[];
    for (const { inside, after } of results) expect(after).toBe(inside); // nobody else came in meanwhile
    expect(folder.host.report()).toMatchObject([{ calls: 5, queued: 0 }]);
  });

  test('calls that meet processes of older code each run once, in the new code', async () => {
    const seen = () => readFileSync(`${folder.dir}/seen`, 'utf8').trim().split('\n').sort();
    const code = (version: string) =>
      `exports.main = async ({ n }) => {
        require('node:fs').appendFileSync(${JSON.stringify(`${folder.dir}/seen`)}, '${version}' + n + '\\n');
        return n;
      }`;
    folder.write('edit', code('old'));
    expect((await Promise.all([1, 2, 3].map((n) => call('edit', { n })))).map(valueOf)).toEqual([1, 2, 3]);
    folder.write('edit', code('new'));
    expect((await Promise.all([4, 5, 6].map((n) => call('edit', { n })))).map(valueOf)).toEqual([4, 5, 6]);
    await folder.host.close(); // a second run of the same call would have to end before this
    expect(seen()).toEqual(['new4', 'new5', 'new6', 'old1', 'old2', 'old3']);
  });

  test('an edited function is seen at its next call', async () => {
    folder.write('edit', 'exports.main = async () => "old"');
    expect(valueOf(await call('edit'))).toBe('old');
    folder.write('edit', 'exports.main = async () => "new"');
    expect(valueOf(await call('edit'))).toBe('new');
    expect(folder.host.report()).toMatchObject([{ coldStarts: 2 }]);
  });

  test('an idle process is reaped', async () => {
    await folder.close();
    folder = functionFolder({ idleMs: 1 });
    folder.write('count', COUNTING);
    const { pid } = valueOf(await call('count')) as { pid: number };
    const gone = () => {
      try {
        return !process.kill(pid, 0);
      } catch {
        return true;
      }
    };
    while (!gone()) await new Promise((go) => setTimeout(go, 5));
    expect(folder.host.report()).toMatchObject([{ processes: 0 }]);
    expect(valueOf(await call('count'))).toMatchObject({ inside: 1 });
  });

  test('a rejection nobody handles, after the reply, ends the process and is logged', async () => {
    folder.write(
      'late',
      'exports.main = async () => { setImmediate(() => Promise.reject(new Error("forgotten await"))); return process.pid; }',
    );
    const pid = valueOf(await call('late'));
    while (folder.host.report()[0]?.processes !== 0) await new Promise((go) => setTimeout(go, 5));
    expect(folder.logged.join('\n')).toMatch(/late: after its reply: Error: forgotten await/);
    expect(valueOf(await call('late'))).not.toBe(pid);
  });
});

describe('environment', () => {
  const SHOW = 'exports.main = async () => ({ ...process.env })';

  test('a call sees who calls, and nothing of the call before', async () => {
    folder.write('show', SHOW);
    const first = { ...wechat('oMEI'), unionid: 'uMEI', uid: 'mei', customUserId: 'mei' };
    expect(valueOf(await call('show', {}, { caller: first }))).toMatchObject({
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_API_TOKEN,WX_CLIENTIP',
      WX_OPENID: 'oMEI',
      WX_APPID: 'wx0local',
      WX_UNIONID: 'uMEI',
      WX_CLIENTIP: '10.0.0.1',
      TCB_UUID: 'mei',
      TCB_CUSTOM_USER_ID: 'mei',
      TCB_SOURCE: 'wx_client',
      TCB_SOURCE_IP: '10.0.0.1',
      TCB_ISANONYMOUS_USER: 'false',
      LOGINTYPE: 'WECHAT',
    });
    const second = valueOf(await call('show', {}, { source: 'wx_trigger' })) as Record<string, string>;
    for (const key of [
      'WX_OPENID',
      'WX_APPID',
      'WX_UNIONID',
      'TCB_UUID',
      'TCB_CUSTOM_USER_ID',
      'LOGINTYPE',
      'WX_API_TOKEN',
    ]) {
      expect([key, second[key]]).toEqual([key, undefined]);
    }
    expect(second).toMatchObject({ TCB_SOURCE: 'wx_trigger', TRIGGER_SRC: 'timer' });
    const third = valueOf(await call('show')) as Record<string, string>;
    expect(third.TRIGGER_SRC).toBeUndefined();
  });

  test('the platform points at the local server and hides the developer’s own variables', async () => {
    process.env.OF_THE_DEVELOPER = 'secret';
    folder.write('show', SHOW, { timeout: 7, envVariables: { PAY_MERCHANT: '1900000109' } });
    const seen = valueOf(await call('show')) as Record<string, string>;
    expect(seen).toMatchObject({
      TENCENTCLOUD_RUNENV: 'SCF',
      SCF_NAMESPACE: 'local-env',
      TCB_ENV: 'local-env',
      TCB_CONTEXT_CNFG: '{"URL":"http://127.0.0.1:9/admin"}',
      PAY_MERCHANT: '1900000109',
      TZ: 'UTC',
    });
    expect(seen.OF_THE_DEVELOPER).toBeUndefined();
    delete process.env.OF_THE_DEVELOPER;
  });

  test('the variables are there while the module loads', async () => {
    folder.write(
      'early',
      'const { TCB_ENV, WX_OPENID } = process.env; exports.main = async () => [TCB_ENV, WX_OPENID]',
    );
    expect(valueOf(await call('early', {}, { caller: wechat('oMEI') }))).toEqual(['local-env', 'oMEI']);
  });

  test('context', async () => {
    folder.write('context', 'exports.main = async (event, context) => context', { timeout: 7, memorySize: 512 });
    expect(valueOf(await call('context'))).toMatchObject({
      ...{ function_name: 'context', function_version: '$LATEST', namespace: 'local-env' },
      ...{ time_limit_in_ms: 7000, memory_limit_in_mb: 512 },
    });
  });

  test('mini-program calls carry userInfo and tcbContext, which a caller cannot forge', async () => {
    folder.write('echo', 'exports.main = async (event) => event');
    const event = { a: 1, userInfo: { openId: 'oSOMEBODY' } };
    const invocation = { name: 'echo', event, caller: wechat('oMEI'), source: 'wx_client' };
    expect(valueOf(await folder.host.invoke({ ...invocation, addsUserInfo: true }))).toEqual({
      a: 1,
      userInfo: { openId: 'oMEI', appId: 'wx0local' },
      tcbContext: {},
    });
    expect(valueOf(await folder.host.invoke(invocation))).toEqual(event);
  });

  test('the token of a running call tells which function sends a request', async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(folder.host.callInProgress(String(request.headers.token)));
      response.end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as { port: number };
    folder.write(
      'ask',
      `exports.main = () => fetch('http://127.0.0.1:${port}', { headers: { token: process.env.TCB_SESSIONTOKEN } }).then(() => process.env.TCB_SESSIONTOKEN)`,
    );
    const asked = await call('ask');
    server.close();
    server.closeAllConnections();
    const token = valueOf(asked) as string;
    expect(seen).toMatchObject([{ name: 'ask', source: 'wx_client', caller: NOBODY }]);
    expect(folder.host.callInProgress(token)).toBeUndefined();
  });
});

describe('log', () => {
  test('each call keeps its own lines, its source and its result', async () => {
    folder.write(
      'speak',
      `exports.main = async ({ word }) => {
        console.log('%s twice', word);
        process.stderr.write('half ');
        process.stderr.write('line\\n');
        if (word === 'b') throw new Error('b is refused');
      }`,
    );
    const a = await call('speak', { word: 'a' });
    const b = await call('speak', { word: 'b' }, { source: 'scf' });
    expect(folder.host.calls('speak')).toMatchObject([
      { requestId: a.requestId, source: 'wx_client', result: 'OK', lines: ['a twice', 'half line'] },
      { requestId: b.requestId, source: 'scf', result: 'FUNCTIONS_EXECUTE_FAIL', lines: ['b twice', 'half line'] },
    ]);
    expect(folder.logged).toContainEqual(expect.stringMatching(/^speak: cold start \d+ ms$/));
    expect(folder.logged).toContainEqual(expect.stringMatching(/^speak: FUNCTIONS_EXECUTE_FAIL Error: b is refused/));
  });
});
