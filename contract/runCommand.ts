import * as v from 'valibot';
import { CANCEL_REASONS } from './cancelOrder';
import { Id } from './fields';

/** What operators ask for by a row of `opCommands`. */
export const Command = v.variant('kind', [
  v.strictObject({
    kind: v.literal('approveNurse'),
    nurseId: Id,
    note: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  }),
  v.strictObject({
    kind: v.literal('rejectNurse'),
    nurseId: Id,
    reason: v.pipe(v.string(), v.minLength(2), v.maxLength(200)),
  }),
  v.strictObject({ kind: v.literal('assignOrder'), orderId: Id, nurseId: Id }),
  v.strictObject({
    kind: v.literal('cancelOrder'),
    orderId: Id,
    reason: v.picklist(CANCEL_REASONS.operator),
  }),
]);
export type CommandInput = v.InferInput<typeof Command>;

/** Poke: run the command rows that wait; one by name, or all. The desk calls it after writing a row; a timer sweeps. */
export const RunCommand = v.strictObject({ commandId: v.optional(Id) });
export interface RunCommandReply {
  readonly ran: number;
}
