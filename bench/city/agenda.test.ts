import fc from 'fast-check';
import { Agenda } from './agenda';

test('whatever is noted in whatever order comes out by time, equals as they were noted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: 0, max: 20 }),
      async (times, until) => {
        const agenda = new Agenda();
        const done: (readonly [at: number, noted: number])[] = [];
        times.forEach((at, noted) => agenda.note(at, async () => void done.push([at, noted])));
        for (const act of agenda.takeDue(until)) await act();
        const rest = times.filter((at) => at > until);
        expect(agenda.nextAt()).toBe(rest.length > 0 ? Math.min(...rest) : undefined);
        for (const act of agenda.takeDue(Infinity)) await act();
        const expected = times.map((at, noted) => [at, noted] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(done).toEqual(expected);
      },
    ),
  );
});
