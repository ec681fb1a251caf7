import * as v from 'valibot';
import { Id } from './fields';
import type { Vitals } from './orders';

/** A care recipient's health record: conditions and what was measured, newest first. */
export const ReadHealth = v.strictObject({ recipientId: Id, days: v.optional(v.picklist([7, 30, 90]), 90) });
export type ReadHealthInput = v.InferInput<typeof ReadHealth>;
export interface ReadHealthReply {
  readonly recipientName: string;
  readonly conditions: readonly string[];
  readonly allergies: readonly string[];
  readonly measurements: readonly {
    readonly at: number;
    readonly orderId: string;
    readonly serviceName: string;
    readonly vitals: Vitals;
    readonly alerts: readonly string[];
  }[];
}
