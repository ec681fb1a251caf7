/** What the platform was asked, counted by the emulator: by function over the day, and in the busiest minute. */
import type { Stage } from '../../scripts/demo/stage';
import type { Bill } from './parts';

export interface Counting {
  /** Called at least once a minute of the city's time. */
  readonly look: (now: number) => void;
  readonly spent: () => Bill;
  /** Minutes in which the clock ran its timers. */
  readonly minutes: () => number;
  /** Function calls and database requests of the busiest minute, per second. */
  readonly peakPerSecond: () => number;
}

export function counting({ cloud: { emulator } }: Stage): Counting {
  const calls = () => new Map(emulator.functions.report().map(({ name, calls }) => [name, calls]));
  const [callsBefore, requestsBefore] = [calls(), emulator.stats().databaseCallsByFunction];
  const byMinute = new Map<number, number>();
  // The world was filled by a script, whose requests belong to no function.
  const ticksBefore = ticks(emulator);
  const total = () => {
    const { functionCalls, databaseCallsByFunction } = emulator.stats();
    return Object.values(databaseCallsByFunction).reduce((sum, one) => sum + one, functionCalls);
  };
  let seen = total();
  return {
    look: (now) => {
      const minute = Math.floor(now / 60_000);
      const reached = total();
      byMinute.set(minute, (byMinute.get(minute) ?? 0) + reached - seen);
      seen = reached;
    },
    spent: () => {
      const requests = emulator.stats().databaseCallsByFunction;
      const rows = [...calls()].map(([name, made]) => {
        const functionCalls = made - (callsBefore.get(name) ?? 0);
        return [
          name,
          { functionCalls, databaseRequests: (requests[name] ?? 0) - (requestsBefore[name] ?? 0) },
        ] as const;
      });
      return Object.fromEntries(rows.filter(([, { functionCalls }]) => functionCalls > 0));
    },
    minutes: () => ticks(emulator) - ticksBefore,
    peakPerSecond: () => Math.max(0, ...byMinute.values()) / 60,
  };
}

/** What runs every minute and is poked by nobody tells how many minutes there were. */
const ticks = ({ functions }: Stage['cloud']['emulator']): number =>
  functions.report().find(({ name }) => name === 'reassignTimer')?.calls ?? 0;
