import fc from 'fast-check';
import { anAcceptedOrder, aPrice, someMoney, VISIT_AT } from '../../testing/anOrder';
import { parameters as p } from '../../testing/parameters';
import { cancellation } from '../../order/cancel';
import { undone } from '../../order/interrupt';
import { aService } from '../../testing/aService';
import { DAY } from '../../schedule/beijing';
import { borne, givenOf } from '../discounted';
import { sum } from '../fen';
import { balances, completedEntry, type Entry, feeEntry, paidEntry, refundSucceededEntry } from '../ledger';
import { givenFen } from '../owed';
import {
  type CarePackage,
  consumedFen,
  freeVisits,
  handedOver,
  heldFen,
  letGo,
  notUsable,
  paid,
  refundUnused,
  reserved,
  returnedFen,
  spent,
  wanted,
} from './carePackage';
import { assertSensibleOffer, type PackageOffer } from './offer';
import { packaged } from './packaged';
import { packagePaidEntry, packageRefundRequestedEntry, packageUsedEntry, withPackage } from './packageEntries';

const BOUGHT_AT = Date.parse('2026-11-23T08:00:00+08:00');
const MINUTE = 60_000;
const terms = {
  ...{ name: '换药 5 次', serviceCodes: ['MED-05'], visitCount: 5, priceFen: 80_002, validMonths: 3 },
  covers: 'service',
} as const;
const anOffer = (except: Partial<PackageOffer> = {}): PackageOffer => ({
  ...{ _id: 'offer-1', ...terms, state: 'open', reason: '秋季', publishedBy: 'operator-1', publishedAt: 0 },
  ...except,
});
const buyer = { _id: 'package-1', ownerUserId: 'user-1', recipientId: 'recipient-1' };
const unpaid = wanted(anOffer(), buyer, BOUGHT_AT, p.packages);
const bought = (offer = anOffer()): CarePackage =>
  paid(wanted(offer, buyer, BOUGHT_AT, p.packages), BOUGHT_AT + MINUTE, p.packages) as CarePackage;
const visit = (orderId: string, except: object = {}) => ({
  ...{ _id: orderId, patientUserId: 'user-1', recipientId: 'recipient-1', serviceCode: 'MED-05', startAt: VISIT_AT },
  ...except,
});

test.each([
  ['no service', { serviceCodes: [] }],
  ['a service twice', { serviceCodes: ['MED-05', 'MED-05'] }],
  ['one visit', { visitCount: 1 }],
  ['more visits than anybody needs', { visitCount: 51 }],
  ['a visit and a half', { visitCount: 2.5 }],
  ['a visit for less than a fen', { priceFen: 4 }],
  ['longer than WeChat Pay sends money back', { validMonths: 11 }],
])('an offer of %s is none', (_what, except) => {
  expect(() => assertSensibleOffer({ ...terms, ...except })).toThrow('BAD_INPUT');
  expect(() => assertSensibleOffer(terms)).not.toThrow();
});

test('paid: every visit has its share, the first ones the odd fen; it lasts to the end of the day three months on', () => {
  expect(unpaid).toMatchObject({ state: 'unpaid', visits: [], paidFen: 0, payBy: BOUGHT_AT + 30 * MINUTE });
  const one = bought();
  expect(one.visits.map(({ shareFen }) => shareFen)).toEqual([16_001, 16_001, 16_000, 16_000, 16_000]);
  expect(one).toMatchObject({
    ...{ state: 'active', paidFen: 80_002, payBy: null, validUntil: Date.parse('2027-02-24T00:00:00+08:00') },
    returnAt: Date.parse('2027-03-26T00:00:00+08:00'),
  });
  expect(paid(one, BOUGHT_AT, p.packages)).toBeNull();
});

test('nobody paid in half an hour: let go, and money that comes later goes back', () => {
  expect(letGo(unpaid, BOUGHT_AT + 29 * MINUTE)).toBeNull();
  const gone = letGo(unpaid, BOUGHT_AT + 30 * MINUTE) as CarePackage;
  expect(gone).toMatchObject({ state: 'closed' });
  expect(paid(gone, BOUGHT_AT + 31 * MINUTE, p.packages)).toBeNull();
  expect(letGo(bought(), BOUGHT_AT + DAY)).toBeNull();
  expect(() => wanted(anOffer({ state: 'withdrawn' }), buyer, BOUGHT_AT, p.packages)).toThrow('PACKAGE_OFFER_GONE');
});

test('it pays for its person, its services, up to the visits of its last day, and for nobody else', () => {
  const one = bought();
  expect(notUsable(one, visit('o1'))).toBeNull();
  expect(notUsable(null, visit('o1'))).toBe('none');
  expect(notUsable(unpaid, visit('o1'))).toBe('none');
  expect(notUsable(one, visit('o1', { patientUserId: 'user-2' }))).toBe('none');
  expect(notUsable(one, visit('o1', { recipientId: 'recipient-2' }))).toBe('otherPerson');
  expect(notUsable(one, visit('o1', { serviceCode: 'MED-01' }))).toBe('otherService');
  expect(notUsable(one, visit('o1', { startAt: (one.validUntil ?? 0) - 1 }))).toBeNull();
  expect(notUsable(one, visit('o1', { startAt: one.validUntil }))).toBe('expired');
});

