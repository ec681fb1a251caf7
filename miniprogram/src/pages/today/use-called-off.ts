/** Visits of mine that somebody called off, told until she has seen it. What she called off herself she knows. */
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { OrderCard, OrderView } from '#contract/orders';
import type { OrderStatus } from '#domain/order/status';
import { isEndedByNurse } from '#domain/order/timeline';
import { call } from '@/cloud/call';
import { serverNow } from '@/cloud/server-time';
import { keep, readKept } from '@/session/kept-on-phone';
import { signedIn } from '@/session/session';

const CALLED_OFF: readonly OrderStatus[] = ['cancelled', 'refunding', 'refunded'];
export const isCalledOff = ({ status }: OrderCard): boolean => CALLED_OFF.includes(status);
/** A visit whose hour is long past concerns nobody. */
const TOLD_AFTER_MS = 24 * 60 * 60_000;
const MOST_KEPT = 60;

const kept = (): readonly string[] => readKept<string[]>('called-off-seen', signedIn().userId) ?? [];
const byHerself = ({ timeline }: OrderView) => timeline.some(({ text }) => isEndedByNurse(text));

/** `changes`: my open orders, which are asked for anew with every change of mine. */
export function useCalledOff(changes: () => readonly OrderCard[]): {
  readonly calledOff: ComputedRef<readonly OrderView[]>;
  readonly seen: (orderId: string) => void;
} {
  const found = shallowRef<readonly OrderView[]>([]);
  const known = shallowRef<readonly string[]>(kept());
  /** Asked for once each: what was called off stays so. */
  const views = new Map<string, Promise<OrderView>>();
  const viewOf = (orderId: string) => {
    const asked = views.get(orderId) ?? call('readOrder', { orderId });
    views.set(orderId, asked);
    // not answered: asked again at the next change
    asked.catch(() => views.delete(orderId));
    return asked;
  };
  let latest = 0;
  async function look(): Promise<void> {
    const mine = ++latest;
    const { orders } = await call('listOrders', { role: 'nurse', filter: 'done' });
    const told = [...changes(), ...orders].filter(
      (order) =>
        isCalledOff(order) && order.endAt > serverNow() - TOLD_AFTER_MS && !known.value.includes(order.orderId),
    );
    const answers = await Promise.all(told.map(({ orderId }) => viewOf(orderId)));
    if (mine === latest) found.value = answers.filter((one) => !byHerself(one)).sort((a, b) => a.startAt - b.startAt);
  }
  // beside the list, which says itself when the network is gone
  watch(changes, () => void look().catch((error) => console.warn('called off', error)), { immediate: true });
  return {
    calledOff: computed(() => found.value.filter(({ orderId }) => !known.value.includes(orderId))),
    seen(orderId) {
      known.value = [...kept(), orderId].slice(-MOST_KEPT);
      keep('called-off-seen', signedIn().userId, known.value);
    },
  };
}
