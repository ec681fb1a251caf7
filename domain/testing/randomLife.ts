/** Random lives of an order: whatever anybody tries at any time. Decisions refuse what must not be; tests watch the rest. */
import fc from 'fast-check';
import { accept, assign, release } from '../order/accept';
import { type Canceller, cancel } from '../order/cancel';
import { confirm, review } from '../order/confirm';
import { expireUnpaid } from '../order/expire';
import type { Decision, Order } from '../order/order';
import { refundArrived, settle } from '../order/pay';
import { decline, escalate, offer } from '../order/search';
import { checkIn, finish, setOut } from '../order/visit';
import type { PaymentPart } from '../payment/due';
import { Refusal } from '../refusal';
import { aNurse } from './aNurse';
import { aPrice, anOrder, VISIT_AT } from './anOrder';
import { aService } from './aService';
import { parameters as p } from './parameters';

type Attempt = (order: Order, now: number) => Decision | null;

const service = aService({ requiredVitals: [], requiredPhotos: [] });
const whole = { checkedSteps: [0, 1, 2], vitals: {}, photos: [], summary: '好' };
const door = {
  position: [120.15, 30.25],
  place: [120.15, 30.25],
  visitCode: '123456',
  expectedCode: '123456',
} as const;
const nurse = (index: number) => aNurse({ _id: `nurse-${index}` });
const open = (now: number) => ({ status: 'open', expiresAt: now + 1 });

/** WeChat Pay takes what a part costs, also where nobody should have paid it. */
function pay(part: PaymentPart, short: number): Attempt {
  return (order, now) => {
    const { totalFen, depositFen } = order.money.price;
    const expectedFen = { deposit: depositFen, full: totalFen, balance: totalFen - order.money.paidFen }[part];
    const payment = {
      part,
      expectedFen,
      paidFen: expectedFen - short,
      transactionId: `t${now}`,
      outTradeNo: `o${now}`,
    };
    return settle(order, { ...payment, alreadyPaid: false }, now);
  };
}

const offering = (index: number, now: number) => ({
  nurseIds: [`nurse-${index}`],
  stage: 'waves' as const,
  wave: 1,
  nextStepAt: now,
});

const attempt: fc.Arbitrary<{ name: string; run: Attempt }> = fc
  .record({
    which: fc.nat(),
    index: fc.integer({ min: 1, max: 3 }),
    canceller: fc.constantFrom<Canceller>('patient', 'nurse', 'operator', 'system'),
    part: fc.constantFrom<PaymentPart>('deposit', 'full', 'balance'),
    share: fc.constantFrom(0.5, 1),
  })
  .map(({ which, index, canceller, part, share }) => {
    const all: Record<string, Attempt> = {
      offer: (order, now) => offer(order, offering(index, now), now),
      decline: (order, now) => decline(order, `nurse-${index}`, now),
      escalate: (order, now) => escalate(order, now, now),
      accept: (order, now) => accept(order, nurse(index), open(now), now, p),
      assign: (order, now) => assign(order, nurse(index), now, p),
      release: (order, now) => release(order, 'nurse', '身体不适', now, p),
      pay: pay(part, 0),
      payAgain: pay(part, 0),
      payTooLittle: pay(part, 1),
      setOut: (order, now) => setOut(order, order.nurseId ?? '', now, p),
      checkIn: (order, now) => checkIn(order, { ...door, nurseId: order.nurseId ?? '' }, now, p),
      finish: (order, now) => finish(order, order.nurseId ?? '', whole, service, now),
      confirm: (order, now) => confirm(order, 'patient', now),
      review,
      cancel: (order, now) => cancel(order, canceller, '不需要了', now, p),
      expire: expireUnpaid,
      refundArrives: (order, now) => refundArrived(order, Math.ceil(order.money.refundingFen * share), now),
    };
    const names = Object.keys(all);
    const name = names[which % names.length] ?? 'pay';
    return { name, run: all[name] ?? pay(part, 0) };
  });

export interface Moment {
  readonly before: Order;
  readonly decision: Decision;
  readonly now: number;
}

/** Plays a life from booking on; `watch` sees every decision that was not refused. */
export function live(steps: readonly { run: Attempt; minutes: number }[], watch: (moment: Moment) => void): Order {
  let now = VISIT_AT - 26 * 3_600_000;
  let order = anOrder({ createdAt: now, money: { ...anOrder().money, price: aPrice() } });
  for (const { run, minutes } of steps) {
    now += minutes * 60_000;
    try {
      const decision = run(order, now);
      if (!decision) continue;
      watch({ before: order, decision, now });
      order = decision.order;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return order;
}

/** Enough attempts to come far; mostly minutes apart, sometimes hours. */
export const lives = fc.array(
  fc.record({ step: attempt, minutes: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 600 })) }),
  { minLength: 1, maxLength: 80, size: 'max' },
);