test('two orders for the last visit: the second finds none', () => {
  const one = ['a', 'b', 'c', 'd', 'e'].reduce((before, id) => reserved(before, visit(id)), bought());
  expect(() => reserved(one, visit('f'))).toThrow('PACKAGE_NOT_USABLE');
  const back = spent(one, 'b', { usedFen: 0, coveredFen: 100 })?.after as CarePackage;
  expect(freeVisits(back)).toHaveLength(1);
  expect(reserved(back, visit('f')).visits[1]).toMatchObject({ state: 'reserved', orderId: 'f' });
});

test('a visit that was made takes its share; a part of one takes that part, and the rest goes back', () => {
  const one = reserved(bought(), visit('a'));
  expect(spent(one, 'a', { usedFen: 19_200, coveredFen: 19_200 })).toMatchObject({ consumedFen: 16_001, refundFen: 0 });
  // 16001 × 3360 / 19200 = 2800.175
  const part = spent(one, 'a', { usedFen: 3360, coveredFen: 19_200 });
  expect(part).toMatchObject({ consumedFen: 2800, refundFen: 13_201 });
  expect(part?.after.visits[0]).toMatchObject({ state: 'used', consumedFen: 2800, returnedFen: 13_201 });
  expect(spent(one, 'another', { usedFen: 1, coveredFen: 1 })).toBeNull();
});

test('the unused visits come back in money: each its share, one that an order has stays with the order', () => {
  const one = reserved(reserved(bought(), visit('a')), visit('b'));
  const used = spent(one, 'a', { usedFen: 1, coveredFen: 1 })?.after as CarePackage;
  const { after, refundFen } = refundUnused(used);
  expect(refundFen).toBe(3 * 16_000);
  expect(after).toMatchObject({ state: 'active' });
  expect(() => refundUnused(after)).toThrow('NOTHING_TO_REFUND');
  const free = spent(after, 'b', { usedFen: 0, coveredFen: 1 })?.after as CarePackage;
  expect(refundUnused(free)).toMatchObject({ refundFen: 16_001, after: { state: 'ended', returnAt: null } });
});

test('the unused visits are handed to another person while there are some and there is time', () => {
  const one = handedOver(bought(), 'recipient-2', VISIT_AT);
  expect(notUsable(one, visit('o', { recipientId: 'recipient-2' }))).toBeNull();
  expect(() => handedOver(one, 'recipient-1', one.validUntil ?? 0)).toThrow('PACKAGE_NOT_USABLE');
  expect(() => handedOver(refundUnused(one).after, 'recipient-1', VISIT_AT)).toThrow('PACKAGE_NOT_USABLE');
});

/** Service 168.00, way 20.00, consumables 24.00. */
const price = packaged(aPrice(), terms, p.price);

test('the price says what it pays; the way stays to be paid, and a fen where it pays everything', () => {
  expect(price).toMatchObject({ totalFen: 2000, depositFen: 400 });
  expect(price.items.at(-1)).toEqual({ kind: 'package', label: '套餐抵扣（换药 5 次）', amountFen: -19_200 });
  expect(givenOf(price)).toEqual({ coupon: 0, points: 0, package: 19_200 });
  expect(packaged(aPrice(), { ...terms, covers: 'visit' }, p.price)).toMatchObject({ totalFen: 1, depositFen: 0 });
});

test('a visit that was made: the nurse earns by the whole price, the package’s discount is the platform’s', () => {
  const money = someMoney({ price, paidFen: 2000, packageId: 'package-1' });
  const order = anAcceptedOrder({ money });
  const entries = [
    packagePaidEntry({ packageId: 'package-1', outTradeNo: 'p', amountFen: 80_002 }, 1),
    paidEntry({ orderId: order._id, outTradeNo: 'o', amountFen: 2000 }, 2),
    completedEntry(order, 3, p.price),
    packageUsedEntry({ packageId: 'package-1', orderId: order._id, amountFen: 16_001 }, 3),
  ];
  // 70 % of 168.00 and the way: 137.60. 192.00 were worth what she paid 160.01 for: 31.99.
  expect(balances(entries)).toMatchObject({
    ...{ held: 0, packageHeld: 64_001, packageCost: 3199, nursePayable: 13_760, revenue: 21_200 - 13_760 },
    wechatClearing: 82_002,
  });
});

