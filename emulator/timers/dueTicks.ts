import type { Cron } from './cron';
import type { DroppedTicks } from './timers';

export interface Trigger {
  readonly name: string;
  readonly trigger: string;
  readonly argument: string;
  readonly cron: Cron;
}

export interface Tick {
  readonly trigger: Trigger;
  readonly at: number;
}

interface TriggerTicks {
  readonly trigger: Trigger;
  /** Newest first. */
  readonly instants: readonly number[];
}

function latestTicks(trigger: Trigger, after: number, upTo: number, limit: number): TriggerTicks {
  const instants: number[] = [];
  let at = trigger.cron.previous(upTo);
  while (at !== undefined && at > after && instants.length < limit) {
    instants.push(at);
    at = trigger.cron.previous(at - 1);
  }
  return { trigger, instants };
}

/** The largest share each trigger may have so that all together stay within the limit; never less than one. */
function fairShare(counts: readonly number[], limit: number): number {
  let share = limit;
  const total = () => counts.reduce((sum, count) => sum + Math.min(count, share), 0);
  while (share > 1 && total() > limit) share -= 1;
  return share;
}

const byInstant = (a: Tick, b: Tick): number => a.at - b.at || (a.trigger.name < b.trigger.name ? -1 : 1);

/**
 * What comes due after one instant, up to and including another, oldest first. Above the limit each trigger loses its
 * oldest ticks, the busiest triggers first; its last tick always stays.
 */
export function dueTicks(
  triggers: readonly Trigger[],
  after: number,
  upTo: number,
  limit: number,
): { ticks: Tick[]; dropped: DroppedTicks[] } {
  // One more than the limit, to know whether anything is lost.
  const found = triggers.map((trigger) => latestTicks(trigger, after, upTo, limit + 1));
  const share = fairShare(
    found.map(({ instants }) => instants.length),
    limit,
  );
  const ticks = found.flatMap(({ trigger, instants }) => instants.slice(0, share).map((at) => ({ trigger, at })));
  const dropped = found
    .filter(({ instants }) => instants.length > share)
    .map(({ trigger: { name, trigger }, instants }) => ({ name, trigger, before: instants[share - 1] as number }));
  return { ticks: ticks.sort(byInstant), dropped };
}
