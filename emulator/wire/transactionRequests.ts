/**
 * Tells parallel use of a transaction from sequential use even when the requests do not overlap here: a request that
 * its client made before the previous one was answered is parallel (`Promise.all`), and the platform calls it busy.
 *
 * The server SDKs send when they made a request, by the client's own clock in whole milliseconds. What that clock is
 * apart from ours is at most (arrival here - stamp) of any request of the same transaction, so the smallest such
 * difference bounds it from above, and no sequential request can ever be taken for a parallel one.
 */
import type { SteerableClock } from '../clock';
import { transactionBusy } from '../database/refusals';

/** What is known of one request. */
export interface TransactionRequest {
  readonly step: 'start' | 'operation' | 'end';
  readonly transactionId: string | undefined;
  /** The header `x-client-timestamp`. */
  readonly madeAtMs: number | undefined;
  /** The same for a request and its repetitions. */
  readonly seqId: string | undefined;
}

interface Seen {
  readonly openedAtMs: number;
  /** Upper bound of our clock minus the client's. */
  aheadMs: number;
  answeredAtMs: number;
  seqId: string | undefined;
}

/** A stamp precedes the moment it was taken by less than this. */
const STAMP_MS = 1;
/** Nothing is remembered longer than a transaction can live. */
const KEPT_MS = 60_000;
/** A request that seems to have travelled longer comes from a clock that was set back. */
const CREDIBLE_TRAVEL_MS = 5_000;

export class TransactionRequests {
  private readonly seen = new Map<string, Seen>();
  private readonly stopListening: () => void;

  constructor(
    clock: Pick<SteerableClock, 'onChange'>,
    /** Nobody steers this one. */
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {
    // Functions live at the steered time: their stamps from before and after a change cannot be compared.
    this.stopListening = clock.onChange(() => this.seen.clear());
  }

  /** Carries out a request, or refuses it as busy. */
  async carryOut<T extends object>(request: TransactionRequest, work: () => Promise<T>): Promise<T> {
    const arrivedAtMs = this.monotonicMs();
    const known = request.transactionId === undefined ? undefined : this.seen.get(request.transactionId);
    if (known) this.judge(known, request, arrivedAtMs);
    const result = await work();
    const answeredAtMs = this.monotonicMs();
    if (known) Object.assign(known, { answeredAtMs, seqId: request.seqId });
    if (request.step === 'start') this.begin(result, request, { arrivedAtMs, answeredAtMs });
    else if (request.step === 'end') this.seen.delete(request.transactionId ?? '');
    return result;
  }

  close(): void {
    this.stopListening();
  }

  private judge(known: Seen, { madeAtMs, seqId }: TransactionRequest, arrivedAtMs: number): void {
    if (madeAtMs === undefined) return;
    const aheadMs = arrivedAtMs - madeAtMs;
    known.aheadMs = Math.min(known.aheadMs, aheadMs);
    const isRepetition = seqId !== undefined && seqId === known.seqId;
    if (isRepetition || aheadMs - known.aheadMs > CREDIBLE_TRAVEL_MS) return;
    const madeAtLatestMs = madeAtMs + STAMP_MS + known.aheadMs;
    if (madeAtLatestMs <= known.answeredAtMs) throw transactionBusy();
  }

  private begin(
    result: { transactionId?: unknown },
    { madeAtMs, seqId }: TransactionRequest,
    at: { arrivedAtMs: number; answeredAtMs: number },
  ): void {
    for (const [id, { openedAtMs }] of this.seen) {
      if (at.arrivedAtMs - openedAtMs <= KEPT_MS) break;
      this.seen.delete(id);
    }
    this.seen.set(String(result.transactionId), {
      openedAtMs: at.arrivedAtMs,
      aheadMs: madeAtMs === undefined ? Infinity : at.arrivedAtMs - madeAtMs,
      answeredAtMs: at.answeredAtMs,
      seqId,
    });
  }
}
