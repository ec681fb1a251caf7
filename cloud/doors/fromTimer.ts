import type { Reply } from '#contract/reply';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { answer } from './answer';

/** For the platform's clock. A client can send `{Type: 'Timer'}` too, so only the exact source counts. */
export function fromTimer<O>(sweep: (now: number) => Promise<O>) {
  return (): Promise<Reply<O>> =>
    answer(async (now) => {
      const { source } = caller();
      if (source !== 'wx_trigger') throw new Refusal('FORBIDDEN', { source });
      return sweep(now);
    });
}
