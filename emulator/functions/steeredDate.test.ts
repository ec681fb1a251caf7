import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { NOBODY } from './host';

let folder: FunctionFolder;
beforeEach(() => {
  folder = functionFolder();
});
afterEach(() => folder.close());

async function run(code: string, event: Record<string, unknown> = {}): Promise<unknown> {
  folder.write('time', `exports.main = async (event) => { ${code} }`);
  const result = await folder.host.invoke({ name: 'time', event, caller: NOBODY, source: 'scf' });
  if (!result.ok) throw new Error(result.message);
  return JSON.parse(result.resultJson);
}

const YEAR_2031 = Date.UTC(2031, 4, 6, 7, 8, 9);
const A_MINUTE = 60_000;

test('a function lives at the steered time', async () => {
  folder.clock.set(YEAR_2031);
  const [now, made, text] = (await run('return [Date.now(), new Date().getTime(), Date()]')) as [
    number,
    number,
    string,
  ];
  for (const seen of [now, made, Date.parse(text) + 1000]) {
    expect(seen).toBeGreaterThanOrEqual(YEAR_2031);
    expect(seen).toBeLessThan(YEAR_2031 + A_MINUTE);
  }
});

test('everything about Date but "now" stays as it is', async () => {
  folder.clock.set(YEAR_2031);
  const facts = await run(`
    class Day extends Date { isDay() { return true; } }
    const day = new Day(0);
    return {
      parsed: Date.parse('2026-11-22T00:00:00Z'),
      utc: Date.UTC(2026, 0, 2),
      given: new Date(5).getTime(),
      parts: new Date(2026, 0, 2, 3).toISOString(),
      invalid: Number.isNaN(new Date(undefined).getTime()),
      instance: new Date() instanceof Date && new Date(0) instanceof Date,
      constructor: new Date().constructor === Date,
      tag: Object.prototype.toString.call(new Date()),
      name: Date.name, length: Date.length,
      subclass: day.isDay() && day instanceof Date && day.getTime() === 0,
      clone: structuredClone(new Date(7)) instanceof Date,
      foreign: require('node:fs').statSync(__filename).mtime instanceof Date,
    };`);
  expect(facts).toEqual({
    parsed: 1795305600000, // 2026-11-22T00:00:00Z
    utc: 1767312000000, // 2026-01-02T00:00:00Z
    given: 5,
    parts: '2026-01-02T03:00:00.000Z',
    invalid: true,
    instance: true,
    constructor: true,
    tag: '[object Date]',
    name: 'Date',
    length: 7,
    subclass: true,
    clone: true,
    foreign: true,
  });
});

test('performance.now is not steered', async () => {
  folder.clock.advance(365 * 86_400_000);
  expect(await run('return performance.now()')).toBeLessThan(A_MINUTE);
});

test('the clock can be moved while a function runs', async () => {
  const { clock } = folder;
  folder.write(
    'time',
    `exports.main = async () => {
      console.log('started');
      const before = Date.now();
      while (Date.now() - before < ${A_MINUTE}) await new Promise((go) => setTimeout(go, 5));
      return 'a minute went by';
    }`,
    { timeout: 10 },
  );
  const running = folder.host.invoke({ name: 'time', event: {}, caller: NOBODY, source: 'scf' });
  // Moved again and again, since how long the process takes to start is not known.
  const mover = setInterval(() => clock.advance(2 * A_MINUTE), 50);
  const result = await running;
  clearInterval(mover);
  expect(result).toMatchObject({ ok: true, resultJson: '"a minute went by"' });
});
