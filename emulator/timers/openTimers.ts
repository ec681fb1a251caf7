import type { SteerableClock } from '../clock';
import { type InvocationResult, NOBODY } from '../functions/host';
import type { LocalFunctionHost } from '../functions/localHost';
import { dueTicks, type Tick, type Trigger } from './dueTicks';
import type { DroppedTicks, FiredTick, Steered, Timers } from './timers';
import { Triggers } from './triggers';

export interface TimersOptions {
  readonly host: LocalFunctionHost;
  readonly clock: SteerableClock;
  readonly log: (line: string) => void;
  /** The most ticks one advance fires. */
  readonly tickLimit?: number;
}

const DEFAULT_TICK_LIMIT = 500;
/** How often functions added while running are looked for. */
const LOOK_AGAIN_MS = 10_000;

const keyOf = ({ name, trigger }: Trigger): string => `${name}/${trigger}`;
const wholeSecond = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** Starts ticking at once. Throws when a function's trigger cannot be understood. */
export function openTimers(options: TimersOptions): Timers {
  return new FunctionTimers(options);
}

class FunctionTimers implements Timers {
  private readonly triggers: Triggers;
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly forgetClock: () => void;
  /** Everything due up to here has been dealt with. */
  private sweptTo: number;
  private alarm: NodeJS.Timeout | undefined;
  private steering: Promise<unknown> = Promise.resolve();
  private isSteering = false;
  private closed = false;

  constructor(private readonly options: TimersOptions) {
    this.triggers = new Triggers(options.host, options.log);
    this.sweptTo = options.clock.now();
    // Somebody else moved the clock: what lies between is not made up for.
    this.forgetClock = options.clock.onChange(() => {
      if (!this.isSteering) this.startAfresh();
    });
    this.arm();
  }

  advance(ms: number): Promise<Steered> {
    if (!(ms >= 0)) return Promise.reject(new RangeError(`cannot advance by ${ms}`));
    return this.steer(() => this.walk(ms));
  }

  set(epochMs: number): Promise<void> {
    return this.steer(async () => {
      this.options.clock.set(epochMs);
      this.startAfresh();
    });
  }

  reset(): Promise<void> {
    return this.steer(async () => {
      this.options.clock.reset();
      this.startAfresh();
    });
  }

  async runNow(functionName: string): Promise<InvocationResult> {
    const trigger = this.triggers.current().find(({ name }) => name === functionName);
    if (trigger) return this.runTick({ trigger, at: this.options.clock.now() });
    return { ok: false, code: 'TIMER_NOT_FOUND', message: `${functionName} has no timer trigger`, requestId: '' };
  }

  upcoming(): { name: string; trigger: string; at: number }[] {
    return this.ticksAfter(this.options.clock.now());
  }

  async close(): Promise<void> {
    this.closed = true;
    this.forgetClock();
    clearTimeout(this.alarm);
    await this.steering;
    await Promise.all(this.running.values());
  }

  private ticksAfter(instant: number): { name: string; trigger: string; at: number }[] {
    const ticks = this.triggers.current().flatMap(({ name, trigger, cron }) => {
      const at = cron.next(instant);
      return at === undefined ? [] : [{ name, trigger, at }];
    });
    return ticks.sort((a, b) => a.at - b.at);
  }

  /** One steering at a time; meanwhile real time does not tick. */
  private steer<T>(move: () => Promise<T>): Promise<T> {
    const moved = this.steering.then(async () => {
      clearTimeout(this.alarm);
      this.isSteering = true;
      try {
        return await move();
      } finally {
        this.isSteering = false;
        this.arm();
      }
    });
    this.steering = moved.catch(() => undefined);
    return moved;
  }

  /** The clock never goes back while it walks: a tick that takes real time makes the next one a little late. */
  private async walk(ms: number): Promise<Steered> {
    const { clock } = this.options;
    const target = clock.now() + ms;
    const { ticks, dropped } = dueTicks(
      this.triggers.current(),
      this.sweptTo,
      target,
      this.options.tickLimit ?? DEFAULT_TICK_LIMIT,
    );
    const fired: FiredTick[] = [];
    for (const tick of ticks) {
      if (this.closed) break;
      if (clock.now() < tick.at) clock.set(tick.at);
      fired.push(await this.fire(tick));
    }
    if (clock.now() < target) clock.set(target);
    // Not the clock's time: what came due while the last ticks ran is left to real time.
    this.sweptTo = target;
    this.logDropped(dropped);
    return { fired, dropped };
  }

  private async fire(tick: Tick): Promise<FiredTick> {
    const { name, trigger } = tick.trigger;
    const result = await this.runTick(tick);
    return {
      name,
      trigger,
      at: tick.at,
      ok: result.ok,
      ...(result.ok ? {} : { error: `${result.code} ${result.message}` }),
    };
  }

  /** Waits for this trigger's tick that is still running, if there is one. */
  private async runTick({ trigger, at }: Tick): Promise<InvocationResult> {
    const key = keyOf(trigger);
    for (let before = this.running.get(key); before; before = this.running.get(key)) await before;
    const call = this.options.host.invoke({
      name: trigger.name,
      event: { Type: 'Timer', TriggerName: trigger.trigger, Time: wholeSecond(at), Message: trigger.argument },
      caller: NOBODY,
      source: 'wx_trigger',
    });
    this.running.set(key, call);
    try {
      return await call;
    } finally {
      this.running.delete(key);
    }
  }

  /** Real time: of what was missed while the machine slept, only the last tick of each trigger runs. */
  private sweep(): void {
    const now = this.options.clock.now();
    const triggers = this.triggers.current();
    const due = triggers.flatMap((trigger) => dueTicks([trigger], this.sweptTo, now, 1).ticks);
    this.sweptTo = now;
    for (const tick of due) {
      const key = keyOf(tick.trigger);
      if (this.running.has(key)) this.options.log(`${key}: the tick before is still running, this one is passed over`);
      else void this.runTick(tick);
    }
    this.arm();
  }

  private startAfresh(): void {
    this.sweptTo = this.options.clock.now();
    this.arm();
  }

  private arm(): void {
    clearTimeout(this.alarm);
    if (this.closed) return;
    const soonest = this.ticksAfter(this.sweptTo)[0]?.at ?? Infinity;
    const waitMs = Math.min(Math.max(soonest - this.options.clock.now(), 0), LOOK_AGAIN_MS);
    this.alarm = setTimeout(() => this.sweep(), waitMs);
    this.alarm.unref();
  }

  private logDropped(dropped: readonly DroppedTicks[]): void {
    for (const { name, trigger, before } of dropped) {
      this.options.log(`${name}/${trigger}: too many ticks, those before ${wholeSecond(before)} were dropped`);
    }
  }
}
