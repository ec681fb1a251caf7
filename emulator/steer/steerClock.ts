import { BadRequest, type Body, onlyKeys, optionalNumber } from './body';
import type { SteerContext } from './steer';

const WAYS = ['advanceMs', 'setMs', 'reset'];

export const readClock = ({ clock }: SteerContext) => ({ now: clock.now(), offsetMs: clock.offsetMs() });

/** `{advanceMs}` walks and runs the timers on the way; `{setMs}` and `{reset: true}` jump. */
export async function moveClock(body: Body, context: SteerContext): Promise<unknown> {
  onlyKeys(body, WAYS);
  if (Object.keys(body).length !== 1) throw new BadRequest(`give one of ${WAYS.join(', ')}`);
  const advanceMs = optionalNumber(body, 'advanceMs');
  const setMs = optionalNumber(body, 'setMs');
  if (advanceMs !== undefined) {
    if (advanceMs < 0) throw new BadRequest('advanceMs goes forward only; use setMs');
    const { fired, dropped } = await context.timers.advance(advanceMs);
    return { ...readClock(context), fired, dropped };
  }
  if (setMs !== undefined) await context.timers.set(setMs);
  else if (body.reset === true) await context.timers.reset();
  else throw new BadRequest('reset must be true');
  return { ...readClock(context), fired: [], dropped: [] };
}
