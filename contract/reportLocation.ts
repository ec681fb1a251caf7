import * as v from 'valibot';
import { Id, Position } from './fields';

/** Where the nurse on the way is now. */
export const ReportLocation = v.strictObject({ orderId: Id, position: Position });
export interface ReportLocationReply {
  readonly remainingMeters: number;
}
