/**
 * The table, walked by hand. A test that loops over STEPS would only prove that `step` reads STEPS; here every journey and
 * every forbidden step is written out, and random lives must stay on edges that are written out too.
 */
import fc from 'fast-check';
import { netPaidFen, owedFen } from '../payment/owed';
import { live } from '../testing/randomLife';
import { anOrder } from '../testing/anOrder';
import { move } from './order';
import { type Actor, type OrderEvent, type OrderStatus, SHOWN_AS, STEPS } from './status';

type Leg = readonly [event: OrderEvent, by: Actor, arrives: OrderStatus];

const journeys: Record<string, readonly Leg[]> = {
  'deposit first, balance at the end': [
    ['offer', 'system', 'pendingAcceptance'],
    ['decline', 'nurse', 'pendingAcceptance'],
    ['offer', 'system', 'pendingAcceptance'],
    ['accept', 'nurse', 'pendingPayment'],
    ['payDeposit', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['finish', 'nurse', 'pendingConfirmation'],
    ['confirm', 'patient', 'pendingBalance'],
    ['payBalance', 'wechatPay', 'completed'],
    ['review', 'patient', 'completed'],
  ],
  'paid in full, the clock confirms': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['finish', 'nurse', 'pendingConfirmation'],
    ['confirm', 'system', 'completed'],
  ],
  'money asked back from first to last': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payDeposit', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['finish', 'nurse', 'pendingConfirmation'],
    ['dispute', 'patient', 'pendingConfirmation'],
    ['decideDispute', 'operator', 'pendingConfirmation'],
    ['confirm', 'patient', 'pendingBalance'],
    ['dispute', 'patient', 'pendingBalance'],
    ['decideDispute', 'operator', 'completed'],
    ['dispute', 'patient', 'completed'],
    ['decideDispute', 'operator', 'completed'],
    ['refunded', 'wechatPay', 'completed'],
  ],
  'nobody accepts, operators assign': [
    ['offer', 'system', 'pendingAcceptance'],
    ['escalate', 'system', 'pendingAcceptance'],
    ['assign', 'operator', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
  ],
  'nobody at all, the search ends': [
    ['escalate', 'system', 'pendingAcceptance'],
    ['cancel', 'system', 'cancelled'],
  ],
  'the nurse backs out before payment, another one comes': [
    ['accept', 'nurse', 'pendingPayment'],
    ['release', 'nurse', 'pendingAcceptance'],
    ['accept', 'nurse', 'pendingPayment'],
  ],
  'the nurse is suspended after payment, another one comes and nobody pays twice': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['insure', 'system', 'pendingService'],
    ['release', 'system', 'pendingAcceptance'],
    ['accept', 'nurse', 'pendingService'],
    ['insure', 'system', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
  ],
  'handed over after payment, and nobody is found': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payDeposit', 'wechatPay', 'pendingService'],
    ['release', 'system', 'pendingAcceptance'],
    ['cancel', 'system', 'refunding'],
    ['refunded', 'wechatPay', 'refunded'],
  ],
  'cancelled on the way, the money comes back': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['cancel', 'patient', 'refunding'],
    ['refunded', 'wechatPay', 'refunded'],
  ],
  'the money comes after the order was let go': [
    ['accept', 'nurse', 'pendingPayment'],
    ['cancel', 'system', 'cancelled'],
    ['payLate', 'wechatPay', 'refunding'],
    ['payLate', 'wechatPay', 'refunding'],
    ['refunded', 'wechatPay', 'refunded'],
    ['payLate', 'wechatPay', 'refunding'],
  ],
  'moved by the family, her plan does not allow it, another nurse takes it and nobody pays twice': [
    ['reschedule', 'patient', 'pendingAcceptance'],
    ['accept', 'nurse', 'pendingPayment'],
    ['reschedule', 'patient', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['reschedule', 'patient', 'pendingService'],
    ['reschedule', 'patient', 'pendingAcceptance'],
    ['accept', 'nurse', 'pendingService'],
  ],
  'the nurse asks for another time, and for yet another': [
    ['accept', 'nurse', 'pendingPayment'],
    ['proposeTime', 'nurse', 'pendingPayment'],
    ['declineTime', 'patient', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['proposeTime', 'nurse', 'pendingService'],
    ['reschedule', 'patient', 'pendingService'],
  ],
  'late, at the door, nobody opens': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['late', 'nurse', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['late', 'nurse', 'travelling'],
    ['arrive', 'nurse', 'travelling'],
    ['patientNoShow', 'nurse', 'refunding'],
    ['refunded', 'wechatPay', 'refunded'],
  ],
  'nobody opens, and the fee takes the whole deposit': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payDeposit', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['arrive', 'nurse', 'travelling'],
    ['patientNoShow', 'nurse', 'cancelled'],
  ],
  'the nurse never comes': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['nurseNoShow', 'system', 'refunding'],
  ],
  'the nurse must not begin': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['arrive', 'nurse', 'travelling'],
    ['refuseVisit', 'nurse', 'refunding'],
  ],
  'broken off: what was not done goes back, and the visit is confirmed as it was': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['interrupt', 'nurse', 'pendingConfirmation'],
    ['refunded', 'wechatPay', 'pendingConfirmation'],
    ['confirm', 'patient', 'completed'],
    ['review', 'patient', 'completed'],
  ],
  'broken off because of an emergency: all of it goes back': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payFull', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['interrupt', 'nurse', 'refunding'],
  ],
  'the balance may be paid early': [
    ['accept', 'nurse', 'pendingPayment'],
    ['payDeposit', 'wechatPay', 'pendingService'],
    ['payBalance', 'wechatPay', 'pendingService'],
    ['setOut', 'nurse', 'travelling'],
    ['payBalance', 'wechatPay', 'travelling'],
    ['checkIn', 'nurse', 'inService'],
    ['payBalance', 'wechatPay', 'inService'],
    ['finish', 'nurse', 'pendingConfirmation'],
    ['payBalance', 'wechatPay', 'pendingConfirmation'],
    ['confirm', 'patient', 'completed'],
  ],
};

