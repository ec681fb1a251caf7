import { parseCron } from './cron';
import { dueTicks, type Trigger } from './dueTicks';

const at = (beijing: string): number => Date.parse(`2026-11-22T${beijing}+08:00`);
const trigger = (name: string, cron: string): Trigger => ({ name, trigger: name, argument: '', cron: parseCron(cron) });
const EVERY_MINUTE = trigger('minute', '0 * * * * * *');
const EVERY_FIVE = trigger('five', '0 */5 * * * * *');
const EVERY_HOUR = trigger('hour', '0 0 * * * * *');

test('in the order of time, then of names; the beginning is out, the end is in', () => {
  const { ticks, dropped } = dueTicks([EVERY_MINUTE, EVERY_FIVE], at('13:04:00'), at('13:06:00'), 100);
  expect(ticks.map(({ at: instant, trigger: { name } }) => [name, instant])).toEqual([
    ['five', at('13:05:00')],
    ['minute', at('13:05:00')],
    ['minute', at('13:06:00')],
  ]);
  expect(dropped).toEqual([]);
});

test('above the limit the busiest trigger loses its oldest ticks, nobody loses the last', () => {
  const { ticks, dropped } = dueTicks([EVERY_MINUTE, EVERY_HOUR], at('10:30:00'), at('12:30:00'), 10);
  // 120 minutes and 2 hours are due; 8 minutes and 2 hours fit.
  expect(ticks).toHaveLength(10);
  const of = (name: string) => ticks.filter((tick) => tick.trigger.name === name).map((tick) => tick.at);
  expect(of('hour')).toEqual([at('11:00:00'), at('12:00:00')]);
  expect(of('minute')[0]).toBe(at('12:23:00'));
  expect(of('minute').at(-1)).toBe(at('12:30:00'));
  expect(dropped).toEqual([{ name: 'minute', trigger: 'minute', before: at('12:23:00') }]);
});

test('even a limit below the number of triggers leaves each its last tick', () => {
  const { ticks } = dueTicks([EVERY_MINUTE, EVERY_FIVE, EVERY_HOUR], at('11:30:00'), at('12:30:00'), 1);
  expect(ticks.map((tick) => tick.trigger.name)).toEqual(['hour', 'five', 'minute']);
});
