import { flushPromises, mount } from '@vue/test-utils';
import type { OrderStatus } from '#domain/order/status';
import DayTimeline from '@/pages/today/day-timeline.vue';
import { readKept } from '@/session/kept-on-phone';
import { signIn } from '@/session/session';
import { answerWith } from './stand-ins/cloud';

const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const HOUR = 3_600_000;
const me = { userId: 'u1', displayName: '王', openid: 'o1', uid: 'u1', roles: ['nurse'], nurseId: 'n1' };
const ok = (data: object) => ({ ok: true, data, at: NOW });
const order = (orderId: string, status: OrderStatus, startAt: number) => ({
  ...{ orderId, status, statusText: status, startAt, endAt: startAt + HOUR },
  ...{ serviceName: '静脉采血', recipientMaskedName: '吴**', district: '西湖区' },
});
const BY_PATIENT = '用户已取消订单';

/** `saying`: what the history of a called-off order says. */
async function today(open: object[], done: object[], saying = BY_PATIENT) {
  const all = [...open, ...done] as { orderId: string }[];
  answerWith({
    signIn: () => ok({ ...me, recipients: [], addresses: [] }),
    listOrders: (input) => ok({ orders: (input as { filter: string }).filter === 'open' ? open : done, next: null }),
    readOrder: (input) => {
      const found = all.find(({ orderId }) => orderId === (input as { orderId: string }).orderId);
      return ok({ ...found, cancelReason: '临时有事', timeline: [{ at: NOW, text: saying }] });
    },
  });
  await signIn();
  const page = mount(DayTimeline);
  await flushPromises();
  return page;
}

test('a visit that was called off is told with its reason and what to do, and is no visit of the day any more', async () => {
  const page = await today([order('c1', 'refunding', NOW + HOUR), order('v1', 'pendingService', NOW + 3 * HOUR)], []);
  const note = page.find('[data-test=called-off-c1]');
  expect(note.attributes('role')).toBe('alert');
  expect(note.text()).toContain('今天 09:00—10:00');
  expect(note.text()).toContain('原因：临时有事');
  expect(note.text()).toContain('您不用去了');
  expect(page.find('[data-test=visit-c1]').exists()).toBe(false);
  expect(page.find('[data-test=visit-v1]').exists()).toBe(true);
});

test('seen, it is gone, on this phone for good', async () => {
  const page = await today([], [order('c2', 'cancelled', NOW + HOUR)]);
  await page.find('[data-test=seen-c2]').trigger('click');
  expect(page.find('[data-test=called-off-c2]').exists()).toBe(false);
  expect(readKept('called-off-seen', 'u1')).toEqual(['c2']);
  const again = await today([], [order('c2', 'refunded', NOW + HOUR)]);
  expect(again.find('[data-test=called-off-c2]').exists()).toBe(false);
});

test('not told: what is done, what is long past, what she called off herself', async () => {
  const past = await today([], [order('d1', 'completed', NOW - HOUR), order('c3', 'cancelled', NOW - 26 * HOUR)]);
  expect(past.findAll('[role=alert]')).toEqual([]);
  const hers = await today([], [order('c4', 'cancelled', NOW + HOUR)], '护士无法上门，订单已取消');
  expect(hers.findAll('[role=alert]')).toEqual([]);
});
