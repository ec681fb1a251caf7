/** Visits of the past: each went through the same decisions as a visit of today, so its documents agree with one another. */
import { book } from './books';
import type { Payment } from '#cloud/payments';
import { measurementOf } from '#cloud/health';
import { orderPrivateDocument } from '#cloud/orderPrivate';
import type { Recipient } from '#cloud/recipients';
import type { Review } from '#cloud/reviews';
import { evvOf, visitDocument } from '#cloud/visits';
import type { Service } from '#domain/care/service';
import { alerts } from '#domain/care/vitals';
import type { Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { accept } from '#domain/order/accept';
import { insure } from '#domain/order/insure';
import { visitCode } from '#domain/order/code';
import { confirm, review } from '#domain/order/confirm';
import type { Decision, Order } from '#domain/order/order';
import { settle } from '#domain/order/pay';
import { place } from '#domain/order/place';
import { checkIn, finish, setOut } from '#domain/order/visit';
import type { Price } from '#domain/payment/price';
import { tariffOf } from '#domain/payment/priceList';
import { quote } from '#domain/payment/quote';
import { DAY, MINUTE } from '#domain/schedule/beijing';
import { priceLists, type Documents } from './baseData';
import type { Chance } from './chance';
import type { Family } from './families';
import { inventVitals } from './vitals';

const PRAISE = [
  '护士很专业，动作轻柔。',
  '准时到达，讲解很耐心。',
  '老人很满意，下次还约。',
  '操作规范，收拾得干净。',
  '态度亲切，家人放心。',
  '',
];

export interface PastVisit {
  readonly family: Family;
  readonly recipientIndex: number;
  readonly nurse: Nurse;
  readonly service: Service;
  readonly startAt: number;
}

/** Everything one completed visit left behind. */
export function pastVisit(chance: Chance, visit: PastVisit, p: OperationParameters): Documents {
  const { family, service, startAt } = visit;
  const recipient = family.recipients[visit.recipientIndex];
  if (!recipient) throw new Error('no such recipient');
  const placed = placedOrder(chance, visit, recipient.document, p);
  const code = visitCode(chance.between(0, 999_999));
  const record = wholeRecord(chance, placed._id, service);
  const payment = paymentOf(chance, family, placed);
  const finishAt = startAt + service.durationMinutes * MINUTE;
  const { inVisit, order, events } = lived(placed, { visit, payment, record, code, reviewed: chance.happens(0.8) }, p);

  const texts = {
    recipientName: recipient.person.name,
    addressText: family.addressText,
    phone: family.payer.phone,
    note: '',
    visitCode: code,
  };
  const at = family.address.location;
  const measured = Object.keys(record.vitals).length > 0;
  return {
    orders: [order],
    orderEvents: events,
    orderCovers: [coverOf(order, placed.createdAt + 9 * MINUTE)],
    orderPrivate: [orderPrivateDocument(order._id, texts, at.coordinates)],
    payments: [payment],
    visitRecords: [visitDocument(inVisit, record, evvOf(inVisit, at, finishAt), finishAt)],
    measurements: measured ? [measurementOf(inVisit, record.vitals, alerts(record.vitals), finishAt)] : [],
    reviews: order.reviewedAt === null ? [] : [reviewOf(chance, visit, order)],
    ledgerEntries: book(order, payment, finishAt + CONFIRMED_AFTER, p),
  };
}

const CONFIRMED_AFTER = 40 * MINUTE;

function placedOrder(chance: Chance, visit: PastVisit, recipient: Recipient, p: OperationParameters): Order {
  const { family, service, startAt } = visit;
  const wanted = {
    requestId: chance.id(24),
    patient: { userId: family.userId, openid: family.openid, uid: family.uid },
    recipient,
    service,
    startAt,
    address: family.address,
    price: priceThen(service.code, family.address.routeMeters, startAt, p),
    chosenNurse: null,
    // Visits of the past are told, not decided.
    eligibility: { allowed: true, reasons: [], rules: [] },
  };
  return place(wanted, startAt - chance.between(1, 5) * DAY, p).order;
}

function priceThen(serviceCode: string, routeMeters: number, startAt: number, p: OperationParameters): Price {
  const tariff = tariffOf(priceLists(), { city: '杭州市', institutionId: null }, serviceCode, startAt);
  return quote(tariff, { routeMeters, startAt, chosen: null }, p.price);
}

const wholeRecord = (chance: Chance, orderId: string, service: Service) => ({
  orderId,
  checkedSteps: service.sop.map((_, index) => index),
  vitals: inventVitals(chance, service.requiredVitals),
  photos: service.requiredPhotos.map((label, index) => ({
    label,
    fileId: `cloud://local-env/demo/${orderId}-${index}.jpg`,
  })),
  summary: `${service.name}已完成，过程顺利，无不适。`,
});

function paymentOf(chance: Chance, family: Family, order: Order): Payment {
  const paidAt = order.createdAt + 9 * MINUTE;
  return {
    _id: `${order._id}F1`,
    orderId: order._id,
    part: 'full',
    amountFen: order.money.price.totalFen,
    openid: family.openid,
    state: 'paid',
    prepayId: `wxdemo${order._id}`,
    transactionId: `4200${chance.between(10 ** 11, 10 ** 12 - 1)}`,
    expiresAt: paidAt + 30 * MINUTE,
    createdAt: paidAt - MINUTE,
    paidAt,
    ofOrder: true,
    refundFen: 0,
    refundCount: 0,
    nextQueryAt: paidAt,
  };
}

function reviewOf(chance: Chance, { nurse, family }: PastVisit, order: Order): Review {
  const marks = {
    professional: chance.pick([5, 5, 5, 4]),
    attitude: chance.pick([5, 5, 4]),
    environment: chance.pick([5, 4]),
  };
  const at = order.reviewedAt ?? 0;
  return {
    _id: order._id,
    orderId: order._id,
    nurseId: nurse._id,
    patientUserId: family.userId,
    ...marks,
    text: chance.pick(PRAISE),
    at,
  };
}

const coverOf = (order: Order, issuedAt: number) => ({
  _id: `${order._id}:${order.nurseId ?? ''}`,
  orderId: order._id,
  ...order.cover,
  policies: [],
  issuedAt,
});

interface Course {
  readonly visit: PastVisit;
  readonly payment: Payment;
  readonly record: ReturnType<typeof wholeRecord>;
  readonly code: string;
  readonly reviewed: boolean;
}

/** From acceptance to review, by the rules. `inVisit` is the order as it was when the nurse had finished. */
function lived(placed: Order, { visit, payment, record, code, reviewed }: Course, p: OperationParameters) {
  const { nurse, service, startAt, family } = visit;
  const life = lifeOf(placed);
  const at = family.address.location.coordinates;
  const finishAt = startAt + service.durationMinutes * MINUTE;
  const acceptedAt = placed.createdAt + 6 * MINUTE;
  const { amountFen, transactionId, _id: outTradeNo } = payment;
  const settlement = {
    part: 'full',
    paidFen: amountFen,
    expectedFen: amountFen,
    transactionId,
    outTradeNo,
    alreadyPaid: false,
  } as const;
  const door = { nurseId: nurse._id, position: at, place: at, visitCode: code, expectedCode: code };
  life.take((order) => accept(order, nurse, { status: 'open', expiresAt: acceptedAt + MINUTE }, acceptedAt, p));
  life.take((order) => settle(order, settlement, payment.paidAt ?? acceptedAt));
  const cover = { number: `PADEMO${placed._id.slice(0, 12)}`, insurer: '示例财险', nurseId: nurse._id };
  life.take((order) => insure(order, cover, payment.paidAt ?? acceptedAt));
  life.take((order) => setOut(order, nurse._id, startAt - 35 * MINUTE, p));
  life.take((order) => checkIn(order, door, startAt - 2 * MINUTE, p));
  life.take((order) => finish(order, nurse._id, record, service, finishAt));
  const inVisit = life.order();
  life.take((order) => confirm(order, 'patient', finishAt + CONFIRMED_AFTER));
  if (reviewed) life.take((order) => review(order, finishAt + DAY));
  return { inVisit, order: life.order(), events: life.events() };
}

/** Walks one order through its decisions and keeps the history as the product does. */
function lifeOf(placed: Order) {
  let order = placed;
  const events: object[] = [];
  return {
    order: () => order,
    events: () => events,
    take(decide: (order: Order) => Decision) {
      const { order: next, fact } = decide(order);
      order = next;
      if (fact) events.push({ ...fact, _id: `${next._id}:${next.version}`, orderId: next._id });
    },
  };
}