test.each(Object.entries(journeys))('%s', (_, legs) => {
  let order = anOrder();
  for (const [event, by, arrives] of legs) {
    order = move(order, { event, by, now: order.statusSince + 60_000, to: arrives }).order;
    expect([event, order.status]).toEqual([event, arrives]);
  }
});

test.each<[string, OrderStatus, OrderEvent, Actor]>([
  ['two nurses cannot have one order', 'pendingPayment', 'accept', 'nurse'],
  ['nobody pays before a nurse is found', 'pendingAcceptance', 'payFull', 'wechatPay'],
  ['no nurse sets out unpaid', 'pendingPayment', 'setOut', 'nurse'],
  ['no check-in without setting out', 'pendingService', 'checkIn', 'nurse'],
  ['no care before the check-in', 'travelling', 'finish', 'nurse'],
  ['a visit under way cannot be cancelled', 'inService', 'cancel', 'patient'],
  ['nor a finished one', 'pendingConfirmation', 'cancel', 'patient'],
  ['nor a completed one', 'completed', 'cancel', 'operator'],
  ['what is not finished cannot be confirmed', 'inService', 'confirm', 'patient'],
  ['what is not completed cannot be reviewed', 'pendingBalance', 'review', 'patient'],
  ['a completed order takes no more money', 'completed', 'payBalance', 'wechatPay'],
  ['a cancelled order does not come to life', 'cancelled', 'accept', 'nurse'],
  ['what is refunded is not refunded again', 'refunded', 'refunded', 'wechatPay'],
  ['a cancelled order is not cancelled again', 'cancelled', 'cancel', 'patient'],
  ['who is on her way is not called to another hour', 'travelling', 'reschedule', 'patient'],
  ['nor who is at work', 'inService', 'reschedule', 'patient'],
  ['who has checked in has come', 'inService', 'nurseNoShow', 'patient'],
  ['nobody stands at a door before setting out', 'pendingService', 'arrive', 'nurse'],
  ['nothing is broken off before it began', 'travelling', 'interrupt', 'nurse'],
])('%s', (_, status, event, by) => {
  const order = anOrder({ status });
  expect(() => move(order, { event, by, now: 0 })).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
});

