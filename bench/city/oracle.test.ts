import type { OrderEventRow } from '#cloud/orders';
import type { OutboxRow } from '#cloud/outbox';
import { anOrder, VISIT_AT } from '../../domain/testing/anOrder';
import { recipientSlotIds } from '#domain/schedule/slots';
import { CONTROLS } from './controls';
import { faultsIn, type Evidence } from './oracle';

const MINUTE = 60_000;
const done = anOrder({
  ...{ _id: 'o1', nurseId: 'n1', recipientId: 'r1', status: 'completed', finishedAt: VISIT_AT, version: 3 },
});
const money = { ...done.money, paidFen: 5000 };
const off = anOrder({ _id: 'o2', nurseId: null, recipientId: 'r2', status: 'cancelled', version: 2 });
const step = (_id: string, event: string, from: string, to: string) =>
  ({ _id, orderId: _id.split(':')[0], event, by: 'nurse', from, to, at: VISIT_AT, details: {} }) as OrderEventRow;
const message = (cause: string, template: string) =>
  ({
    _id: `${cause}:0`,
    orderId: cause.split(':')[0],
    kind: 'message',
    state: 'done',
    payload: { template },
  }) as OutboxRow;

/** A day with a visit that was made and one that was called off. Its steps are few: the judge does not know the table. */
const good: Evidence = {
  acknowledged: ['o1', 'o2'],
  orders: [{ ...done, money }, off],
  events: [
    step('o1:2', 'accept', 'pendingAcceptance', 'pendingPayment'),
    step('o1:3', 'payFull', 'pendingPayment', 'completed'),
    step('o2:2', 'cancel', 'pendingAcceptance', 'cancelled'),
  ],
  slots: [],
  outbox: [message('o1:2', 'orderAccepted'), message('o1:3', 'orderPaid')],
  payments: [{ _id: 'o1F1', orderId: 'o1', state: 'paid', amountFen: 5000, ofOrder: true }],
  paidAtWeChat: [{ outTradeNo: 'o1F1', amountFen: 5000 }],
  bookProblems: [],
};

test('a day on which all went well', () => expect(faultsIn(good)).toEqual([]));

test.each(Object.keys(CONTROLS))('%s: noticed', (name) => {
  expect(faultsIn((CONTROLS[name] as (typeof CONTROLS)[string])(good)).length).toBeGreaterThan(0);
});

test('one who still waits holds her half hours, and is somebody’s matter', () => {
  const waiting = anOrder({
    _id: 'o3',
    recipientId: 'r3',
    nurseId: 'n1',
    status: 'inService',
    finishedAt: null,
    version: 1,
  });
  const late = { ...waiting, startAt: VISIT_AT + 600 * MINUTE, endAt: VISIT_AT + 645 * MINUTE };
  const faults = faultsIn({
    ...good,
    acknowledged: [],
    orders: [late],
    events: [],
    payments: [],
    paidAtWeChat: [],
    outbox: [],
  });
  expect(faults).toEqual(expect.arrayContaining([expect.stringContaining("nobody's matter")]));
  expect(faults).toEqual(
    expect.arrayContaining(recipientSlotIds('r3', late).map((id) => expect.stringContaining(`does not hold ${id}`))),
  );
});

test('problems of the books are told as they are', () => {
  expect(faultsIn({ ...good, bookProblems: ['we book 1 fen'] })).toEqual(['books: we book 1 fen']);
});
