import { beijingDay } from '#domain/schedule/beijing';
import type { OrderView } from '#contract/orders';
import { call } from '@/cloud/call';
import { perPerson } from '@/session/per-person';

export interface Earned {
  readonly orderId: string;
  readonly serviceName: string;
  readonly endAt: number;
  readonly incomeFen: number;
}
export interface Income {
  readonly todayFen: number;
  readonly monthFen: number;
  readonly earned: readonly Earned[];
}

/** What a finished visit earned does not change, so each is asked for once. */
const useKnown = perPerson(() => new Map<string, Earned>());
const AT_ONCE = 4;

async function finishedThisMonth(month: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await call('listOrders', {
      role: 'nurse',
      filter: 'done',
      ...(before === undefined ? {} : { before }),
    });
    const ofMonth = page.orders.filter((order) => beijingDay(order.endAt).startsWith(month));
    ids.push(...ofMonth.filter((order) => order.status === 'completed').map((order) => order.orderId));
    // newest first: a page that reaches back before the month is the last one needed
    if (page.next === null || ofMonth.length < page.orders.length) return ids;
    before = page.next;
  }
}

const earnedBy = ({ orderId, serviceName, endAt, incomeFen }: OrderView): Earned => {
  return { orderId, serviceName, endAt, incomeFen: incomeFen ?? 0 };
};

/** This month's finished visits and what they earned, newest first. */
export async function readIncome(now: number): Promise<Income> {
  const today = beijingDay(now);
  const known = useKnown();
  const ids = await finishedThisMonth(today.slice(0, 7));
  const unknown = ids.filter((id) => !known.has(id));
  for (let n = 0; n < unknown.length; n += AT_ONCE) {
    const views = await Promise.all(unknown.slice(n, n + AT_ONCE).map((orderId) => call('readOrder', { orderId })));
    for (const view of views) known.set(view.orderId, earnedBy(view));
  }
  return summed(
    ids.flatMap((id) => known.get(id) ?? []),
    today,
  );
}

export function summed(earned: readonly Earned[], today: string): Income {
  const total = (some: readonly Earned[]) => some.reduce((fen, one) => fen + one.incomeFen, 0);
  return { todayFen: total(earned.filter((one) => beijingDay(one.endAt) === today)), monthFen: total(earned), earned };
}
