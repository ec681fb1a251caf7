import defaults from '../database/data/operations.json';
import { checkedOperations } from './settings';

test('what a new environment starts with is complete', () => {
  expect(checkedOperations({ _id: 'operations', ...defaults })).toEqual(defaults);
});

test('a number that is missing or none is named, not taken for unlimited', () => {
  const { weekMaxMinutes: _weekMaxMinutes, ...rest } = defaults.rest;
  const broken = { ...defaults, rest, price: { ...defaults.price, baseFen: '1000' } };
  expect(() => checkedOperations(broken)).toThrow(/rest\.weekMaxMinutes, price\.baseFen$/);
});
