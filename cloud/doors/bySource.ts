import type { Reply } from '#contract/reply';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { answer } from './answer';

type Door<O> = (event: unknown) => Promise<Reply<O>>;

/** One function behind several doors. Each door checks once more for itself; a way in that has none is refused. */
export function bySource<O>(doors: {
  readonly timer?: Door<O>;
  readonly function?: Door<O>;
  readonly client?: Door<O>;
}): Door<O> {
  return (event) => {
    const { source } = caller();
    const door =
      source === 'wx_trigger' ? doors.timer : source.split(',').at(-1) === 'scf' ? doors.function : doors.client;
    return door ? door(event) : answer(() => Promise.reject(new Refusal('FORBIDDEN', { source })));
  };
}
