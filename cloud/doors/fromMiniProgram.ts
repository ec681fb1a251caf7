import type * as v from 'valibot';
import type { Reply } from '#contract/reply';
import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { nurseOfUser } from '../nurses';
import { accountOf, type Account } from '../accounts';
import { answer } from './answer';
import { checked } from './input';

const CLIENTS = ['wx_client', 'wx_devtools'];

/** For functions that patients and families call. The account is made at the first call. */
export function fromMiniProgram<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, account: Account, now: number) => Promise<O>,
) {
  return (event: unknown): Promise<Reply<O>> =>
    answer(async (now) => {
      const { openid, uid, source } = caller();
      if (!CLIENTS.includes(source)) throw new Refusal('FORBIDDEN', { source });
      if (!openid && !uid) throw new Refusal('NOT_SIGNED_IN');
      return act(checked(schema, event), await accountOf({ openid, uid }, now), now);
    });
}

/** For functions that nurses call: the account must be a nurse's. What state she must be in is for the rules. */
export function fromNurse<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, nurse: Nurse, now: number) => Promise<O>,
) {
  return fromMiniProgram(schema, async (input, account, now) => {
    const nurse = account.nurseId ? await nurseOfUser(account.nurseId, account.userId) : null;
    if (!nurse) throw new Refusal('FORBIDDEN', { role: 'nurse' });
    return act(input, nurse, now);
  });
}