test('a fee is shared as the price was: the package bears its whole part, and nothing where nobody had paid yet', () => {
  const at = (paidFen: number) => {
    const money = someMoney({ price, paidFen, packageId: 'package-1' });
    const order = anAcceptedOrder({ status: 'pendingService', money, createdAt: VISIT_AT - 9 * DAY });
    return cancellation(order, 'patient', VISIT_AT - 90 * MINUTE, p);
  };
  // R2: 20 % of 168.00 = 3360. Of 21200 she 2000, the package 19200: 316.98 → 317, 3043.01 → 3043.
  expect(at(2000)).toMatchObject({ tier: 'R2', feeFen: 317, givenFee: { package: 3043 }, refundFen: 1683 });
  expect(at(400)).toMatchObject({ feeFen: 317, givenFee: { package: 3043 }, refundFen: 83 });
  expect(at(0)).toMatchObject({ feeFen: 0, refundFen: 0 });
  expect(at(0).givenFee).toBeUndefined();
  const entry = feeEntry({ orderId: 'o', amountFen: 317, nurseFen: 0, nurseId: 'n', given: at(2000).givenFee }, 1);
  expect(balances([entry])).toMatchObject({ revenue: 3360, packageCost: 3043, held: -317 });
});

test('a visit broken off: what was not done comes off the package’s part too', () => {
  const money = someMoney({ price, paidFen: 2000, packageId: 'package-1' });
  const reduction = undone(anAcceptedOrder({ status: 'inService', money }), [0], aService(), p);
  // A step of three: 112.00 of 168.00 were not done: hers 1056.6 → 1057, the package's 10143.4 → 10143.
  expect(reduction).toMatchObject({ amountFen: 1057, packageFen: 10_143 });
  expect(givenFen({ ...money, reductions: [reduction] }).package).toBe(19_200 - 10_143);
});

type Step = Readonly<{ kind: 'take' | 'end' | 'refund' | 'handOver'; place: number; usedFen: number }>;
const step = fc.record<Step>({
  kind: fc.constantFrom('take', 'take', 'end', 'end', 'refund', 'handOver'),
  place: fc.nat(9),
  usedFen: fc.oneof(fc.constant(0), fc.constant(19_200), fc.nat(19_200)),
});

/** One random step of a package's life with the entries it brings. */
function lived(one: CarePackage, { kind, place, usedFen }: Step, at: number): [CarePackage, readonly Entry[]] {
  const packageId = one._id;
  const back = (refundFen: number): readonly Entry[] => [
    packageRefundRequestedEntry({ packageId, outRefundNo: `r${at}`, amountFen: refundFen }, at),
    withPackage(refundSucceededEntry({ orderId: '', outRefundNo: `r${at}`, amountFen: refundFen }, at), packageId),
  ];
  if (kind === 'take') {
    const wish = visit(`o${at}`, { recipientId: one.recipientId });
    return [notUsable(one, wish) === null ? reserved(one, wish) : one, []];
  }
  if (kind === 'handOver')
    return [freeVisits(one).length > 0 ? handedOver(one, `recipient-${place % 2}`, BOUGHT_AT) : one, []];
  if (kind === 'refund') {
    if (freeVisits(one).length === 0) return [one, []];
    const { after, refundFen } = refundUnused(one);
    return [after, back(refundFen)];
  }
  const taken = one.visits.filter(({ state }) => state === 'reserved');
  const orderId = taken[place % Math.max(1, taken.length)]?.orderId ?? 'none';
  const end = spent(one, orderId, { usedFen, coveredFen: 19_200 });
  if (!end) return [one, []];
  const used = packageUsedEntry({ packageId, orderId, amountFen: end.consumedFen }, at);
  return [end.after, [...(end.consumedFen > 0 ? [used] : []), ...(end.refundFen > 0 ? back(end.refundFen) : [])]];
}

test('whatever becomes of its visits: paid = consumed + sent back + held, and the books say the same', () => {
  const offers = fc.record({
    visitCount: fc.integer({ min: 2, max: 9 }),
    priceFen: fc.integer({ min: 9, max: 99_999 }),
  });
  fc.assert(
    fc.property(offers, fc.array(step, { maxLength: 25 }), (of, steps) => {
      let one = bought(anOffer(of));
      const entries = [packagePaidEntry({ packageId: one._id, outTradeNo: 'p', amountFen: of.priceFen }, 0)];
      steps.forEach((next, index) => {
        const [after, added] = lived(one, next, index + 1);
        one = after;
        entries.push(...added);
        const held = heldFen(one);
        expect(consumedFen(one) + returnedFen(one) + held).toBe(of.priceFen);
        expect(balances(entries)).toMatchObject({
          ...{ packageHeld: held, refundPayable: 0, wechatClearing: of.priceFen - returnedFen(one) },
        });
        expect(one.state).toBe(held > 0 ? 'active' : 'ended');
      });
    }),
    { numRuns: 60 },
  );
});

test('every fen of any amount is borne by somebody, the package among them', () => {
  fc.assert(
    fc.property(fc.nat(21_200), (wholeFen) => {
      const { patientFen, given } = borne(price, wholeFen);
      expect(sum(patientFen, given.coupon, given.points, given.package)).toBe(wholeFen);
      expect(given.package).toBeLessThanOrEqual(19_200);
    }),
  );
});
