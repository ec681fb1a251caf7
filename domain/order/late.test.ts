import { anAcceptedOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import { compensationOf, tierOf } from './cancel';
import { late, lateDiscount, nurseNoShow } from './late';
import type { Order } from './order';
import { arrive, mayLeaveAt, patientNoShow } from './patientNoShow';

const MINUTE = 60_000;
const after = (minutes: number) => VISIT_AT + minutes * MINUTE;
const paid = (except: Partial<Order> = {}) =>
  anAcceptedOrder({ status: 'pendingService', payBy: null, money: someMoney({ paidFen: 21_200 }), ...except });
const travelling = (except: Partial<Order> = {}) => paid({ status: 'travelling', departedAt: after(-30), ...except });

test.each([
  [30, null],
  [31, 2120],
])('%i minutes late: %p fen off', (minutes, amountFen) => {
  expect(lateDiscount(travelling(), after(minutes), p)?.amountFen ?? null).toBe(amountFen);
});

test('who stood at the door in time is not late because nobody opened', () => {
  expect(lateDiscount(travelling({ atDoorAt: after(5) }), after(50), p)).toBeNull();
});

test('by her own word she may be too late before the hour has come', () => {
  const said = (minutes: number) => late(paid(), 'nurse-1', after(minutes), after(-60)).order;
  expect([tierOf(said(30), after(-120), p), tierOf(said(31), after(-120), p)]).toEqual(['R2', 'R0']);
});

test.each([
  [-1440, 0],
  [-1439, 2000],
  [-120, 2000],
  [-119, 5000],
  [60, 5000],
])('%i minutes from the hour the platform owes %i fen', (minutes, fen) => {
  expect(compensationOf(paid(), after(minutes), p)).toBe(fen);
});

test('a fifth of a dear order is more than the least; who has not paid is owed nothing', () => {
  const dear = { ...someMoney({ paidFen: 60_000 }), price: { ...someMoney().price, totalFen: 60_000 } };
  expect(compensationOf(paid({ money: dear }), after(-10), p)).toBe(12_000);
  expect(compensationOf(paid({ money: someMoney() }), after(-10), p)).toBe(0);
});

test('an hour after the hour, not sooner, and not where she stands at the door', () => {
  const tooEarly = expect.objectContaining({ code: 'NO_SHOW_TOO_EARLY' });
  expect(() => nurseNoShow(paid(), 'system', after(60), p)).toThrow(tooEarly);
  expect(nurseNoShow(paid(), 'system', after(60) + 1, p).order).toMatchObject({
    status: 'refunding',
    money: { refundingFen: 21_200, compensationFen: 5000, cancellationFeeFen: 0 },
  });
  expect(() => nurseNoShow(travelling({ atDoorAt: after(3) }), 'patient', after(90), p)).toThrow(tooEarly);
  // Her own word counts for the family, not for the clock.
  const said = paid({ expectedAt: after(75) });
  expect(nurseNoShow(said, 'patient', after(10), p).order.status).toBe('refunding');
  expect(() => nurseNoShow(said, 'system', after(10), p)).toThrow(tooEarly);
});

describe('nobody opens', () => {
  const here = { nurseId: 'nurse-1', position: [120.15, 30.25], place: [120.15, 30.25] } as const;
  const waiting = arrive(travelling(), here, after(-5), p).order;
  const proof = (now: number) => ({ ...here, callsAt: [now - 1, now - 2], photoFileId: 'f' });

  test('saying twice that one has come changes nothing', () => {
    expect(arrive(waiting, here, after(3), p)).toEqual({ order: waiting, fact: null });
  });

  test('who came early waits from the hour on, who came late from then on', () => {
    expect(mayLeaveAt(waiting, p)).toBe(after(15));
    expect(mayLeaveAt({ ...waiting, atDoorAt: after(20) }, p)).toBe(after(35));
    expect(mayLeaveAt(travelling(), p)).toBeNull();
  });

  test('half the service fee and the way; the way and 70 % of the rest are hers', () => {
    const { order, fact } = patientNoShow(waiting, proof(after(15)), after(15), p);
    expect(order).toMatchObject({ status: 'refunding', money: { cancellationFeeFen: 10_400, refundingFen: 10_800 } });
    expect(fact?.details).toMatchObject({ tier: 'R4', feeFen: 10_400, nurseFeeFen: 2000 + 5880, calls: 2 });
    expect(() => patientNoShow(waiting, proof(after(15)), after(15) - 1, p)).toThrow(
      expect.objectContaining({ code: 'NO_SHOW_TOO_EARLY' }),
    );
  });

  test('the same call twice is one call, and one before she came is none', () => {
    const now = after(20);
    for (const callsAt of [
      [now, now],
      [now, after(-30)],
    ]) {
      expect(() => patientNoShow(waiting, { ...proof(now), callsAt }, now, p)).toThrow(
        expect.objectContaining({ code: 'CALLS_MISSING' }),
      );
    }
  });
});
