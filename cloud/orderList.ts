/** A page of somebody's orders, the archive's behind the others as if they had never moved. */
import { LISTED_STATES, type ListOrdersInput, type ListedState } from '#contract/listOrders';
import type { Order } from '#domain/order/order';
import { type OrderStatus, SHOWN_AS } from '#domain/order/status';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { type ArchivedOrder, orderOf } from './archive/archived';
import { _, db } from './database';
import { pageOf } from './pages';
import { plain } from './plain';

const PAGE = 20;
const STATUSES = Object.keys(SHOWN_AS) as OrderStatus[];
const DONE: OrderStatus[] = ['completed', 'cancelled', 'refunded'];

type Asked = Pick<ListOrdersInput, 'role' | 'filter' | 'state' | 'text' | 'recipientId' | 'before'>;

/** `shared`: people whom others share with the account. */
export async function ordersPage(asked: Asked, account: Account, shared: readonly string[]) {
  const by = asked.role === 'patient' ? 'createdAt' : 'startAt';
  const where = _.and([whose(asked.role, account, shared), ...conditions(asked, by)]);
  const found = await Promise.all(['orders', 'ordersArchive'].map((name) => newest(name, where, by)));
  // One that is moving at this moment may be seen in both.
  const once = [...new Map(found.flat().map((order) => [order._id, orderOf(order)])).values()];
  const sorted = once.sort((a, b) => b[by] - a[by] || (a._id < b._id ? -1 : 1));
  return pageOf(sorted.slice(0, PAGE + 1), PAGE, (order: Order) => order[by]);
}

/** One more than a page tells whether there is a next one. */
async function newest(collection: string, where: object, by: string): Promise<readonly ArchivedOrder[]> {
  const { data } = await db
    .collection(collection)
    .where(where)
    .orderBy(by, 'desc')
    .limit(PAGE + 1)
    .get();
  return plain(data as ArchivedOrder[]);
}

function conditions({ filter = 'all', state, text, recipientId, before }: Asked, by: string): object[] {
  return [
    ...(filter === 'all' ? [] : [{ status: filter === 'done' ? _.in(DONE) : _.nin(DONE) }]),
    ...(state ? [{ status: _.in(statusesOf(state)) }] : []),
    ...(recipientId ? [{ recipientId }] : []),
    ...(text ? [said(text)] : []),
    ...(before === undefined ? [] : [{ [by]: _.lt(before) }]),
  ];
}

const statusesOf = (state: ListedState): OrderStatus[] =>
  STATUSES.filter((status) => SHOWN_AS[status] === LISTED_STATES[state]);

/** What somebody typed stands for itself. */
function said(text: string): object {
  const pattern = db.RegExp({ regexp: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), options: 'i' });
  return _.or([{ serviceName: pattern }, { _id: pattern }]);
}

/** Own orders, and those of people whom others share. */
function whose(role: 'patient' | 'nurse', { userId, nurseId }: Account, shared: readonly string[]): object {
  if (role === 'nurse') {
    if (!nurseId) throw new Refusal('FORBIDDEN', { role });
    return { nurseId };
  }
  const own = { patientUserId: userId };
  return shared.length === 0 ? own : _.or([own, { recipientId: _.in([...shared]) }]);
}