test.each<[string, OrderStatus, OrderEvent, Actor]>([
  ['a patient cannot accept for the nurse', 'pendingAcceptance', 'accept', 'patient'],
  ['a nurse cannot assign herself', 'pendingAcceptance', 'assign', 'nurse'],
  ['nobody but WeChat Pay says that money came', 'pendingPayment', 'payFull', 'patient'],
  ['nobody but WeChat Pay says that money went back', 'refunding', 'refunded', 'operator'],
  ['a nurse cannot decide about a family’s money', 'completed', 'decideDispute', 'nurse'],
  ['a nurse cannot confirm her own work', 'pendingConfirmation', 'confirm', 'nurse'],
  ['a nurse cannot review herself', 'completed', 'review', 'nurse'],
  ['an operator cannot check in', 'travelling', 'checkIn', 'operator'],
  ['a nurse does not send a paid order back to the search', 'pendingService', 'release', 'nurse'],
  ['a nurse does not say herself that she is insured', 'pendingService', 'insure', 'nurse'],
  ['the clock does not cancel what is paid', 'pendingService', 'cancel', 'system'],
  ['a nurse moves no visit by herself', 'pendingService', 'reschedule', 'nurse'],
  ['nor does she answer herself', 'pendingService', 'declineTime', 'nurse'],
  ['she does not say herself that she did not come', 'travelling', 'nurseNoShow', 'nurse'],
  ['a family does not say that itself was out', 'travelling', 'patientNoShow', 'patient'],
])('%s', (_, status, event, by) => {
  const order = anOrder({ status });
  expect(() => move(order, { event, by, now: 0 })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
});

test('a step cannot choose an end the table does not name', () => {
  const order = anOrder({ status: 'pendingService' });
  expect(() => move(order, { event: 'cancel', by: 'patient', now: 0, to: 'completed' })).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_STEP' }),
  );
});

test('a move that stays keeps the time since when; every move counts one version', () => {
  const order = anOrder();
  const stayed = move(order, { event: 'offer', by: 'system', now: order.statusSince + 5 }).order;
  expect([stayed.statusSince, stayed.version]).toEqual([order.statusSince, order.version + 1]);
  const moved = move(order, { event: 'cancel', by: 'patient', now: order.statusSince + 5 }).order;
  expect(moved.statusSince).toBe(order.statusSince + 5);
});

test('people read the eight names of the specification', () => {
  const names = ['待接单', '待支付', '待服务', '服务中', '待确认', '已完成', '已取消', '退款中', '已退款'];
  expect([...new Set(Object.values(SHOWN_AS))].sort()).toEqual([...names].sort());
});

test('no two rows of the table speak of the same step', () => {
  const keys = STEPS.map(({ from, event }) => `${from} ${event}`);
  expect(new Set(keys).size).toBe(keys.length);
});

/** Every edge there may be, by hand. */
const EDGES = `
pendingAcceptance pendingAcceptance | pendingAcceptance pendingPayment | pendingAcceptance cancelled
pendingAcceptance pendingService | pendingAcceptance refunding | pendingPayment pendingPayment
pendingPayment pendingService | pendingPayment pendingAcceptance | pendingPayment cancelled
pendingService pendingService | pendingService pendingAcceptance | pendingService travelling | pendingService refunding | pendingService cancelled
travelling travelling | travelling inService | travelling refunding | travelling cancelled
inService inService | inService pendingConfirmation | inService refunding | inService cancelled
pendingConfirmation pendingConfirmation | pendingConfirmation pendingBalance | pendingConfirmation completed
pendingBalance completed | completed completed
cancelled refunding | refunding refunding | refunding refunded | refunded refunding`
  .split(/[\n|]/)
  .map((edge) => edge.trim());

/** Mostly minutes apart, sometimes hours, so that lives come far. */
const lives = fc.array(
  fc.record({
    pick: fc.nat({ max: 999 }),
    variant: fc.nat({ max: 11 }),
    minutes: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 600 })),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

test('random lives never leave the table, and every moment of them makes sense', () => {
  const visited = new Set<OrderStatus>();
  fc.assert(
    fc.property(lives, (days) => {
      live(days, ({ before, decision: { order, fact } }) => {
        if (!fact) return expect(order).toBe(before);
        visited.add(order.status);
        expect(EDGES).toContain(`${fact.from} ${fact.to}`);
        expect([fact.from, fact.to]).toEqual([before.status, order.status]);
        expect(order.version).toBe(before.version + 1);
        const { paidFen, refundedFen, refundingFen, cancellationFeeFen } = order.money;
        for (const fen of [paidFen, refundedFen, refundingFen, cancellationFeeFen]) {
          expect(Number.isInteger(fen) && fen >= 0).toBe(true);
        }
        expect(refundedFen + refundingFen + cancellationFeeFen).toBeLessThanOrEqual(paidFen);
        if (order.status === 'pendingAcceptance') expect(order.nurseId).toBeNull();
        if (order.status === 'completed') expect(netPaidFen(order.money)).toBe(owedFen(order.money));
        expect(owedFen(order.money)).toBeGreaterThanOrEqual(0);
        if (order.status === 'refunded') expect(refundingFen).toBe(0);
        if (order.status === 'refunding') expect(refundingFen).toBeGreaterThan(0);
      });
    }),
    { numRuns: 300, seed: 20261123 },
  );
  // The walks must come everywhere, or they show nothing.
  expect([...visited].sort()).toEqual(Object.keys(SHOWN_AS).sort());
});
