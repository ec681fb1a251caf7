import { keptList, retentionTerms } from './retention';

const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const order = (created: string, since: string, finished: string | null = null) => ({
  createdAt: at(created),
  statusSince: at(since),
  checkedInAt: finished === null ? null : at(finished) - 3_600_000,
  finishedAt: finished === null ? null : at(finished),
});

test('who never ordered leaves nothing', () => {
  expect(retentionTerms([])).toEqual({ transactionsUntil: null, careRecordsUntil: null });
  expect(keptList(retentionTerms([]))).toEqual([]);
});

test('cancelled orders: three years from the end of the last, no care records', () => {
  const terms = retentionTerms([order('2026-01-01', '2026-01-02'), order('2026-05-01', '2026-05-03')]);
  expect(terms).toEqual({ transactionsUntil: at('2029-05-03'), careRecordsUntil: null });
  expect(keptList(terms)).toEqual([{ what: '订单与支付记录', why: expect.any(String), until: at('2029-05-03') }]);
});

test('care records: fifteen years from the last visit, whichever order was closed last', () => {
  const terms = retentionTerms([order('2026-11-01', '2026-11-20', '2026-11-10'), order('2026-11-21', '2026-11-22')]);
  expect(terms).toEqual({ transactionsUntil: at('2029-11-22'), careRecordsUntil: at('2041-11-10') });
  expect(keptList(terms)).toHaveLength(2);
});

test('a visit that was broken off was a visit: it counts from the check-in', () => {
  const broken = { ...order('2026-11-01', '2026-11-20', '2026-11-10'), finishedAt: null };
  expect(retentionTerms([broken]).careRecordsUntil).toBe(at('2041-11-10') - 3_600_000);
});

test('from 29 February it is 1 March', () => {
  expect(retentionTerms([order('2028-02-29', '2028-02-29')]).transactionsUntil).toBe(at('2031-03-01'));
});
