/** Whose visit it is, and where she stands. */
import { distanceMeters, type Position } from '../geo/distance';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import type { Order } from './order';
import { type OrderEvent, step } from './status';

/** Right state, then right person: the order's own nurse and nobody else. */
export function assertHers(order: Order, event: OrderEvent, nurseId: string): void {
  step(order.status, event, 'nurse');
  if (order.nurseId !== nurseId) throw new Refusal('FORBIDDEN', { orderId: order._id });
}

/** Where the nurse stands, and where the patient lives. */
export interface Standing {
  readonly nurseId: string;
  readonly position: Position;
  readonly place: Position;
}

/** P-033: within 200 m; answers how far. */
export function assertAtPlace({ position, place }: Standing, p: OperationParameters): number {
  const meters = Math.round(distanceMeters(position, place));
  const { geofenceMeters } = p.visit;
  if (!(meters <= geofenceMeters)) throw new Refusal('OUTSIDE_GEOFENCE', { meters, geofenceMeters });
  return meters;
}
