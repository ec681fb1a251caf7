import * as v from 'valibot';
import { Id, Position } from './fields';

/** At the door: right person (visit code) and right place (geofence), or the service does not start. */
export const CheckIn = v.strictObject({
  orderId: Id,
  position: Position,
  visitCode: v.pipe(v.string(), v.regex(/^\d{6}$/)),
});
export type CheckInReply = Record<string, never>;
