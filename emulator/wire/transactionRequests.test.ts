/** Parallel or sequential: the arithmetic of two clocks that know nothing of each other. */
import fc from 'fast-check';
import { steerableClock } from '../clock';
import { TransactionRequests, type TransactionRequest } from './transactionRequests';

const busy = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionBusy') as string };

/** A server whose time is set by hand, and a client whose clock is `apart` from it. */
class Desk {
  private nowMs = 1_000_000;
  private seq = 0;
  readonly clock = steerableClock();
  readonly requests = new TransactionRequests(this.clock, () => this.nowMs);

  constructor(private readonly apart: number) {}

  stamp(atMs: number): number {
    return Math.floor(atMs + this.apart);
  }

  /** A request made at one moment, here at another, answered at a third. */
  ask(
    times: { made: number; here: number; answered: number },
    given: Partial<TransactionRequest> = {},
  ): Promise<object> {
    this.nowMs = times.here;
    const request = { step: 'operation' as const, transactionId: 't', madeAtMs: this.stamp(times.made), ...given };
    return this.requests.carryOut({ seqId: `s${(this.seq += 1)}`, ...request }, async () => {
      this.nowMs = times.answered;
      return { transactionId: 't' };
    });
  }

  start(): Promise<object> {
    return this.ask({ made: 1000, here: 1001, answered: 1002 }, { step: 'start', transactionId: undefined });
  }
}

/** A clock as far away as a steered one may be. */
const apart = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const someMs = fc.double({ min: 0, max: 40, noNaN: true });

test('a request made before the previous one was answered is busy', async () => {
  const desk = new Desk(86_400_000);
  await desk.start();
  await desk.ask({ made: 1010, here: 1012, answered: 1014 });
  await expect(desk.ask({ made: 1010, here: 1015, answered: 1017 })).rejects.toMatchObject(busy);
  await desk.ask({ made: 1020, here: 1021, answered: 1023 });
  const commit = { step: 'end' as const };
  await expect(desk.ask({ made: 1020, here: 1024, answered: 1025 }, commit)).rejects.toMatchObject(busy);
  await desk.ask({ made: 1030, here: 1031, answered: 1032 }, commit);
});

test('sequential use is never busy, whatever the clocks and the network do', async () => {
  const leg = fc.record({ think: someMs, there: someMs, work: someMs, back: someMs });
  await fc.assert(
    fc.asyncProperty(apart, fc.array(leg, { minLength: 1, maxLength: 20 }), async (away, legs) => {
      const desk = new Desk(away);
      await desk.start();
      let now = 1002;
      for (const { think, there, work, back } of legs) {
        const made = now + think;
        const times = { made, here: made + there, answered: made + there + work };
        await desk.ask(times);
        now = times.answered + back;
      }
    }),
  );
});

test('parallel use is busy as soon as the stamps can tell: one stamp and the quickest way here', async () => {
  await fc.assert(
    fc.asyncProperty(
      apart,
      someMs,
      fc.double({ min: 0, max: 1, noNaN: true }),
      someMs,
      async (away, work, part, late) => {
        const desk = new Desk(away);
        await desk.start(); // one millisecond on the way
        const first = { made: 2000, here: 2003, answered: 2005 + 2 + work };
        await desk.ask(first);
        // Stamp, quickest way and its stamp: at most three milliseconds of doubt.
        const made = first.made + part * (first.answered - 3 - first.made);
        const times = { made, here: first.answered + late, answered: first.answered + late + 1 };
        await expect(desk.ask(times)).rejects.toMatchObject(busy);
      },
    ),
  );
});

test('a repetition of the same request is not parallel to itself', async () => {
  const desk = new Desk(0);
  await desk.start();
  const times = { made: 1010, here: 1011, answered: 1013 };
  await desk.ask(times, { seqId: 'again' });
  await desk.ask({ ...times, here: 1500, answered: 1501 }, { seqId: 'again' });
});

test('a clock that is steered, or set back by more than a request can travel, proves nothing', async () => {
  const desk = new Desk(0);
  await desk.start();
  await desk.ask({ made: 10_000, here: 10_001, answered: 10_003 });
  await desk.ask({ made: 4_000, here: 10_010, answered: 10_012 });
  const steered = new Desk(0);
  await steered.start();
  await steered.ask({ made: 1010, here: 1011, answered: 1013 });
  steered.clock.advance(-500);
  await steered.ask({ made: 1000, here: 1020, answered: 1022 });
});

test('requests without a stamp, and transactions that began elsewhere, are left to the overlap', async () => {
  const desk = new Desk(0);
  await desk.ask({ made: 1, here: 5000, answered: 5001 });
  await desk.start();
  await desk.ask({ made: 1010, here: 1011, answered: 1013 });
  await desk.ask({ made: 1010, here: 1014, answered: 1015 }, { madeAtMs: undefined });
});
