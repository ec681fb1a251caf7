import type { InvocationResult } from '../functions/host';

/** One timer tick that was carried out. `at` is the instant it was due, in epoch ms. */
export interface FiredTick {
  readonly name: string;
  readonly trigger: string;
  readonly at: number;
  readonly ok: boolean;
  readonly error?: string;
}

/** Ticks passed over because one advance would have fired too many; always the oldest of their function. */
export interface DroppedTicks {
  readonly name: string;
  readonly trigger: string;
  /** Ticks due before this instant were dropped. */
  readonly before: number;
}

export interface Steered {
  readonly fired: readonly FiredTick[];
  readonly dropped: readonly DroppedTicks[];
}

/** The timers of every function, and the one place that moves the clock. */
export interface Timers {
  /** Walks time forward: each due tick runs, in order, with the clock at its instant. */
  advance(ms: number): Promise<Steered>;
  /** Jumps: nothing that lies between is run. */
  set(epochMs: number): Promise<void>;
  /** Jumps back to the machine's own time. */
  reset(): Promise<void>;
  runNow(functionName: string): Promise<InvocationResult>;
  /** The next tick of every trigger, soonest first. */
  upcoming(): { readonly name: string; readonly trigger: string; readonly at: number }[];
  /** Stops ticking and waits for the tick that is running. */
  close(): Promise<void>;
}
