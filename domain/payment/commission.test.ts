import { accept } from '../order/accept';
import { cancel } from '../order/cancel';
import { aNurse } from '../testing/aNurse';
import { anAcceptedOrder, someMoney } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { commissionFor, ratesOf } from './commission';
import { completedEntry, nurseLineFen } from './ledger';

const AT = Date.parse('2026-11-23T10:00:00+08:00');
const withMed = { ...parameters, commission: { ...parameters.commission, medPercent: 75 } };
const later = { ...parameters, price: { ...parameters.price, nurseSharePercent: 50 } };

test('a number of the category holds, else the general one', () => {
  expect(commissionFor('MED-05', withMed, 'i1')).toEqual({ rule: 'med', sharePercent: 75 });
  expect(commissionFor('LIF-01', withMed, 'i1')).toEqual({ rule: 'general', sharePercent: 70 });
  expect(commissionFor('MEDX', withMed, 'i1')).toEqual({ rule: 'general', sharePercent: 70 });
});

test('an order keeps the share it was taken under, whatever holds when it is completed or called off', () => {
  const commission = commissionFor('MED-05', withMed, 'i1');
  const order = anAcceptedOrder({ money: someMoney({ paidFen: 21_200, commission }) });
  // 75 % of 168.00 is 126.00, and the way of 20.00
  for (const p of [parameters, later]) expect(nurseLineFen(completedEntry(order, AT, p.price))).toBe(14_600);
  expect(ratesOf({}, later.price).nurseSharePercent).toBe(50);
  // R3: 20 % of 168.00 is 33.60; of that 75 % is 25.20, and the way
  const called = cancel(
    anAcceptedOrder({ ...order, status: 'travelling', departedAt: AT }),
    'patient',
    '时间有变',
    order.startAt - 1,
    later,
  );
  expect(called.fact?.details).toMatchObject({ feeFen: 5360, nurseFeeFen: 4520 });
});

test('taken: the share of that hour stands on the order', () => {
  const waiting = anAcceptedOrder({ status: 'pendingAcceptance', nurseId: null });
  const offer = { nurseId: 'nurse-1', status: 'open', expiresAt: waiting.startAt } as never;
  const { order } = accept(waiting, aNurse(), offer, waiting.startAt - 86_400_000, withMed);
  const rule = waiting.serviceCode.startsWith('MED')
    ? { rule: 'med', sharePercent: 75 }
    : { rule: 'general', sharePercent: 70 };
  expect(order.money.commission).toEqual(rule);
});
