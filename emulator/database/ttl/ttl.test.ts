import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';
import { openExpiry } from './expiry';

const second = 1000;
let now = 0;
let engine: Engine;
beforeEach(async () => {
  now = 100 * second;
  engine = await openEngine({ now: () => now, occupyMs: 0 });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const at = (seconds: number) => new Date(seconds * second);
const left = async () => (await engine.find('c', {})).map(({ _id: id }) => id);

test('a document goes when its date is so many seconds past', async () => {
  await engine.createIndex('c', { name: 'ttl', keys: { at: 1 }, expireAfterSeconds: 10 });
  await engine.insert('c', [
    { _id: 'exactly', at: at(90) },
    { _id: 'soon', at: at(91) },
    { _id: 'long ago', at: at(-5000) },
  ]);
  expect(await engine.removeExpired()).toBe(2);
  expect(await left()).toEqual(['soon']);
  now = 101 * second;
  expect(await engine.removeExpired()).toBe(1);
});

test('of several dates the earliest counts; what is no date never expires', async () => {
  await engine.createIndex('c', { name: 'ttl', keys: { 'o.at': 1 }, expireAfterSeconds: 0 });
  const docs: Doc[] = [
    { at: [at(500), at(50)] },
    { at: [at(500), 1, 'x'] },
    { at: 1 },
    { at: null },
    {},
    { at: '1970' },
  ];
  await engine.insert(
    'c',
    docs.map((o, i) => ({ _id: i, o })),
  );
  expect(await engine.removeExpired()).toBe(1);
  expect(await left()).toEqual([1, 2, 3, 4, 5]);
});

test('other indexes over dates remove nothing, and a dropped TTL index no longer does', async () => {
  await engine.createIndex('c', { name: 'plain', keys: { at: -1 } });
  await engine.createIndex('c', { name: 'ttl', keys: { at: 1 }, expireAfterSeconds: 0 });
  await engine.dropIndex('c', 'ttl');
  await engine.insert('c', [{ at: at(1) }]);
  expect(await engine.removeExpired()).toBe(0);
});

test('removals are commits: whoever follows the collection is told', async () => {
  const removed: unknown[] = [];
  engine.onCommit(({ changes }) => removed.push(...changes.filter(({ after }) => !after).map(({ id }) => id)));
  await engine.createIndex('c', { name: 'ttl', keys: { at: 1 }, expireAfterSeconds: 0 });
  await engine.insert('c', [{ _id: 'x', at: at(1) }]);
  await engine.removeExpired();
  expect(removed).toEqual(['x']);
});

describe('rounds', () => {
  const removing = () => {
    let finish = () => undefined as void;
    const removeExpired = jest.fn(() => new Promise<number>((resolve) => (finish = () => resolve(0))));
    return { engine: { removeExpired }, finish: () => finish() };
  };

  test('one each minute and one when time is steered, never two at once', async () => {
    jest.useFakeTimers();
    const { engine: fake, finish } = removing();
    let steer = () => undefined as void;
    const expiry = openExpiry({
      engine: fake,
      onClockChange: (listener) => ((steer = listener), () => undefined),
      log: () => undefined,
    });
    jest.advanceTimersByTime(60_000);
    expect(fake.removeExpired).toHaveBeenCalledTimes(1);
    steer();
    steer();
    expect(fake.removeExpired).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
    finish();
    await new Promise(setImmediate);
    expect(fake.removeExpired).toHaveBeenCalledTimes(2); // time moved while the first round ran
    const closed = expiry.close();
    finish();
    await closed;
  });

  test('a failure is told and the next round runs', async () => {
    const lines: string[] = [];
    let steer = () => undefined as void;
    const removeExpired = jest.fn().mockRejectedValueOnce(new Error('disk')).mockResolvedValue(0);
    const expiry = openExpiry({
      engine: { removeExpired },
      onClockChange: (listener) => ((steer = listener), () => undefined),
      log: (line) => lines.push(line),
    });
    steer();
    await new Promise(setImmediate);
    steer();
    await expiry.close();
    expect(lines).toEqual(['expired documents could not be removed: disk']);
    expect(removeExpired).toHaveBeenCalledTimes(2);
  });
});
