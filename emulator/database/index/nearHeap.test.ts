import * as fc from 'fast-check';
import { NearHeap } from './nearHeap';

test('whatever is pushed in between, the nearest comes out, with what belongs to it', () => {
  const steps = fc.array(fc.option(fc.nat(20)), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (keys) => {
      const heap = new NearHeap<string>();
      const waiting: number[] = [];
      keys.forEach((key, i) => {
        if (key !== null) {
          heap.push(key, `item ${key}`, 100 * key + (i % 100));
          waiting.push(key);
          return;
        }
        expect(heap.take()).toBe(waiting.length > 0);
        if (waiting.length === 0) return;
        const least = Math.min(...waiting);
        waiting.splice(waiting.indexOf(least), 1);
        expect([heap.item, Math.floor(heap.slot / 100)]).toEqual([`item ${least}`, least]);
      });
    }),
  );
});
