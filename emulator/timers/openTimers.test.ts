import { readFileSync } from 'node:fs';
import { steerableClock } from '../clock';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { openTimers } from './openTimers';
import type { Timers } from './timers';

const at = (beijing: string): number => Date.parse(`2026-11-22T${beijing}+08:00`);
const MINUTE = 60_000;

let folder: FunctionFolder;
let timers: Timers | undefined;
beforeEach(() => {
  folder = functionFolder({ clock: steerableClock() });
  folder.clock.set(at('13:00:30'));
});
afterEach(async () => {
  await timers?.close();
  timers = undefined;
  await folder.close();
});

const open = (tickLimit?: number): Timers => {
  const { host, clock, logged } = folder;
  timers = openTimers({ host, clock, log: (line) => logged.push(line), ...(tickLimit ? { tickLimit } : {}) });
  return timers;
};

/** Each tick writes what it saw into one file, so that the order between functions shows. */
const writeTimer = (name: string, cron: string, then = '') =>
  folder.write(
    name,
    `exports.main = async (event) => {
      const { TCB_SOURCE, TRIGGER_SRC, WX_OPENID } = process.env;
      const line = { name: '${name}', event, TCB_SOURCE, TRIGGER_SRC, WX_OPENID, now: Date.now() };
      require('node:fs').appendFileSync(${JSON.stringify(`${folder.dir}/ticks`)}, JSON.stringify(line) + '\\n');
      ${then}
    }`,
    { timeout: 5, triggers: [{ name: `${name}Trigger`, type: 'timer', config: cron, argument: 'hello' }] },
  );

interface Seen {
  name: string;
  event: Record<string, string>;
  TCB_SOURCE: string;
  TRIGGER_SRC: string;
  WX_OPENID?: string;
  now: number;
}
const seen = (): Seen[] =>
  readFileSync(`${folder.dir}/ticks`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Seen);

test('advancing fires what is due, in order, at its own time, and ends at the target', async () => {
  writeTimer('sweep', '0 */5 * * * * *');
  writeTimer('again', '0 10 * * * * *');
  const { fired, dropped } = await open().advance(15 * MINUTE);
  expect(dropped).toEqual([]);
  expect(fired).toEqual([
    { name: 'sweep', trigger: 'sweepTrigger', at: at('13:05:00'), ok: true },
    { name: 'again', trigger: 'againTrigger', at: at('13:10:00'), ok: true },
    { name: 'sweep', trigger: 'sweepTrigger', at: at('13:10:00'), ok: true },
    { name: 'sweep', trigger: 'sweepTrigger', at: at('13:15:00'), ok: true },
  ]);
  const ticks = seen();
  expect(ticks.map(({ name, event }) => [name, event.Time])).toEqual([
    ['sweep', '2026-11-22T05:05:00Z'],
    ['again', '2026-11-22T05:10:00Z'],
    ['sweep', '2026-11-22T05:10:00Z'],
    ['sweep', '2026-11-22T05:15:00Z'],
  ]);
  expect(ticks[0]).toMatchObject({
    event: { Type: 'Timer', TriggerName: 'sweepTrigger', Time: '2026-11-22T05:05:00Z', Message: 'hello' },
    ...{ TCB_SOURCE: 'wx_trigger', TRIGGER_SRC: 'timer' },
  });
  expect(ticks[0]?.WX_OPENID).toBeUndefined();
  ticks.forEach(({ now }, index) => {
    const due = fired[index]?.at as number;
    expect(now).toBeGreaterThanOrEqual(due);
    expect(now).toBeLessThan(due + MINUTE); // the time the process needs to answer
  });
  expect(folder.clock.now()).toBeGreaterThanOrEqual(at('13:15:30'));
  expect(folder.clock.now()).toBeLessThan(at('13:16:30'));
});

test('two advances at once walk one after the other, no tick twice', async () => {
  writeTimer('sweep', '0 */5 * * * * *');
  const opened = open();
  const [first, second] = await Promise.all([opened.advance(5 * MINUTE), opened.advance(5 * MINUTE)]);
  expect(first.fired.map((tick) => tick.at)).toEqual([at('13:05:00')]);
  expect(second.fired.map((tick) => tick.at)).toEqual([at('13:10:00')]);
});

