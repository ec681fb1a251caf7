import * as fc from 'fast-check';
import { sineCosine } from './sineCosine';

/** As the C library gives them; of the first JavaScript's own sine is one unit of the last place away. */
test.each<[angle: number, sine: number, cosine: number]>([
  [23.1361155 * (Math.PI / 180), 0.3929168337419437, 0.9195740110302192],
  [23.0968251 * (Math.PI / 180), 0.3922861464307685, 0.9198432362737129],
  [0, 0, 1],
  [Math.PI / 2, 1, 6.123233995736766e-17],
  [Math.PI, 1.2246467991473532e-16, -1],
  [-Math.PI / 2, -1, 6.123233995736766e-17],
  [-Math.PI, -1.2246467991473532e-16, -1],
  [1e-8, 1e-8, 1],
])('of %p', (angle, sine, cosine) => expect(sineCosine(angle)).toEqual({ sine, cosine }));

test("never more than a unit of the last place from JavaScript's own", () => {
  fc.assert(
    fc.property(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), (angle) => {
      const { sine, cosine } = sineCosine(angle);
      expect(Math.abs(sine - Math.sin(angle))).toBeLessThanOrEqual(Math.abs(sine) * 2.3e-16);
      expect(Math.abs(cosine - Math.cos(angle))).toBeLessThanOrEqual(Math.abs(cosine) * 2.3e-16);
    }),
    { numRuns: 2000 },
  );
});
