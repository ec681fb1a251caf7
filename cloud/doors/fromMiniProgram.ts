import type * as v from 'valibot';
import type { Reply } from '#contract/reply';
import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';
import { accountBeside, nurseAccountOf, type Account, type AccountBeside, type NurseAccount } from '../accounts';
import type { Related } from '../together';
import { answer } from './answer';
import { checked } from './input';

const CLIENTS = ['wx_client', 'wx_devtools'];

interface Identity {
  readonly openid: string;
  readonly uid: string;
}

/** Only what the platform says is a client's call, with an input of the right shape; then it is asked who calls. */
function atDoor<S extends v.GenericSchema, O, W>(
  schema: S,
  who: (identity: Identity, input: v.InferOutput<S>, now: number) => Promise<W>,
  act: (input: v.InferOutput<S>, who: W, now: number) => Promise<O>,
) {
  return (event: unknown): Promise<Reply<O>> =>
    answer(async (now) => {
      const { openid, uid, source } = caller();
      if (!CLIENTS.includes(source)) throw new Refusal('FORBIDDEN', { source });
      if (!openid && !uid) throw new Refusal('NOT_SIGNED_IN');
      const input = checked(schema, event);
      return act(input, await who({ openid, uid }, input, now), now);
    });
}

/** For functions that patients and families call. The account is made at the first call. */
export function fromMiniProgram<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, account: Account, now: number) => Promise<O>,
) {
  return fromMiniProgramBeside(
    schema,
    () => ({}),
    (input, account, _beside, now) => act(input, account, now),
  );
}

/** The same, and what is told of by the input is read with the account in one question. */
export function fromMiniProgramBeside<S extends v.GenericSchema, R extends Record<string, object>, O>(
  schema: S,
  beside: (input: v.InferOutput<S>) => { readonly [K in keyof R]: Related },
  act: (input: v.InferOutput<S>, account: Account, beside: AccountBeside<R>['beside'], now: number) => Promise<O>,
) {
  return atDoor(
    schema,
    (identity, input, now) => accountBeside<R>(identity, beside(input), now),
    (input, found, now) => act(input, found.account, found.beside, now),
  );
}

/** For functions that nurses call: the account must be a nurse's. What state she must be in is for the rules. */
export function fromNurse<S extends v.GenericSchema, O>(
  schema: S,
  act: (input: v.InferOutput<S>, nurse: Nurse, now: number) => Promise<O>,
) {
  return fromNurseBeside(
    schema,
    () => ({}),
    (input, nurse, _beside, now) => act(input, nurse, now),
  );
}

/** The same, and what is told of by the input is read with her in one question. */
export function fromNurseBeside<S extends v.GenericSchema, R extends Record<string, object>, O>(
  schema: S,
  beside: (input: v.InferOutput<S>) => { readonly [K in keyof R]: Related },
  act: (input: v.InferOutput<S>, nurse: Nurse, beside: NurseAccount<R>['beside'], now: number) => Promise<O>,
) {
  return atDoor(
    schema,
    (identity, input, now) => nurseAccountOf<R>(identity, beside(input), now),
    (input, found, now) => {
      if (!found.nurse) throw new Refusal('FORBIDDEN', { role: 'nurse' });
      return act(input, found.nurse, found.beside, now);
    },
  );
}
