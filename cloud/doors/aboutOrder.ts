/** Calls about one order: it is read with the account in one question, and a change of it need not read it again. */
import type * as v from 'valibot';
import type { Service } from '#domain/care/service';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import type { Account, AccountBeside } from '../accounts';
import { learnServices } from '../catalogue';
import type { Stored } from '../database';
import type { Related } from '../together';
import type { Seen } from '../transact';
import { fromMiniProgramBeside, fromNurseBeside } from './fromMiniProgram';

export type OfOrder = { orders: Order; services: Stored<Service> };

export interface About<R> {
  /** For `changeOrder`; empty where there is no such order among the open ones. */
  readonly seen: Seen & { readonly orders: readonly Order[] };
  readonly beside: AccountBeside<R>['beside'];
}

type AskedBeside<R> = (orderId: string) => { readonly [K in keyof R]: Related };
type AboutOrder = v.GenericSchema<unknown, { readonly orderId: string }>;

/** For doors that ask about an order only sometimes. */
export const ofOrder = (orderId: string): { readonly [K in keyof OfOrder]: Related } => ({
  orders: { from: 'orders', foreign: '_id', keys: [orderId] },
  services: { from: 'services', foreign: '_id', of: 'orders', local: 'serviceCode' },
});

const asked =
  <R>(beside: AskedBeside<R>) =>
  ({ orderId }: { readonly orderId: string }) =>
    ({ ...ofOrder(orderId), ...beside(orderId) }) as { readonly [K in keyof (R & OfOrder)]: Related };

/** What `ofOrder` found. */
export function aboutOrder<R>(beside: AccountBeside<R & OfOrder>['beside'], now: number): About<R> {
  learnServices(beside.services as readonly Stored<Service>[], now);
  return { seen: { orders: beside.orders as readonly Order[] }, beside };
}

/** For patients and families, and whoever else has an account; see `fromMiniProgram`. */
export function fromFamilyAboutOrder<S extends AboutOrder, R extends Record<string, object>, O>(
  schema: S,
  beside: AskedBeside<R>,
  act: (input: v.InferOutput<S>, account: Account, about: About<R>, now: number) => Promise<O>,
) {
  return fromMiniProgramBeside<S, R & OfOrder, O>(schema, asked(beside), (input, account, found, now) =>
    act(input, account, aboutOrder<R>(found, now), now),
  );
}

/** For nurses; see `fromNurse`. */
export function fromNurseAboutOrder<S extends AboutOrder, R extends Record<string, object>, O>(
  schema: S,
  beside: AskedBeside<R>,
  act: (input: v.InferOutput<S>, nurse: Nurse, about: About<R>, now: number) => Promise<O>,
) {
  return fromNurseBeside<S, R & OfOrder, O>(schema, asked(beside), (input, nurse, found, now) =>
    act(input, nurse, aboutOrder<R>(found, now), now),
  );
}
