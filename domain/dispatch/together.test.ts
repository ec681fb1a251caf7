import fc from 'fast-check';
import { type Offered, together } from './together';

const visit = (id: string, startAt: number, incomeFen = 100): Offered => ({ id, startAt, incomeFen });
/** Against each other where they begin less than two hours apart. */
const apart = (visits: readonly Offered[], most = Infinity) => {
  const at = new Map(visits.map(({ id, startAt }) => [id, startAt]));
  return (id: string, besides: readonly string[]): string | null => {
    if (besides.some((other) => Math.abs((at.get(other) ?? 0) - (at.get(id) ?? 0)) < 2)) return 'busy';
    return besides.length >= most ? 'long day' : null;
  };
};

test('three in a row: the outer two are more than the one between them', () => {
  const visits = [visit('b', 9, 500), visit('a', 8), visit('c', 10)];
  const { fitting, against } = together(visits, apart(visits));
  expect(fitting).toEqual(['a', 'c']);
  expect([...against]).toEqual([['b', { reason: 'busy', besides: 'a' }]]);
});

test('one or the other: the one that earns more, then the earlier one', () => {
  const dear = [visit('a', 8, 100), visit('b', 9, 200)];
  expect(together(dear, apart(dear)).fitting).toEqual(['b']);
  const equal = [visit('b', 9), visit('a', 8)];
  expect(together(equal, apart(equal)).fitting).toEqual(['a']);
});

test('what alone is too much names nobody; a day that gets too long names nobody either', () => {
  const visits = [visit('a', 8), visit('b', 12), visit('c', 16)];
  const gone = (id: string, besides: readonly string[]) => (id === 'b' ? 'taken' : apart(visits)(id, besides));
  expect([...together(visits, gone).against]).toEqual([['b', { reason: 'taken', besides: null }]]);
  expect([...together(visits, apart(visits, 2)).against]).toEqual([['c', { reason: 'long day', besides: null }]]);
});

test('nothing offered, nothing fits', () => {
  expect(together([], () => null)).toEqual({ fitting: [], against: new Map() });
});

test('whatever is offered: all that fits fits together, nothing could be added, and each other one has its reason', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 6 });
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 6 }), (starts, most) => {
      const visits = starts.map((startAt) => visit(`v${startAt}`, startAt, startAt * 7));
      const against = apart(visits, most);
      const { fitting, against: told } = together(visits, against);
      const ok = (ids: readonly string[]) =>
        ids.every(
          (id) =>
            !against(
              id,
              ids.filter((one) => one !== id),
            ),
        );
      expect(ok(fitting)).toBe(true);
      expect([...told.keys(), ...fitting].sort()).toEqual(visits.map(({ id }) => id).sort());
      for (const id of told.keys()) expect(ok([...fitting, id])).toBe(false);
    }),
  );
});
