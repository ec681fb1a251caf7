import { accept } from '../order/accept';
import { interrupt } from '../order/interrupt';
import { incomeAs } from '../order/taking';
import { aNurse } from '../testing/aNurse';
import { anOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { aPriceList, aPriceLine, aTariff } from '../testing/aPriceList';
import { parameters } from '../testing/parameters';
import { owedFen } from './owed';
import { quote } from './quote';
import { starBonusFen } from './star';
import { starBonusEntry } from './starEntries';

const { price: p } = parameters;
const CHOSEN = aNurse({ _id: 'nurse-1', userId: 'user-n1', stars: 4.9, reviewCount: 40 });
const OTHER = aNurse({ _id: 'nurse-2', userId: 'user-n2', stars: 5, reviewCount: 40 });
const PLAIN = aNurse({ _id: 'nurse-3', userId: 'user-n3', stars: 4.7, reviewCount: 40 });
const NOW = VISIT_AT - 24 * 3_600_000;
const OPEN = { status: 'open', expiresAt: VISIT_AT };
const visit = { routeMeters: 800, startAt: VISIT_AT, chosen: CHOSEN };
/** S 120.00 + way 10.00 + consumables 24.00 + stars 12.00 = 166.00 */
const CARE = quote({ list: aPriceList(), line: aPriceLine({ serviceFen: 12_000, itemKind: 'lifeCare' }) }, visit, p);
/** S 168.00 + way 10.00 + consumables 24.00 = 202.00 */
const MEDICAL = quote(aTariff(), visit, p);
const order = (more = {}) => anOrder({ chosenNurseId: 'nurse-1', money: someMoney({ price: CARE, ...more }) });
const takenBy = (nurse: typeof CHOSEN, of = order()) => accept(of, nurse, OPEN, NOW, parameters);

test('the chosen nurse comes: the premium is paid, and all of it is hers', () => {
  const { money } = takenBy(CHOSEN).order;
  expect(owedFen(money)).toBe(16_600);
  // 120.00 × 70 % + 10.00 + 12.00
  expect(incomeAs(CHOSEN, order(), parameters)).toBe(8400 + 1000 + 1200);
});

test('another one comes, with more stars even: nobody pays for stars he did not choose', () => {
  const { money } = takenBy(OTHER).order;
  expect(owedFen(money)).toBe(15_400);
  expect(money.reductions).toEqual([
    { kind: 'star', label: '换了护士，星级服务费不收', amountFen: 1200, nurseFen: 1200 },
  ]);
  expect(incomeAs(OTHER, order(), parameters)).toBe(9400);
  // Lost again and taken by a third: it is not taken off twice.
  const lost = { ...takenBy(OTHER).order, nurseId: null, status: 'pendingAcceptance' as const };
  expect(owedFen(takenBy(PLAIN, lost).order.money)).toBe(15_400);
});

test('paid in full and handed over: what was paid for the stars goes back at once', () => {
  const { order: taken, fact } = takenBy(OTHER, order({ paidFen: 16_600 }));
  expect(fact?.details).toMatchObject({ refundFen: 1200 });
  expect(taken.money).toMatchObject({ refundingFen: 1200 });
  expect(taken.status).toBe('pendingService');
  // Of a deposit nothing goes back: less is due later.
  expect(takenBy(OTHER, order({ paidFen: 3320 })).fact?.details.refundFen).toBeUndefined();
});

test('a filed medical item: the family pays the same for every nurse, the platform adds 10 % for high stars', () => {
  const medical = anOrder({ money: someMoney({ price: MEDICAL }) });
  const starred = takenBy(OTHER, medical).order;
  const plain = takenBy(PLAIN, medical).order;
  expect([starred, plain].map(({ money }) => owedFen(money))).toEqual([20_200, 20_200]);
  // 168.00 × 10 % = 16.80
  expect([starred, plain].map(({ money }) => starBonusFen(money))).toEqual([1680, 0]);
  expect(starBonusEntry(plain, NOW)).toBeNull();
  expect(starBonusEntry(starred, NOW)).toEqual({
    orderId: starred._id,
    cause: 'starBonus',
    at: NOW,
    nurseId: 'nurse-2',
    lines: [
      { account: 'platformFund', debitFen: 1680, creditFen: 0 },
      { account: 'nursePayable', debitFen: 0, creditFen: 1680 },
    ],
  });
  // The bonus is the nurse's who comes: it does not stay with the order.
  const lost = { ...starred, nurseId: null, status: 'pendingAcceptance' as const };
  expect(takenBy(PLAIN, lost).order.money.starBonusPercent).toBeUndefined();
});

test('broken off half-way: stars, holiday and bonus count for what was done', () => {
  const stop = { reason: '患者或家属要求停止', checkedSteps: [0, 1], summary: '家属要求停止' } as const;
  const sop = ['一', '二', '三', '四'];
  const inService = { ...takenBy(CHOSEN).order, status: 'inService' as const, nurseId: 'nurse-1', checkedInAt: NOW };
  // Half of 120.00 and of 12.00
  expect(interrupt(inService, 'nurse-1', stop, { sop }, NOW, parameters).order.money.reductions).toMatchObject([
    { kind: 'partial', amountFen: 6600, nurseFen: 4200 + 600 },
  ]);
  const medical = takenBy(OTHER, anOrder({ money: someMoney({ price: MEDICAL }) })).order;
  const stopped = { ...medical, status: 'inService' as const, checkedInAt: NOW };
  expect(starBonusFen(interrupt(stopped, 'nurse-2', stop, { sop }, NOW, parameters).order.money)).toBe(840);
});
