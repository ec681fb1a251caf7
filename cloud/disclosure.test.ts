import { anOrder } from '#domain/testing/anOrder';
import type { OrderStatus } from '#domain/order/status';
import { privateFieldsFor } from './disclosure';

const END = Date.parse('2026-11-23T10:00:00+08:00');
const NEXT_DAY = Date.parse('2026-11-24T10:00:00+08:00');
const order = (status: OrderStatus, more = {}) =>
  anOrder({ status, endAt: END, nurseId: 'nurse-1', finishedAt: null, ...more });
const ALL = ['recipientName', 'addressText', 'phone', 'note'];

test('a nurse who is only asked sees nothing personal', () => {
  expect(privateFieldsFor('offered', order('pendingAcceptance', { nurseId: null }), END - 1)).toEqual([]);
});

test.each<OrderStatus>([
  'pendingPayment',
  'pendingService',
  'travelling',
  'inService',
  'pendingConfirmation',
  'completed',
])('the nurse of a %s order sees where and whom, never the visit code', (status) =>
  expect(privateFieldsFor('nurse', order(status), END)).toEqual(ALL),
);

test('a day after the end the nurse sees nothing any more', () => {
  expect(privateFieldsFor('nurse', order('completed'), NEXT_DAY - 1)).toEqual(ALL);
  expect(privateFieldsFor('nurse', order('completed'), NEXT_DAY)).toEqual([]);
});

test('the day counts from the real end where the visit took longer', () => {
  const late = order('completed', { finishedAt: END + 3_600_000 });
  expect(privateFieldsFor('nurse', late, NEXT_DAY)).toEqual(ALL);
});

test.each<OrderStatus>(['cancelled', 'refunding', 'refunded'])('a %s order needs no nurse at the door', (status) => {
  expect(privateFieldsFor('nurse', order(status), END - 86_400_000)).toEqual([]);
});

test('who only follows reads whom and where, at any time; no phone, no note, no code', () => {
  expect(privateFieldsFor('follower', order('pendingService'), END)).toEqual(['recipientName', 'addressText']);
  expect(privateFieldsFor('follower', order('completed'), NEXT_DAY)).toEqual(['recipientName', 'addressText']);
});

test('the patient reads the visit code only while the nurse is still to come', () => {
  expect(privateFieldsFor('patient', order('pendingPayment'), END)).toEqual(ALL);
  expect(privateFieldsFor('patient', order('pendingService'), END)).toEqual([...ALL, 'visitCode']);
  expect(privateFieldsFor('patient', order('travelling'), END)).toEqual([...ALL, 'visitCode']);
  expect(privateFieldsFor('patient', order('inService'), END)).toEqual(ALL);
});
