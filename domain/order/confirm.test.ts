import { anAcceptedOrder, someMoney, VISIT_AT } from '../testing/anOrder';
import { confirm, review } from './confirm';

const NOW = VISIT_AT + 3_600_000;
const finished = (paidFen: number) => anAcceptedOrder({ status: 'pendingConfirmation', money: someMoney({ paidFen }) });

test('after a deposit, confirming makes the balance due', () => {
  const { order, fact } = confirm(finished(4240), 'patient', NOW);
  expect(order).toMatchObject({ status: 'pendingBalance', confirmedAt: NOW });
  expect(fact?.details).toEqual({ dueFen: 16_960 });
});

test('paid in full, confirming completes', () => {
  expect(confirm(finished(21_200), 'system', NOW).order.status).toBe('completed');
});

test('what is not finished is not confirmed', () => {
  expect(() => confirm(anAcceptedOrder({ status: 'inService' }), 'patient', NOW)).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_STEP' }),
  );
});

test('one review per order', () => {
  const { order } = review(anAcceptedOrder({ status: 'completed' }), NOW);
  expect(order).toMatchObject({ status: 'completed', reviewedAt: NOW });
  expect(() => review(order, NOW + 1)).toThrow(expect.objectContaining({ code: 'ALREADY_REVIEWED' }));
});

test('before the end there is nothing to review', () => {
  expect(() => review(finished(4240), NOW)).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
});
