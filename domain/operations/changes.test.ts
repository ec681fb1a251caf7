import fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { changed, effective, numberAt, rangeOf, type ParameterChange } from './changes';

const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const change = (path: string, value: number, from: number, at = NOW): ParameterChange => ({ path, value, from, at });
const propose = (path: string, value: number, from: number | null = null) =>
  changed(parameters, { path, value, from }, NOW);

test('a change holds from its hour on, not before', () => {
  const changes = [change('acceptance.waveSize', 4, NOW + 100)];
  expect(effective(parameters, changes, NOW + 99)).toEqual(parameters);
  expect(effective(parameters, changes, NOW + 100).acceptance).toEqual({ ...parameters.acceptance, waveSize: 4 });
  expect(parameters.acceptance.waveSize).toBe(3);
});

test('the last that has come holds; from the same hour the later decision', () => {
  const changes = [
    change('acceptance.waveSize', 6, NOW + 300),
    change('acceptance.waveSize', 5, NOW + 200, NOW + 2),
    change('acceptance.waveSize', 4, NOW + 200, NOW + 1),
  ];
  expect(effective(parameters, changes, NOW + 250).acceptance.waveSize).toBe(5);
  expect(effective(parameters, changes, NOW + 300).acceptance.waveSize).toBe(6);
});

test('a number that is gone changes nothing', () => {
  expect(effective(parameters, [change('acceptance.old', 1, NOW), change('constructor.name', 1, NOW)], NOW)).toEqual(
    parameters,
  );
});

test('decided: what it was, and never sooner than in a minute, so that every process has heard of it', () => {
  expect(propose('acceptance.waveSize', 4)).toEqual({
    ...{ path: 'acceptance.waveSize', value: 4, was: 3, from: NOW + 60_000, at: NOW },
  });
  expect(propose('acceptance.waveSize', 4, NOW - 5).from).toBe(NOW + 60_000);
  expect(propose('acceptance.waveSize', 4, NOW + 86_400_000).from).toBe(NOW + 86_400_000);
});

test.each([
  ['acceptance.nothing', 1],
  ['nothing.waveSize', 1],
  ['acceptance', 1],
  ['constructor.name', 1],
])('%s does not exist', (path, value) => expect(() => propose(path, value)).toThrow('PARAMETER_UNKNOWN'));

test.each([
  ['acceptance.waveSize', 0],
  ['acceptance.waveSize', 2.5],
  ['acceptance.waveSize', Number.NaN],
  ['score.travelWeight', 1.2],
  ['acceptance.quietFromMinute', 1441],
  ['booking.gridMinutes', 20],
  // In an order with others: 15 ≤ 30 ≤ 60.
  ['acceptance.deadlineMinutes', 31],
  ['acceptance.autoCancelMinutes', 29],
  ['dispatch.batchAcceptMax', 9],
])('%s = %d makes no sense', (path, value) => expect(() => propose(path, value)).toThrow('PARAMETER_OUT_OF_RANGE'));

test('every number a new environment starts with is within its own bounds', () => {
  const paths = Object.entries(parameters).flatMap(([group, numbers]) =>
    Object.keys(numbers).map((name) => `${group}.${name}`),
  );
  expect(paths.length).toBeGreaterThan(80);
  for (const path of paths) expect(propose(path, numberAt(parameters, path) as number).path).toBe(path);
});

test('whatever is decided in whatever order is written: at any hour the same numbers hold', () => {
  const one = fc.record({
    path: fc.constantFrom('acceptance.waveSize', 'acceptance.waveMinutes', 'score.newcomerEvery'),
    value: fc.integer({ min: 1, max: 9 }),
    from: fc.integer({ min: 0, max: 5 }),
    at: fc.integer({ min: 0, max: 99 }),
  });
  const decided = fc.uniqueArray(one, { selector: ({ at }) => at, maxLength: 12 });
  fc.assert(
    fc.property(decided, fc.integer({ min: -1, max: 6 }), (changes, now) => {
      expect(effective(parameters, [...changes].reverse(), now)).toEqual(effective(parameters, changes, now));
    }),
  );
  expect(rangeOf('booking.gridMinutes')).toMatchObject({ least: 30, most: 30 });
});
