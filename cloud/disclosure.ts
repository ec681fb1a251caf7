/** What of an order's personal part may be shown to whom, and when (rule P-047). */
import type { Order } from '#domain/order/order';
import { DAY } from '#domain/schedule/beijing';
import type { PrivateField } from './orderPrivate';

/** `offered`: a nurse who was asked and has not answered. `follower`: one of the family who only follows. */
export type Viewer = 'patient' | 'follower' | 'nurse' | 'offered';

/** The nurse needs name, street and phone from her acceptance until a day after the visit; a called-off visit needs none. */
export function privateFieldsFor(viewer: Viewer, order: Order, now: number): readonly PrivateField[] {
  const shared: readonly PrivateField[] = ['recipientName', 'addressText', 'phone', 'note'];
  switch (viewer) {
    case 'offered':
      return [];
    case 'nurse':
      return isNeeded(order, now) ? shared : [];
    case 'follower':
      return ['recipientName', 'addressText'];
    case 'patient':
      return isBeforeVisit(order) ? [...shared, 'visitCode'] : shared;
  }
}

const isBeforeVisit = ({ status }: Order) => status === 'pendingService' || status === 'travelling';

function isNeeded({ status, endAt, finishedAt }: Order, now: number): boolean {
  if (status === 'cancelled' || status === 'refunding' || status === 'refunded') return false;
  return now < (finishedAt ?? endAt) + DAY;
}
