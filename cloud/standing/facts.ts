/** What the star formula looks at, read for several nurses at once: a fixed number of questions, however many they are. */
import { type ComplaintFact, type ReviewFact, type StandingFacts, YEAR_MS } from '#domain/nurse/standing';
import type { Order } from '#domain/order/order';
import { _, db, everyRow } from '../database';

type Hers = { readonly nurseId: string };
type Visit = Pick<Order, '_id' | 'nurseId' | 'status' | 'startAt' | 'checkedInAt'>;
interface Cancelled {
  readonly orderId: string;
  readonly at: number;
}

const CALLED_OFF = ['cancelled', 'refunding', 'refunded'];

export async function factsOf(nurseIds: readonly string[], now: number): Promise<ReadonlyMap<string, StandingFacts>> {
  const nurseId = _.in([...nurseIds]);
  const [reviews, orders, complaints, pardons] = await Promise.all([
    all<Hers & ReviewFact>('reviews', { nurseId }, [
      'nurseId',
      'orderId',
      'professional',
      'attitude',
      'environment',
      'environmentExcused',
      'at',
    ]),
    all<Visit>('orders', { nurseId, startAt: _.gte(now - YEAR_MS) }, ['nurseId', 'status', 'startAt', 'checkedInAt']),
    all<Hers & ComplaintFact>('complaints', { nurseId }, ['nurseId', 'orderId', 'severity', 'at']),
    all<Hers & { readonly itemId: string }>('standingAppeals', { nurseId, state: 'accepted' }, ['nurseId', 'itemId']),
  ]);
  const off = orders.filter(({ status }) => CALLED_OFF.includes(status));
  const cancelled = await cancelledByNurses(off.map(({ _id }) => _id));
  const facts = (id: string): StandingFacts => {
    const hers = <T extends { readonly nurseId: string | null }>(list: readonly T[]) =>
      list.filter((one) => one.nurseId === id);
    return {
      reviews: hers(reviews),
      visits: hers(orders)
        .filter(({ status }) => status === 'completed')
        .map(({ _id, ...visit }) => ({ orderId: _id, ...visit })),
      cancellations: hers(off).flatMap(({ _id, startAt }) => {
        const at = cancelled.get(_id);
        return at === undefined ? [] : [{ orderId: _id, startAt, at }];
      }),
      complaints: hers(complaints),
      pardoned: hers(pardons).map(({ itemId }) => itemId),
    };
  };
  return new Map(nurseIds.map((id) => [id, facts(id)]));
}

/** When a nurse called it off; who else did so is of no matter here. */
async function cancelledByNurses(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (orderIds.length === 0) return new Map();
  const ids = { orderId: _.in([...orderIds]) };
  // Who does not come at all has called off at the last moment (O-10).
  const where = _.or([
    { ...ids, event: 'cancel', by: 'nurse' },
    { ...ids, event: 'nurseNoShow' },
  ]);
  const events = await all<Cancelled>('orderEvents', where, ['orderId', 'at']);
  return new Map(events.map(({ orderId, at }) => [orderId, at]));
}

function all<T>(collection: string, where: object, fields: readonly string[]): Promise<readonly T[]> {
  const wanted = Object.fromEntries(['_id', ...fields].map((name) => [name, true]));
  return everyRow<T>(db.collection(collection).where(where).field(wanted).orderBy('_id', 'asc'));
}
