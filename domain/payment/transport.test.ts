import { parameters } from '../testing/parameters';
import vectors from '../testing/vectors/operations.json';
import { transportFen } from './transport';

const { price } = parameters;
const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);

test.each(vectors.transport)(
  'published: $km km, night $night → $expect fen ($working)',
  ({ km, night, expect: fen }) => {
    const { amountFen, nightFen } = transportFen(km * 1000, at(night ? '23:00' : '10:00'), price);
    expect(amountFen + nightFen).toBe(fen);
  },
);

test.each([
  ['21:30', 0],
  ['22:00', 3000],
  ['00:00', 3000],
  ['05:30', 3000],
  ['06:00', 0],
])('the night supplement at %s is %i', (time, nightFen) => {
  expect(transportFen(2000, at(time), price)).toMatchObject({ amountFen: 1000, nightFen });
});

test.each([
  [3000, 1000],
  [3001, 1200],
  [4000, 1200],
  [10_001, 2700],
  [100_000, 8000],
])('%i m cost %i fen by day', (meters, amountFen) => {
  expect(transportFen(meters, at('10:00'), price).amountFen).toBe(amountFen);
});

test('under the cap the way comes first and the night takes what is left', () => {
  expect(transportFen(25_000, at('23:00'), price)).toMatchObject({ amountFen: 6900, nightFen: 1100 });
});

test.each([-1, NaN, Infinity])('refuses a way of %p m', (meters) => {
  expect(() => transportFen(meters, at('10:00'), price)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});
