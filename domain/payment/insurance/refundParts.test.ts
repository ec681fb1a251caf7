import fc from 'fast-check';
import { lessParts, partsFen, type PaidParts, refundParts } from './refundParts';

/** 167.00: fund 88.20, account 20.00, the family 58.80. */
const paid: PaidParts = { govFen: 8_820, selfFen: 2_000, otherFen: 0, cashFen: 5_880 };

test('half of it: half of each', () => {
  expect(refundParts(paid, 8_350)).toEqual({ govFen: 4_410, selfFen: 1_000, otherFen: 0, cashFen: 2_940 });
});

test('a fen that cannot be divided goes to the family', () => {
  // 0.528, 0.120, 0.352 of a fen: the largest remainder is the fund's; of equal ones the family's.
  expect(refundParts(paid, 1)).toEqual({ govFen: 1, selfFen: 0, otherFen: 0, cashFen: 0 });
  const even = { govFen: 50, selfFen: 0, otherFen: 0, cashFen: 50 };
  expect(refundParts(even, 1)).toEqual({ govFen: 0, selfFen: 0, otherFen: 0, cashFen: 1 });
});

test('never more than is left', () => {
  expect(() => refundParts(paid, 16_701)).toThrow('AMOUNT_MISMATCH');
  expect(() => refundParts(paid, 0)).toThrow('AMOUNT_MISMATCH');
});

const fen = fc.integer({ min: 0, max: 500_000 });
const parts = fc
  .record({ govFen: fen, selfFen: fen, otherFen: fen, cashFen: fen })
  .filter((some) => partsFen(some) > 0);

test('however it goes back piece by piece: each piece is exact, none of the parts goes below nothing, the last empties all', () => {
  fc.assert(
    fc.property(parts, fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { maxLength: 8 }), (whole, shares) => {
      let left = whole;
      for (const share of [...shares, 1]) {
        if (partsFen(left) === 0) break;
        const wanted = Math.max(1, Math.floor(partsFen(left) * share));
        const back = refundParts(left, wanted);
        expect(partsFen(back)).toBe(wanted);
        for (const name of ['govFen', 'selfFen', 'otherFen', 'cashFen'] as const) {
          // In proportion: not a whole fen away from its share of what was left.
          expect(Math.abs(back[name] - (wanted * left[name]) / partsFen(left))).toBeLessThan(1);
        }
        left = lessParts(left, back);
        expect(Math.min(...Object.values(left))).toBeGreaterThanOrEqual(0);
      }
      expect(partsFen(left)).toBe(0);
    }),
    { numRuns: 60 },
  );
});
