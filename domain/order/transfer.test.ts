import { nextStep } from '../dispatch/search';
import { anAcceptedOrder, aPrice, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import { tierOf } from './cancel';
import type { Order, Transfer } from './order';
import { agreeTransfer, askTransfer, reviewTransfer, transferOverdue } from './transfer';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The afternoon before, twenty hours ahead. */
const NOW = VISIT_AT - 20 * HOUR;
const LI = { nurseId: 'nurse-2', displayName: '李护士' };
const paid = (except: Partial<Order> = {}): Order =>
  anAcceptedOrder({
    ...{ status: 'pendingService', payBy: null, money: someMoney({ paidFen: aPrice().totalFen }) },
    ...except,
  });
const asked = (except: Partial<Order> = {}, colleague: typeof LI | null = null) =>
  askTransfer(paid(except), 'nurse-1', colleague, NOW, p).order;
const transferOf = ({ transfer }: Order): Transfer => transfer as Transfer;

test('two hours ahead it is reviewed within ten minutes; nearer a dispatcher has it at once', () => {
  const two = askTransfer(paid(), 'nurse-1', null, VISIT_AT - 2 * HOUR, p).order;
  expect(two.transfer).toMatchObject({ state: 'review', dueAt: VISIT_AT - 2 * HOUR + 10 * MINUTE });
  const nearer = askTransfer(paid(), 'nurse-1', null, VISIT_AT - 2 * HOUR + 1, p);
  expect(nearer.order).toMatchObject({ nurseId: 'nurse-1', transfer: { state: 'dispatcher', dueAt: null } });
  // Why stands nowhere the family reads.
  expect(nearer.fact?.details).toEqual({ nurseId: 'nurse-1', state: 'dispatcher', named: false });
});

test('only the nurse who has it, only before she sets out, and once', () => {
  expect(() => askTransfer(paid(), 'nurse-9', null, NOW, p)).toThrow('NOT_FOUND');
  expect(() => askTransfer(paid({ status: 'travelling' }), 'nurse-1', null, NOW, p)).toThrow('ILLEGAL_STEP');
  expect(askTransfer(asked(), 'nurse-1', LI, NOW + 1, p)).toMatchObject({
    fact: null,
    order: { transfer: { askedAt: NOW } },
  });
});

test('refused: she keeps the visit, and may ask once more later', () => {
  const { order, fact } = reviewTransfer(asked(), false, [], NOW, p);
  expect(order).toMatchObject({
    nurseId: 'nurse-1',
    status: 'pendingService',
    transfer: { state: 'refused', dueAt: null },
  });
  expect(fact).toMatchObject({ event: 'answerTransfer', by: 'operator', details: { answer: 'refused' } });
  expect(transferOf(askTransfer(order, 'nurse-1', null, NOW + HOUR, p).order).state).toBe('review');
  expect(() => reviewTransfer(order, true, [], NOW, p)).toThrow('ILLEGAL_STEP');
});

test('approved where the platform had chosen her: ten are asked at once, neither she nor who said no', () => {
  const { order } = reviewTransfer(asked(), true, ['nurse-7'], NOW, p);
  expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, cover: null, transfer: null });
  const others = Array.from({ length: 12 }, (_, index) => `nurse-${index + 1}`);
  expect(nextStep(order, others, 0, NOW, p.acceptance)).toMatchObject({
    stage: 'alternates',
    nurseIds: others.filter((id) => id !== 'nurse-1' && id !== 'nurse-7'),
  });
});

test('a named colleague has it alone for fifteen minutes, also where she once declined; then the others', () => {
  const { order } = reviewTransfer(asked({}, LI), true, ['nurse-2', 'nurse-7'], NOW, p);
  expect(order.dispatch.offeredNurseIds).toEqual(['nurse-7', 'nurse-1']);
  expect(nextStep(order, ['nurse-3', 'nurse-2'], 0, NOW, p.acceptance)).toMatchObject({
    ...{ stage: 'exclusive', nurseIds: ['nurse-2'], expiresAt: NOW + 15 * MINUTE },
  });
});

describe('the family had chosen her', () => {
  const chosen = { chosenNurseId: 'nurse-1' };
  const consent = reviewTransfer(asked(chosen, LI), true, [], NOW, p).order;

  test('it is asked first, for an hour, and calling off costs nothing meanwhile', () => {
    expect(consent).toMatchObject({ nurseId: 'nurse-1', transfer: { state: 'consent', dueAt: NOW + HOUR } });
    // Less than a day ahead: a tenth of the service otherwise.
    expect(tierOf(paid(chosen), NOW, p)).toBe('R1');
    expect(tierOf(consent, NOW, p)).toBe('R0');
    expect(tierOf(asked(chosen), NOW, p)).toBe('R1');
  });

  test('it agrees: the colleague is asked, and nobody can agree twice', () => {
    const { order, fact } = agreeTransfer(consent, [], NOW + MINUTE);
    expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, chosenNurseId: 'nurse-2' });
    expect(fact).toMatchObject({ event: 'agreeTransfer', by: 'patient' });
    expect(() => agreeTransfer(order, [], NOW + MINUTE)).toThrow('ILLEGAL_STEP');
    expect(() => agreeTransfer(asked(chosen), [], NOW)).toThrow('ILLEGAL_STEP');
  });

  test('it says nothing for an hour: a dispatcher, once', () => {
    expect(transferOverdue(consent, NOW + HOUR - 1).fact).toBeNull();
    const late = transferOverdue(consent, NOW + HOUR);
    expect(late).toMatchObject({
      order: { nurseId: 'nurse-1', transfer: { state: 'dispatcher' } },
      fact: { by: 'system' },
    });
    expect(transferOverdue(late.order, NOW + 2 * HOUR).fact).toBeNull();
  });
});

test('the platform says nothing for ten minutes: a dispatcher', () => {
  expect(transferOverdue(asked(), NOW + 10 * MINUTE - 1).fact).toBeNull();
  expect(transferOf(transferOverdue(asked(), NOW + 10 * MINUTE).order).state).toBe('dispatcher');
});
