import { DOUBT_MS, follow, pauseMs, POLL_MS, type Source } from '@/live/follow';
import type { Row } from '@/cloud/cloud-surface';

interface Opened {
  readonly heard: (rows: readonly Row[]) => void;
  readonly broke: (error: unknown) => void;
  closed: boolean;
}
const rows = (...ids: string[]): readonly Row[] => ids.map((_id) => ({ _id }));
const seen: (readonly Row[])[] = [];
let opened: Opened[];
let looks: number;
const source: Source = {
  name: 'orders',
  open(heard, broke) {
    const one: Opened = {
      heard,
      // the platform closes what it reports as broken
      broke: (error) => {
        one.closed = true;
        broke(error);
      },
      closed: false,
    };
    opened.push(one);
    return { close: () => (one.closed = true) };
  },
  look: () => {
    looks += 1;
    return Promise.resolve(rows('looked'));
  },
  onRows: (now) => seen.push(now),
};
const openNow = () => opened.filter(({ closed }) => !closed).length;
const nth = (n: number) => opened[n] as Opened;
let following: ReturnType<typeof follow>;

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  opened = [];
  looks = 0;
  seen.length = 0;
  following = follow(source, () => 1);
  following.start();
});
afterEach(() => {
  following.stop();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test('pauses grow from one second to one minute, half of each by chance', () => {
  expect([1, 2, 3, 6, 7, 20].map((n) => pauseMs(n, 1))).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  expect(pauseMs(3, 0)).toBe(2_000);
});

test('a watch that broke is opened again after a pause, twice as long the second time', () => {
  nth(0).broke('socket');
  jest.advanceTimersByTime(999);
  expect(opened).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(opened).toHaveLength(2);
  nth(1).broke('socket');
  jest.advanceTimersByTime(1_999);
  expect(opened).toHaveLength(2);
  jest.advanceTimersByTime(1);
  expect(opened).toHaveLength(3);
});

test('one look every four seconds while it is down, every twenty once it is heard again; then pauses begin anew', () => {
  nth(0).broke('socket');
  jest.advanceTimersByTime(1_000);
  jest.advanceTimersByTime(POLL_MS * 2);
  const whileDown = looks;
  expect(whileDown).toBeGreaterThanOrEqual(2);
  nth(1).heard(rows('a'));
  jest.advanceTimersByTime(DOUBT_MS - 1);
  expect(looks).toBe(whileDown);
  jest.advanceTimersByTime(1);
  expect(looks).toBe(whileDown + 1);
  nth(1).broke('socket');
  jest.advanceTimersByTime(1_000);
  expect(opened).toHaveLength(3);
});

test('the network is back: no pause is waited for, and there is one watch only', () => {
  nth(0).broke('socket');
  following.wake();
  expect(opened).toHaveLength(2);
  jest.advanceTimersByTime(120_000);
  expect(opened).toHaveLength(2);
  following.wake();
  expect([opened.length, openNow()]).toEqual([3, 1]);
});

test('what an older watch still says, or breaks with, is not heard', () => {
  following.wake();
  nth(0).heard(rows('stale'));
  nth(0).broke('stale');
  jest.advanceTimersByTime(10_000);
  expect(opened).toHaveLength(2);
  nth(1).heard(rows('fresh'));
  expect(seen.filter(([row]) => row?._id === 'stale')).toEqual([]);
  expect(seen).toContainEqual(rows('fresh'));
});

test('started twice it is open once; stopped, nothing is open, asked or opened again', () => {
  following.start();
  expect(opened).toHaveLength(1);
  nth(0).broke('socket');
  following.stop();
  const before = looks;
  following.wake();
  jest.advanceTimersByTime(300_000);
  expect([opened.length, openNow(), looks]).toEqual([1, 0, before]);
});

test('a watch that cannot even be opened is a broken one', () => {
  following.stop();
  let tries = 0;
  const broken = follow(
    {
      ...source,
      open: () => {
        tries += 1;
        throw new Error('no socket');
      },
    },
    () => 1,
  );
  broken.start();
  jest.advanceTimersByTime(1_000 + 2_000 + 4_000);
  broken.stop();
  expect(tries).toBe(4);
});
