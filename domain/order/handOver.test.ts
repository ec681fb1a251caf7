import { aNurse } from '../testing/aNurse';
import { anAcceptedOrder, aPrice, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { nextStep } from '../dispatch/search';
import { accept } from './accept';
import { cancel } from './cancel';
import { handOver, mayHandOver } from './handOver';
import { assertCovered, insure, isCovered } from './insure';
import type { Order } from './order';

const HOUR = 3_600_000;
const paid = (except: Partial<Order> = {}): Order =>
  anAcceptedOrder({
    status: 'pendingService',
    payBy: null,
    money: someMoney({ paidFen: aPrice().depositFen }),
    ...except,
  });
const suspended = { nurseId: 'nurse-1', by: 'system', reason: '证件到期' } as const;
const give = (order: Order, now: number) => handOver(order, suspended, ['nurse-2'], now, parameters);

function released(order: Order, now: number): Order {
  const decision = give(order, now);
  if (decision === null || decision === 'people') throw new Error(`not released: ${decision}`);
  return decision.order;
}

test('two hours ahead it goes back to the search; nearer, and from the departure on, to people', () => {
  expect(released(paid(), VISIT_AT - 2 * HOUR).status).toBe('pendingAcceptance');
  expect(give(paid(), VISIT_AT - 2 * HOUR + 1)).toBe('people');
  expect(give(paid({ status: 'travelling' }), VISIT_AT - 5 * HOUR)).toBe('people');
  expect(give(paid({ status: 'inService' }), VISIT_AT)).toBe('people');
});

test('an operator may take it back at any time before the departure', () => {
  const byOperator = { ...suspended, by: 'operator' } as const;
  expect(handOver(paid(), byOperator, [], VISIT_AT - 60_000, parameters)).toMatchObject({ order: { nurseId: null } });
  expect(handOver(paid({ status: 'travelling' }), byOperator, [], VISIT_AT, parameters)).toBe('people');
});

test('what is another nurse’s, or over, is left alone: doing it twice changes nothing', () => {
  expect(give(paid({ nurseId: 'nurse-2' }), VISIT_AT - 5 * HOUR)).toBeNull();
  expect(give(paid({ status: 'completed' }), VISIT_AT + 5 * HOUR)).toBeNull();
  expect(give(released(paid(), VISIT_AT - 5 * HOUR), VISIT_AT - 5 * HOUR)).toBeNull();
});

test('a paid order is asked of ten at once, of nobody who said no, and its cover is void', () => {
  const order = released(paid(), VISIT_AT - 5 * HOUR);
  expect(order).toMatchObject({ nurseId: null, nurseName: null, nurseOpenid: '', cover: null, payBy: null });
  expect(order.dispatch.offeredNurseIds).toEqual(['nurse-2', 'nurse-1']);
  const others = Array.from({ length: 12 }, (_, index) => `nurse-${index + 1}`);
  expect(nextStep(order, others, 0, VISIT_AT - 5 * HOUR, parameters.acceptance)).toMatchObject({
    action: 'offer',
    stage: 'alternates',
    nurseIds: others.slice(2, 12),
  });
});

test('the next nurse’s order is paid already', () => {
  const now = VISIT_AT - 5 * HOUR;
  const order = released(paid(), now);
  const taken = accept(
    order,
    aNurse({ _id: 'nurse-3' }),
    { status: 'open', expiresAt: now + 1 },
    now,
    parameters,
  ).order;
  expect(taken).toMatchObject({ status: 'pendingService', payBy: null, nurseId: 'nurse-3' });
  expect(isCovered(taken)).toBe(false);
});

test('nobody found: all that was paid goes back', () => {
  const order = released(paid(), VISIT_AT - 5 * HOUR);
  expect(cancel(order, 'system', '暂无护士接单', VISIT_AT - 4 * HOUR, parameters).order).toMatchObject({
    status: 'refunding',
    money: { refundingFen: aPrice().depositFen, cancellationFeeFen: 0 },
  });
});

test('by a change of her plan a nurse gives back only what is a day ahead', () => {
  expect(mayHandOver(paid(), VISIT_AT - 24 * HOUR, parameters)).toBe(true);
  expect(mayHandOver(paid(), VISIT_AT - 24 * HOUR + 1, parameters)).toBe(false);
  expect(mayHandOver(paid({ status: 'inService' }), VISIT_AT - 48 * HOUR, parameters)).toBe(false);
});

describe('the cover of a visit', () => {
  const cover = { number: 'PA-1', insurer: '示例保险', nurseId: 'nurse-1' };
  const bare = paid({ cover: null });

  test('stands on the order once, and says so', () => {
    const { order, fact } = insure(bare, cover, VISIT_AT - HOUR);
    expect([order.cover, fact?.details]).toEqual([cover, { number: 'PA-1' }]);
    expect(insure(order, { ...cover, number: 'PA-2' }, VISIT_AT).fact).toBeNull();
    expect(() => assertCovered(order)).not.toThrow();
  });

  test('is for this nurse alone', () => {
    expect(insure(bare, { ...cover, nurseId: 'nurse-2' }, VISIT_AT).fact).toBeNull();
    expect(() => assertCovered({ ...bare, cover: { ...cover, nurseId: 'nurse-2' } })).toThrow('NO_INSURANCE_COVER');
    expect(() => assertCovered(bare)).toThrow('NO_INSURANCE_COVER');
  });

  test('comes too late for a visit that is over, and is never without a number', () => {
    expect(insure(paid({ cover: null, status: 'cancelled' }), cover, VISIT_AT).fact).toBeNull();
    expect(() => insure(bare, { ...cover, number: ' ' }, VISIT_AT)).toThrow('NO_INSURANCE_COVER');
  });
});
