import { anAcceptedOrder, anOrder } from '../testing/anOrder';
import { decline, escalate, offer } from './search';

const NOW = Date.parse('2026-11-21T10:05:00+08:00');
const wave2 = { nurseIds: ['n4', 'n5'], stage: 'waves' as const, wave: 2, nextStepAt: NOW + 300_000 };
const searching = anOrder({ dispatch: { ...anOrder().dispatch, wave: 1, offeredNurseIds: ['n1', 'n2', 'n3'] } });

test('an offer is remembered, with the time of the next step', () => {
  const { order, fact } = offer(searching, wave2, NOW);
  expect(order.dispatch).toEqual({
    stage: 'waves',
    startedAt: searching.dispatch.startedAt,
    wave: 2,
    offeredNurseIds: ['n1', 'n2', 'n3', 'n4', 'n5'],
    nextStepAt: NOW + 300_000,
  });
  expect(fact?.details).toEqual({ stage: 'waves', wave: 2, nurseIds: ['n4', 'n5'] });
});

test('nobody is asked twice, and nobody is not an offer', () => {
  for (const nurseIds of [['n4', 'n1'], []]) {
    expect(() => offer(searching, { ...wave2, nurseIds }, NOW)).toThrow(
      expect.objectContaining({ code: 'ILLEGAL_STEP' }),
    );
  }
});

test('an accepted order is not offered', () => {
  expect(() => offer(anAcceptedOrder(), wave2, NOW)).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
});

test('operators take over; saying it twice changes nothing', () => {
  const { order } = escalate(searching, NOW + 1_800_000, NOW);
  expect(order.dispatch).toMatchObject({ stage: 'operators', nextStepAt: NOW + 1_800_000 });
  expect(escalate(order, NOW + 1_800_000, NOW)).toEqual({ order, fact: null });
});

test('a cancelled order is not escalated', () => {
  expect(() => escalate(anOrder({ status: 'cancelled' }), NOW, NOW)).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_STEP' }),
  );
});

test('the chosen nurse’s no makes the next step due at once; a no in a wave does not', () => {
  const exclusive = { ...searching, dispatch: { ...searching.dispatch, stage: 'exclusive' as const } };
  expect(decline(exclusive, 'n1', NOW).order.dispatch.nextStepAt).toBe(NOW);
  expect(decline(searching, 'n1', NOW).order.dispatch).toEqual(searching.dispatch);
});

test('who was not asked cannot decline', () => {
  expect(() => decline(searching, 'n9', NOW)).toThrow(expect.objectContaining({ code: 'OFFER_CLOSED' }));
});
