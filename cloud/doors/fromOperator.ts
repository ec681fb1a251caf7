import type * as v from 'valibot';
import type { Reply } from '#contract/reply';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { read } from '../database';
import { answer } from './answer';
import { checked } from './input';

/** Somebody who works at the desk: a document of `operators`, id = the platform's uid. */
export interface Operator {
  readonly _id: string;
  readonly name: string;
  readonly role: string;
  /** Instead of `role`, where few people do everything. */
  readonly roles?: readonly string[];
}

const CLIENTS = ['wx_client', 'wx_devtools'];

/** For the operators' desk: only whom `operators` names, by the platform's word. */
export function fromOperator<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, operator: Operator, now: number) => Promise<O>,
) {
  return (event: unknown): Promise<Reply<O>> =>
    answer(async (now) => {
      const { uid, source } = caller();
      if (!CLIENTS.includes(source)) throw new Refusal('FORBIDDEN', { source });
      const operator = uid ? await read<Operator>('operators', uid) : null;
      if (!operator) throw new Refusal('FORBIDDEN', { role: 'operator' });
      return act(checked(schema, event), operator, now);
    });
}
