import fc from 'fast-check';
import { anAcceptedOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import { netPaidFen, owedFen } from '../payment/owed';
import { interrupt, undone } from './interrupt';
import type { Order } from './order';
import { refusalTerms, refuseVisit } from './refuseVisit';

const NOW = VISIT_AT + 600_000;
const begun = (except: Partial<Order> = {}) =>
  anAcceptedOrder({
    ...{ status: 'inService', departedAt: VISIT_AT - 1, checkedInAt: VISIT_AT, payBy: null },
    ...{ money: someMoney({ paidFen: 21_200 }) },
    ...except,
  });
const service = { sop: ['一', '二', '三', '四', '五', '六', '七'] };
const stopped = { reason: '患者或家属要求停止', checkedSteps: [0, 1, 2], summary: '停止' } as const;
const stop = (order: Order, more: object = {}) => interrupt(order, 'nurse-1', { ...stopped, ...more }, service, NOW, p);

test('three of seven steps: 72.00 of 168.00 are charged; she has 70 % of that, and her way', () => {
  // 16 800 × 3 / 7 = 7 200; 70 % of 16 800 is 11 760, of 7 200 is 5 040.
  expect(undone(begun(), [0, 1, 2], service, p)).toMatchObject({ amountFen: 9600, nurseFen: 6720 });
  const { order } = stop(begun());
  expect(order).toMatchObject({ status: 'pendingConfirmation', finishedAt: NOW, money: { refundingFen: 9600 } });
  expect(netPaidFen(order.money)).toBe(owedFen(order.money));
});

test('who paid a deposit owes only the rest of what was done', () => {
  const { money } = stop(begun({ money: someMoney({ paidFen: 4240 }) })).order;
  expect([money.refundingFen, owedFen(money) - netPaidFen(money)]).toEqual([0, 21_200 - 9600 - 4240]);
});

test('to hospital: all of it goes back, and the platform pays her as for the whole visit', () => {
  const { order, fact } = stop(begun(), { reason: '患者不适，需要就医' });
  expect(order).toMatchObject({ status: 'refunding', money: { refundingFen: 21_200, cancellationFeeFen: 0 } });
  expect(fact?.details).toMatchObject({ fundFen: 13_760, feeFen: 0 });
});

test('whatever was done, nobody pays more than the price, less than nothing, or more for less', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 6 })), fc.nat({ max: 90_000 }), (steps, serviceFen) => {
      const items = [{ kind: 'service' as const, label: '服务费', amountFen: serviceFen }];
      const money = { ...someMoney(), price: { items, totalFen: serviceFen, depositFen: 0 } };
      const { amountFen, nurseFen } = undone(begun({ money }), steps, service, p);
      expect(amountFen).toBeGreaterThanOrEqual((serviceFen * (7 - steps.length)) / 7);
      expect(amountFen).toBeLessThanOrEqual(serviceFen);
      expect(nurseFen).toBeGreaterThanOrEqual(0);
      expect(nurseFen).toBeLessThanOrEqual(amountFen);
    }),
  );
});

test.each([
  ['体征异常需就医', { feeFen: 0, fundFen: 13_760, refundFen: 21_200 }],
  // The way of 20.00 and the assessment of 98.00; hers: the way and 70 % of 98.00.
  ['与预约前的回答不符', { feeFen: 11_800, nurseFeeFen: 2000 + 6860, fundFen: 0, refundFen: 9400 }],
] as const)('refused: %s', (ground, expected) => {
  expect(refusalTerms(begun(), ground, p)).toMatchObject(expected);
  expect(refuseVisit(begun(), 'nurse-1', ground, NOW, p).fact?.details).toMatchObject(expected);
});

test('a deposit covers at most itself', () => {
  const order = begun({ money: someMoney({ paidFen: 4240 }) });
  expect(refusalTerms(order, '与预约前的回答不符', p)).toMatchObject({ feeFen: 4240, refundFen: 0 });
});

test('on the way she cannot know', () => {
  const order = begun({ status: 'travelling', checkedInAt: null });
  expect(() => refuseVisit(order, 'nurse-1', '环境不安全', NOW, p)).toThrow(
    expect.objectContaining({ code: 'NOT_AT_DOOR' }),
  );
  expect(() => refuseVisit(begun(), 'nurse-2', '环境不安全', NOW, p)).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
});
