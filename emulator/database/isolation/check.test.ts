/** Histories written by hand, one for each anomaly, so that every name is known to be reachable. */
import type { AnomalyName } from './anomaly';
import { check } from './check';
import type { Append, History, Operation, Read, Transaction } from './history';

const append = (key: string, value: number): Append => ({ kind: 'append', key, value });
const read = (key: string, ...list: number[]): Read => ({ kind: 'read', key, list });

/** Transactions that all run at the same time unless `at` says otherwise. */
function transaction(id: number, operations: Operation[], more: Partial<Transaction> = {}): Transaction {
  const times = { began: 1, snapshotBy: 2, commitCalled: 98, ended: 99 };
  return { id, plain: false, outcome: 'committed', operations, ...times, ...more };
}
const at = (began: number, ended: number) => ({ began, snapshotBy: began, commitCalled: ended, ended });
const names = (transactions: Transaction[], final: History['final']): AnomalyName[] =>
  check({ transactions, final }).map(({ name }) => name);

test('one after the other is fine', () => {
  const first = transaction(0, [read('x'), append('x', 1)], at(1, 2));
  const second = transaction(1, [read('x', 1), append('x', 2), read('x', 1, 2)], at(3, 4));
  expect(names([first, second], { x: [1, 2] })).toEqual([]);
});

test('write skew is named and allowed', () => {
  const one = transaction(0, [read('x'), append('y', 1)]);
  const other = transaction(1, [read('y'), append('x', 2)]);
  expect(names([one, other], { x: [2], y: [1] })).toEqual(['G2-item write skew']);
});

test('G0: two keys got their writes in opposite orders', () => {
  const one = transaction(0, [append('x', 1), append('y', 2)]);
  const other = transaction(1, [append('x', 3), append('y', 4)]);
  expect(names([one, other], { x: [1, 3], y: [4, 2] })).toEqual(['concurrent writers', 'G0 write cycle']);
});

test('G1a: a value of an aborted transaction', () => {
  const aborted = transaction(0, [append('x', 1)], { outcome: 'aborted' });
  expect(names([aborted, transaction(1, [read('x', 1)])], { x: [] })).toContain('G1a aborted read');
  expect(names([aborted], { x: [1] })).toEqual(['G1a aborted read']);
});

test('G1b: half of a transaction', () => {
  const writer = transaction(0, [append('x', 1), append('x', 2)]);
  expect(names([writer, transaction(1, [read('x', 1)])], { x: [1, 2] })).toContain('G1b intermediate read');
});

test('G1c: each has read what the other wrote', () => {
  const one = transaction(0, [append('x', 1), read('y', 2)]);
  const other = transaction(1, [append('y', 2), read('x', 1)]);
  expect(names([one, other], { x: [1], y: [2] })).toEqual(['G1c circular information flow']);
});

test('G-single: one write of a transaction seen, the other not', () => {
  const writer = transaction(0, [append('x', 1), append('y', 2)]);
  const reader = transaction(1, [read('x', 1), read('y')]);
  expect(names([writer, reader], { x: [1], y: [2] })).toEqual(['G-single read skew']);
});

test('G-single: a stale read after the other was over', () => {
  const writer = transaction(0, [append('x', 1)], at(1, 2));
  expect(names([writer, transaction(1, [read('x')], at(3, 4))], { x: [1] })).toEqual(['G-single read skew']);
});

test('G-nonadjacent: two anti-dependencies with a dependency after each', () => {
  const history = [
    transaction(0, [read('a'), read('d', 1)]),
    transaction(1, [append('a', 2), append('b', 3)]),
    transaction(2, [read('b', 3), read('c')]),
    transaction(3, [append('c', 4), append('d', 1)]),
  ];
  expect(names(history, { a: [2], b: [3], c: [4], d: [1] })).toEqual(['G-nonadjacent']);
});

test('lost update: the value written over is missing', () => {
  const one = transaction(0, [read('x'), append('x', 1)]);
  const other = transaction(1, [read('x'), append('x', 2)]);
  expect(names([one, other], { x: [2] })).toEqual(['lost write', 'concurrent writers']);
});

test('lost update between blind writes: both committed, one inside the other', () => {
  const inside = transaction(1, [append('x', 2)], { plain: true, ...at(10, 20) });
  expect(names([transaction(0, [append('x', 1)]), inside], { x: [2, 1] })).toEqual(['concurrent writers']);
});

test('a key that changed between two reads', () => {
  const writer = transaction(0, [append('x', 1)]);
  expect(names([writer, transaction(1, [read('x'), read('x', 1)])], { x: [1] })).toContain('non-repeatable read');
});

test('own writes must be seen, and others must not come after them', () => {
  expect(names([transaction(0, [append('x', 1), read('x')])], { x: [1] })).toEqual(['internal: own writes not seen']);
  const swapped = [transaction(0, [append('x', 1), read('x', 1, 2)]), transaction(1, [append('x', 2)])];
  expect(names(swapped, { x: [1, 2] })).toContain('internal: own writes not seen');
});

test('a read that is no beginning of the final order', () => {
  const writers = [transaction(0, [append('x', 1)]), transaction(1, [append('x', 2)], at(100, 101))];
  expect(names([...writers, transaction(2, [read('x', 2, 1)])], { x: [1, 2] })).toContain('incompatible order');
});

describe('scans by an index', () => {
  const scan = (found: Record<string, number[]>): Operation => ({ kind: 'scan', keys: ['x'], atLeast: 1, found });
  const writer = transaction(0, [append('x', 1)]);

  test('agree with reads of the same transaction, or not', () => {
    expect(names([writer, transaction(1, [read('x', 1), scan({ x: [1] })])], { x: [1] })).toEqual([]);
    expect(names([writer, transaction(1, [read('x', 1), scan({})])], { x: [1] })).toContain('non-repeatable read');
  });

  test('return only what fulfils the condition, own writes included', () => {
    expect(names([transaction(0, [scan({ x: [] })])], { x: [] })).toEqual(['internal: own writes not seen']);
    expect(names([transaction(0, [append('x', 1), scan({})])], { x: [1] })).not.toEqual([]);
  });
});
