import { nextStep } from '../dispatch/search';
import { anAcceptedOrder, aPrice, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import type { Decision, Order } from './order';
import { substitute } from './substitute';

const MINUTE = 60_000;
const hers = (except: Partial<Order> = {}): Order =>
  anAcceptedOrder({
    ...{ status: 'pendingService', payBy: null, money: someMoney({ paidFen: aPrice().totalFen }) },
    ...except,
  });
const at = (minutes: number, except: Partial<Order> = {}) =>
  substitute(hers(except), ['nurse-7'], VISIT_AT + minutes * MINUTE, p);

test('a quarter of an hour after the visit should have begun, not sooner', () => {
  expect(at(15 - 1 / 60_000)).toBeNull();
  const { order, fact } = at(15) as Decision;
  // 10:15 and the least lead of an urgent visit, on the next half hour.
  const soonest = VISIT_AT + (15 + p.booking.urgentMinimumLeadMinutes) * MINUTE;
  expect(order.startAt).toBe(Math.ceil(soonest / (30 * MINUTE)) * 30 * MINUTE);
  expect(order.endAt - order.startAt).toBe(45 * MINUTE);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, urgent: true, cover: null, movedTimes: 1 });
  expect(fact).toMatchObject({ event: 'release', by: 'system', details: { nurseId: 'nurse-1', fromAt: VISIT_AT } });
});

test('many are asked at once, neither she nor who said no', () => {
  const { order } = at(15) as Decision;
  const others = ['nurse-1', 'nurse-2', 'nurse-7', 'nurse-3'];
  expect(nextStep(order, others, 0, VISIT_AT + 15 * MINUTE, p.acceptance)).toMatchObject({
    ...{ action: 'offer', stage: 'alternates', nurseIds: ['nurse-2', 'nurse-3'] },
  });
});

test('her own word counts: late from a quarter of an hour after it', () => {
  const expectedAt = VISIT_AT + 20 * MINUTE;
  expect(at(34, { expectedAt })).toBeNull();
  expect(at(35, { expectedAt })).toMatchObject({ order: { nurseId: null } });
});

test('on her way a person decides; at the door, in service, over: nothing', () => {
  expect(at(15, { status: 'travelling', departedAt: VISIT_AT })).toBe('people');
  expect(at(15, { status: 'travelling', atDoorAt: VISIT_AT })).toBeNull();
  expect(at(60, { status: 'inService' })).toBeNull();
  expect(at(60, { status: 'pendingPayment' })).toBeNull();
  expect(substitute((at(15) as Decision).order, [], VISIT_AT + 15 * MINUTE, p)).toBeNull();
});
