import { nextStep } from '../dispatch/search';
import { aNurse } from '../testing/aNurse';
import { anOrder, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import { assign } from './accept';
import { awaitPapers, papersPassed, papersStep } from './papers';
import { reschedule } from './reschedule';

const HOUR = 3_600_000;
const NOW = VISIT_AT - 20 * HOUR;
const waiting = awaitPapers(anOrder({ chosenNurseId: 'nurse-1' }), NOW, p).order;

test('nobody is asked and nobody is sent before the doctor’s order was seen', () => {
  expect(waiting.dispatch).toMatchObject({ stage: 'papers', offeredNurseIds: [], nextStepAt: VISIT_AT - HOUR });
  expect(nextStep(waiting, ['nurse-1', 'nurse-2'], 0, NOW, p.acceptance)).toEqual({ action: 'wait' });
  const refused = expect.objectContaining({ code: 'ORDER_PAPERS_WAITING' }) as Error;
  expect(() => assign(waiting, aNurse(), NOW, p)).toThrow(refused);
});

test('seen, the search begins as if it had been booked then: the chosen nurse first, a whole quarter of an hour', () => {
  const seen = papersPassed(waiting, NOW + 5 * HOUR);
  expect(seen.fact).toMatchObject({ event: 'papersPassed', by: 'system' });
  expect(seen.order.dispatch).toMatchObject({ stage: 'exclusive', startedAt: NOW + 5 * HOUR });
  expect(nextStep(seen.order, ['nurse-1'], 0, NOW + 5 * HOUR, p.acceptance)).toMatchObject({ nurseIds: ['nurse-1'] });
  expect(papersPassed(seen.order, NOW + 6 * HOUR).fact).toBeNull();
});

test.each([
  ['waiting', 0, 'wait'],
  ['passed', 0, 'pass'],
  ['notNeeded', 0, 'pass'],
  ['missing', 0, { cancel: '医嘱没有通过审核，或到那天已过期' }],
  // an hour before the visit nobody could be found any more, seen or not
  ['waiting', 19 * HOUR, { cancel: '医嘱没能在上门前审核完' }],
  ['passed', 19 * HOUR, { cancel: '医嘱没能在上门前审核完' }],
] as const)('%s, %d ms later: %j', (state, later, expected) => {
  expect(papersStep(waiting, state, NOW + later, p)).toEqual(expected);
});

test('moved to another day it still waits, until an hour before the new hour', () => {
  const time = { startAt: VISIT_AT + 24 * HOUR, endAt: VISIT_AT + 25 * HOUR, canCome: null, chosenCanCome: true };
  const moved = reschedule(waiting, time, NOW, p).order;
  expect(moved.dispatch).toMatchObject({ stage: 'papers', nextStepAt: VISIT_AT + 23 * HOUR });
});
