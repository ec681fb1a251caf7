import type { Order } from './documents';

/** Whoever takes part. What it cannot do is absent, and left out of the table. */
export interface Contender {
  readonly name: string;
  /** How safe an acknowledged write is, and what lies between client and data. */
  readonly setting: string;
  load(orders: Iterable<Order>): Promise<void>;
  read(id: string): Promise<unknown>;
  insert(order: Order): Promise<unknown>;
  update(id: string, priceFen: number): Promise<unknown>;
  /** The newest 20 orders of a city in a status. */
  page(wanted: { city: string; status: string }): Promise<readonly unknown[]>;
  /** The nearest 20 that are online and have the skill. */
  near?(wanted: { at: readonly [number, number]; skill: string }): Promise<readonly unknown[]>;
  /** Number and sum of the orders of a city for each status. */
  group?(city: string): Promise<readonly unknown[]>;
  /** Moves an amount from one order to another, both or neither, trying again after a conflict. */
  transfer?(from: string, to: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The aggregation that contenders with MongoDB's language share. */
export const groupStages = (city: string) => [
  { $match: { city } },
  { $group: { _id: '$status', orders: { $sum: 1 }, totalFen: { $sum: '$priceFen' } } },
];
