import { readdirSync } from 'node:fs';
import { beyond, byPart, PARTS } from './parts';

const spent = {
  outboxTimer: { functionCalls: 130, databaseRequests: 400 },
  reassignTimer: { functionCalls: 100, databaseRequests: 800 },
  payOrder: { functionCalls: 20, databaseRequests: 200 },
};
const emptyMinute = {
  outboxTimer: { functionCalls: 1, databaseRequests: 1 },
  reassignTimer: { functionCalls: 1, databaseRequests: 8 },
};

test('a hundred minutes cost what a hundred empty ones do; the rest belongs to the ten orders', () => {
  const own = beyond(spent, emptyMinute, 100);
  expect(own).toEqual({
    outboxTimer: { functionCalls: 30, databaseRequests: 300 },
    reassignTimer: { functionCalls: 0, databaseRequests: 0 },
    payOrder: { functionCalls: 20, databaseRequests: 200 },
  });
  const parts = byPart(own, 10);
  expect(parts['messages and errands']).toEqual({ functionCalls: 3, databaseRequests: 30 });
  expect(parts.paying).toEqual({ functionCalls: 2, databaseRequests: 20 });
});

test('a function that belongs to no part is named', () => {
  expect(() => byPart({ newOne: { functionCalls: 1, databaseRequests: 1 } }, 1)).toThrow('no part for newOne');
});

test('every function that is deployed belongs to one part', () => {
  expect(Object.values(PARTS).flat().sort()).toEqual(readdirSync('cloudfunctions').sort());
});
