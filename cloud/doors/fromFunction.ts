import type * as v from 'valibot';
import type { Reply } from '#contract/reply';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { answer } from './answer';
import { checked } from './input';

/** For pokes: only another function of ours may call (the platform appends `scf` to the chain of sources). */
export function fromFunction<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, now: number) => Promise<O>,
) {
  return (event: unknown): Promise<Reply<O>> =>
    answer(async (now) => {
      const { source } = caller();
      if (source.split(',').at(-1) !== 'scf') throw new Refusal('FORBIDDEN', { source });
      return act(checked(schema, event), now);
    });
}
