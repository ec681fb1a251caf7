/** An order belongs to a family and to a nurse. For everybody else it does not exist. */
import type { Order } from '#domain/order/order';
import type { CareRight } from '#domain/person/careRights';
import type { Account } from './accounts';
import { assertRight } from './people/careRights';

/** On which side the account stands; on the family's with this right at least. `get` of a transaction where something changes. */
export async function sideOf(
  order: Order,
  { userId, nurseId }: Account,
  needed: CareRight,
  now: number,
  get?: Parameters<typeof assertRight>[4],
): Promise<'patient' | 'nurse'> {
  if (order.patientUserId === userId) return 'patient';
  if (nurseId !== null && order.nurseId === nurseId) return 'nurse';
  await assertRight(order, userId, needed, now, get);
  return 'patient';
}