test('a failing tick is told and does not stop the others', async () => {
  writeTimer('fails', '0 5 * * * * *', 'throw new Error("no database")');
  writeTimer('works', '0 6 * * * * *');
  const { fired } = await open().advance(10 * MINUTE);
  expect(fired).toMatchObject([
    { name: 'fails', ok: false, error: expect.stringContaining('no database') },
    { name: 'works', ok: true },
  ]);
});

test('too many ticks: the oldest are dropped and the answer says so', async () => {
  writeTimer('sweep', '0 * * * * * *');
  const { fired, dropped } = await open(3).advance(60 * MINUTE);
  expect(fired.map((tick) => tick.at)).toEqual([at('13:58:00'), at('13:59:00'), at('14:00:00')]);
  expect(dropped).toEqual([{ name: 'sweep', trigger: 'sweepTrigger', before: at('13:58:00') }]);
  expect(folder.logged.join('\n')).toMatch(/sweep\/sweepTrigger: too many ticks/);
});

test('setting and resetting jump over what lies between', async () => {
  writeTimer('sweep', '0 */5 * * * * *');
  const opened = open();
  await opened.set(at('14:04:59'));
  expect((await opened.advance(2000)).fired.map((tick) => tick.at)).toEqual([at('14:05:00')]);
  await opened.reset();
  expect(folder.clock.offsetMs()).toBe(0);
  await expect(opened.advance(-1)).rejects.toThrow(RangeError);
});

test('in real time a tick comes by itself', async () => {
  writeTimer('second', '* * * * * * *');
  open();
  while (folder.host.calls('second').length === 0) await new Promise((go) => setTimeout(go, 20));
  expect(folder.host.calls('second')[0]).toMatchObject({ source: 'wx_trigger', result: 'OK' });
});

test('a trigger’s own ticks never overlap', async () => {
  folder.write(
    'slow',
    `exports.main = async () => {
      const { existsSync, appendFileSync } = require('node:fs');
      appendFileSync(${JSON.stringify(`${folder.dir}/ticks`)}, JSON.stringify({ name: 'in' }) + '\\n');
      while (!existsSync(${JSON.stringify(`${folder.dir}/gate`)})) await new Promise((go) => setTimeout(go, 5));
      appendFileSync(${JSON.stringify(`${folder.dir}/ticks`)}, JSON.stringify({ name: 'out' }) + '\\n');
    }`,
    { timeout: 20, triggers: [{ name: 'often', type: 'timer', config: '0 0 3 * * * *' }] },
  );
  const opened = open();
  const runs = [opened.runNow('slow'), opened.runNow('slow'), opened.runNow('slow')];
  folder.write('gate', ''); // a folder of that name is a gate, too
  await Promise.all(runs);
  expect(seen().map(({ name }) => name)).toEqual(['in', 'out', 'in', 'out', 'in', 'out']);
});

test('running a timer by hand', async () => {
  writeTimer('sweep', '0 0 3 * * * *');
  folder.write('plain', 'exports.main = async () => 1');
  const opened = open();
  expect(await opened.runNow('sweep')).toMatchObject({ ok: true });
  expect(seen()).toMatchObject([{ event: { Type: 'Timer' }, TCB_SOURCE: 'wx_trigger' }]);
  expect(await opened.runNow('plain')).toMatchObject({ ok: false, code: 'TIMER_NOT_FOUND' });
});

test('what comes next', () => {
  writeTimer('night', '0 0 2 * * * *');
  writeTimer('sweep', '0 */5 * * * * *');
  expect(open().upcoming()).toEqual([
    { name: 'sweep', trigger: 'sweepTrigger', at: at('13:05:00') },
    { name: 'night', trigger: 'nightTrigger', at: at('02:00:00') + 86_400_000 },
  ]);
});

test('a trigger that cannot be understood stops the start; a later one is logged', () => {
  writeTimer('bad', '0 */5 * * * *');
  expect(() => open()).toThrow(/bad\/config.json: cron .* has 6 fields, not 7/);
  writeTimer('bad', '0 */5 * * * * *');
  const opened = open();
  writeTimer('good', '0 0 2 * * * *');
  writeTimer('bad', 'never');
  expect(opened.upcoming().map(({ name }) => name)).toEqual(['good']);
  opened.upcoming();
  expect(folder.logged.filter((line) => line.startsWith('timers of bad stand still'))).toEqual([
    expect.stringMatching(/: bad\/config.json: cron "never"/),
  ]);
});
