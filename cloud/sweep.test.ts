import { sweep } from './sweep';

/** A queue of rows with numbers for names; handling one takes it away unless it is broken. */
function queue(size: number, isBroken: (place: number) => boolean) {
  const rows = Array.from({ length: size }, (_, place) => ({ _id: String(place) }));
  const tries: string[] = [];
  const find = (limit: number) => Promise.resolve(rows.slice(0, limit));
  const handle = (row: { _id: string }) => {
    tries.push(row._id);
    if (isBroken(Number(row._id))) return Promise.reject(new Error(`row ${row._id} is broken`));
    rows.splice(rows.indexOf(row), 1);
    return Promise.resolve(true);
  };
  return { rows, tries, find, handle };
}

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

test('goes on page after page until nothing is due', async () => {
  const { rows, find, handle } = queue(120, () => false);
  expect(await sweep({ find, handle, budgetMs: 10_000 })).toBe(120);
  expect(rows).toEqual([]);
});

test('rows that always fail, a page of them and more, do not hold up those behind them', async () => {
  const { rows, tries, find, handle } = queue(170, (place) => place < 130);
  expect(await sweep({ find, handle, budgetMs: 10_000 })).toBe(40);
  expect(rows).toHaveLength(130);
  expect(new Set(tries).size).toBe(tries.length);
});

test('a queue in which everything fails comes to an end', async () => {
  const { tries, find, handle } = queue(1200, () => true);
  expect(await sweep({ find, handle, budgetMs: 10_000 })).toBe(0);
  expect(tries).toHaveLength(1000);
});

test('more than a thousand rows that always fail do not hold up those behind them, in a queue that can skip', async () => {
  const { rows, tries, handle } = queue(1250, (place) => place < 1200);
  const asked: number[] = [];
  const find = (limit: number, skip: number) => {
    asked.push(limit);
    return Promise.resolve(rows.slice(skip, skip + limit));
  };
  expect(await sweep({ find, handle, budgetMs: 10_000 })).toBe(50);
  expect(rows).toHaveLength(1200);
  expect(new Set(tries).size).toBe(tries.length);
  // The platform never gives more than a thousand.
  expect(Math.max(...asked)).toBe(1000);
});

test('stops when the time is used up', async () => {
  const { find, handle } = queue(10, () => false);
  expect(await sweep({ find, handle, budgetMs: -1 })).toBe(0);
});
