import fc from 'fast-check';
import { linearSumAssignment } from 'linear-sum-assignment';
import { assign, type AssignmentProblem } from './assign';
import { NONE } from './assignmentState';

const N = Infinity;
/** One line per order: what each nurse costs, and at the end what it costs to have nobody. */
function problem(...rows: readonly (readonly number[])[]): AssignmentProblem {
  const nurses = (rows[0]?.length ?? 1) - 1;
  const choices = rows.map((row) => row.slice(0, -1).flatMap((cost, nurse) => (cost < N ? [{ nurse, cost }] : [])));
  const rowStart = Int32Array.from([0, ...choices.map(({ length }) => length)]);
  for (let row = 1; row < rowStart.length; row += 1) rowStart[row]! += rowStart[row - 1]!;
  return {
    nurses,
    rowStart,
    nurse: Int32Array.from(choices.flat(), ({ nurse }) => nurse),
    cost: Float64Array.from(choices.flat(), ({ cost }) => cost),
    unassignedCost: Float64Array.from(rows, (row) => row.at(-1) ?? 0),
  };
}
const nursesOf = (...rows: readonly (readonly number[])[]) => [...assign(problem(...rows)).nurseOf];

test('the near one goes where nobody else can', () => {
  // Greedy in order of arrival: 2 + 20. Together: 3 + 4.
  expect(nursesOf([2, 3, 90], [4, 20, 90])).toEqual([1, 0]);
});

test('two orders, one nurse: who has waited longer', () => {
  expect(nursesOf([5, 30], [5, 60])).toEqual([NONE, 0]);
});

test('nobody is sent for more than the order may cost', () => {
  expect(nursesOf([31, 30])).toEqual([NONE]);
});

test('an order nobody may come to stays alone', () => {
  expect(nursesOf([N, N, 60], [7, N, 60])).toEqual([NONE, 0]);
});

test('no order, no nurse', () => {
  expect(assign({ ...problem([60]), unassignedCost: new Float64Array(0), rowStart: new Int32Array(1) }).cost).toBe(0);
  expect(nursesOf([60])).toEqual([NONE]);
});

test('a chain of three changes', () => {
  // Each prefers the nurse before; the last leaves its own to nobody: 1 + 1 + 1 + 9 against 2 + 2 + 2 + 1.
  const rows = [
    [1, 2, N, N, 99],
    [N, 1, 2, N, 99],
    [N, N, 1, 2, 99],
    [1, N, N, 9, 99],
  ];
  expect(nursesOf(...rows)).toEqual([1, 2, 3, 0]);
});

/** The library knows no forbidden pair and no empty place: dear ones, and a column of its own for each order, say the same. */
function oracle(rows: readonly (readonly number[])[]): number {
  const DEAR = 1e6;
  const square = rows.map((row, order) => [
    ...row.slice(0, -1).map((cost) => Math.min(cost, DEAR)),
    ...rows.map((_, column) => (column === order ? (row.at(-1) ?? 0) : DEAR)),
  ]);
  const { rowAssignments } = linearSumAssignment(square, { maximaze: false });
  return square.reduce((sum, row, order) => sum + (row[rowAssignments[order] ?? -1] ?? NaN), 0);
}

const anyRows = fc
  .record({ orders: fc.integer({ min: 1, max: 12 }), nurses: fc.integer({ min: 1, max: 24 }) })
  .chain(({ orders, nurses }) =>
    fc.array(
      fc
        .tuple(
          fc.array(
            fc.oneof(
              { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }) },
              { weight: 1, arbitrary: fc.constant(N) },
            ),
            {
              minLength: nurses,
              maxLength: nurses,
            },
          ),
          fc.integer({ min: 0, max: 60 }),
        )
        .map(([costs, unassigned]) => [...costs, unassigned]),
      { minLength: orders, maxLength: orders },
    ),
  );

test('whatever is asked: no nurse twice, no forbidden pair, as cheap as the library', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { nurseOf, cost } = assign(problem(...rows));
      const given = [...nurseOf].filter((nurse) => nurse !== NONE);
      expect(new Set(given).size).toBe(given.length);
      const sum = rows.reduce((total, row, order) => total + (row.at(nurseOf[order] as number) ?? NaN), 0);
      expect(sum).toBeCloseTo(cost, 6);
      expect(cost).toBeCloseTo(oracle(rows), 6);
    }),
    { numRuns: 500 },
  );
});
