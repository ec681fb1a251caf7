import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from './journal';

let dir: string;
const file = () => join(dir, 'state', 'ledger.jsonl');
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('finds everything again, in the order it was first written, without having been closed', () => {
  const first = openJournal(file());
  const orders = first.table<{ fen: number }>('orders');
  orders.put('b', { fen: 1 });
  orders.put('a', { fen: 2 });
  orders.put('b', { fen: 3 });
  first.table<string>('names').put('b', 'another table');
  const second = openJournal(file());
  expect(second.table('orders').rows()).toEqual([{ fen: 3 }, { fen: 2 }]);
  expect(second.table('names').get('b')).toBe('another table');
  first.close();
  second.close();
});

it('rewrites one line per row at the next start', () => {
  const first = openJournal(file());
  for (let fen = 1; fen <= 100; fen += 1) first.table('orders').put('a', { fen });
  first.close();
  openJournal(file()).close();
  expect(readFileSync(file(), 'utf8')).toBe('["orders","a",{"fen":100}]\n');
});

it('forgets a line cut off by a kill, and goes on', () => {
  const first = openJournal(file());
  first.table('orders').put('a', { fen: 1 });
  first.close();
  appendFileSync(file(), '["orders","a",{"fe');
  const second = openJournal(file());
  expect(second.table('orders').get('a')).toEqual({ fen: 1 });
  second.table('orders').put('b', { fen: 2 });
  second.close();
  const third = openJournal(file());
  expect(third.table('orders').rows()).toEqual([{ fen: 1 }, { fen: 2 }]);
  third.close();
});

it('refuses a file damaged in the middle', () => {
  openJournal(file()).close();
  writeFileSync(file(), '["orders","a",{"fe\n["orders","b",{}]\n');
  expect(() => openJournal(file())).toThrow(SyntaxError);
});
