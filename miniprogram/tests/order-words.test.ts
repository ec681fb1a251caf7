import type { OrderView } from '#contract/orders';
import { heroOf } from '@/packages/order/components/hero-words';
import { nextAction } from '@/pages/today/next-action';

const now = Date.parse('2026-11-22T10:00+08:00');
const order = {
  status: 'pendingAcceptance',
  dispatchStage: 'exclusive',
  searchAnswerBy: now + 14 * 60_000,
  startAt: now + 3_600_000,
  endAt: now + 5_400_000,
  payBy: null,
  dueFen: 7680,
  refundedFen: 0,
  refundingFen: 0,
  cancelReason: null,
} as OrderView;

test('while the chosen nurse is asked, a quarter of an hour is counted down', () => {
  expect(heroOf(order, now)).toMatchObject({ countdown: '14:00', tone: 'blue' });
});

test('after the quarter of an hour nothing is promised by a clock', () => {
  expect(heroOf({ ...order, dispatchStage: 'alternates' }, now).countdown).toBe('');
  expect(heroOf({ ...order, dispatchStage: 'waves' }, now + 900_000).countdown).toBe('');
});

test('by night no countdown runs: the nurses sleep, and the patient reads so', () => {
  const night = heroOf({ ...order, searchAnswerBy: now + 10 * 3_600_000 }, now);
  expect(night.countdown).toBe('');
  expect(night.words).toContain('早上 7 点');
});

test('when operators take over, the patient is told so', () => {
  expect(heroOf({ ...order, dispatchStage: 'operators' }, now).words).toContain('客服');
});

test('payment counts down to the time it must be made', () => {
  expect(heroOf({ ...order, status: 'pendingPayment', payBy: now + 90_000 }, now).countdown).toBe('01:30');
});

test('money on its way back is named', () => {
  expect(heroOf({ ...order, status: 'refunding', refundingFen: 9600 }, now).words).toContain('¥96.00');
});

test('a nurse has one thing to do, or is told for what she waits', () => {
  expect(nextAction('pendingService').button).toBe('准备出发');
  expect(nextAction('inService').button).toBe('填写记录');
  expect(nextAction('pendingPayment')).toEqual({ button: '', wait: expect.stringContaining('付款') });
});
