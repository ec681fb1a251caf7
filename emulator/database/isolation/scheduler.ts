import type { Random } from '../../testing/random';

/** Decides whose turn it is. */
export interface Scheduler {
  /** Asked before each step; settles when the client may take it. */
  turn(): Promise<void>;
  /** Runs until all clients are through. */
  run(clients: readonly Promise<void>[]): Promise<void>;
}

/** Real concurrency: nobody waits for anybody. */
export const freeScheduler: Scheduler = {
  turn: () => Promise.resolve(),
  run: async (clients) => {
    await Promise.all(clients);
  },
};

/** Rounds of the event loop after which an operation on the engine in memory has been answered, or waits for a lock. */
const SETTLE_ROUNDS = 3;
/** Nobody moves and nobody is through: every client waits for another. */
const DEADLOCK_ROUNDS = 100;

const round = () => new Promise((resolve) => setImmediate(resolve));

/** One step at a time, mostly, chosen by the seed: the same seed gives the same interleaving. */
export class SeededScheduler implements Scheduler {
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly random: Random) {}

  turn(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async run(clients: readonly Promise<void>[]): Promise<void> {
    let running = clients.length;
    const all = Promise.all(clients.map((client) => client.finally(() => (running -= 1))));
    all.catch(() => undefined); // told below
    let idleRounds = 0;
    while (running > 0) {
      if (this.waiting.length === 0 && (idleRounds += 1) > DEADLOCK_ROUNDS) throw new Error('deadlock');
      if (this.waiting.length > 0) idleRounds = 0;
      this.release();
      if (this.random.chance(0.2)) this.release();
      for (let i = 0; i < SETTLE_ROUNDS; i += 1) await round();
    }
    await all;
  }

  private release(): void {
    if (this.waiting.length === 0) return;
    const [chosen] = this.waiting.splice(this.random.between(0, this.waiting.length - 1), 1);
    chosen?.();
  }
}
