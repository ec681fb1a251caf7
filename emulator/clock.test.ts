import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { steerableClock } from './clock';

const REAL = 1_795_305_600_000; // 2026-11-22T00:00:00Z
const realNow = () => REAL;

test('advancing, setting and resetting move an offset', () => {
  const clock = steerableClock({ realNow });
  expect([clock.now(), clock.offsetMs()]).toEqual([REAL, 0]);
  clock.advance(900_000);
  clock.advance(1);
  expect([clock.now(), clock.offsetMs()]).toEqual([REAL + 900_001, 900_001]);
  clock.set(REAL - 5);
  expect([clock.now(), clock.offsetMs()]).toEqual([REAL - 5, -5]);
  clock.reset();
  expect(clock.now()).toBe(REAL);
});

test('real time goes on under the offset', () => {
  let real = REAL;
  const clock = steerableClock({ realNow: () => real });
  clock.advance(1000);
  real += 7;
  expect(clock.now()).toBe(REAL + 1007);
});

test('listeners hear changes only, until they leave', () => {
  const clock = steerableClock({ realNow });
  const heard: number[] = [];
  const leave = clock.onChange((offsetMs) => heard.push(offsetMs));
  clock.advance(5);
  clock.advance(0);
  clock.reset();
  leave();
  clock.advance(9);
  expect(heard).toEqual([5, 0]);
});

test.each([NaN, Infinity, 1e300])('%p is refused and changes nothing', (ms) => {
  const clock = steerableClock({ realNow });
  expect(() => clock.advance(ms)).toThrow(RangeError);
  expect(() => clock.set(ms)).toThrow(RangeError);
  expect(clock.offsetMs()).toBe(0);
});

describe('kept in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'));
  const persistTo = join(folder, 'data', 'clock.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a restart goes on at the steered time', () => {
    steerableClock({ persistTo, realNow }).advance(60_000);
    expect(steerableClock({ persistTo, realNow }).offsetMs()).toBe(60_000);
    steerableClock({ persistTo, realNow }).reset();
    expect(steerableClock({ persistTo, realNow }).offsetMs()).toBe(0);
  });

  test('a damaged file is refused, not taken for the real time', () => {
    writeFileSync(persistTo, '{"offsetMs":"soon"}');
    expect(() => steerableClock({ persistTo })).toThrow(/does not hold/);
    writeFileSync(persistTo, '{"off');
    expect(() => steerableClock({ persistTo })).toThrow(SyntaxError);
  });
});
