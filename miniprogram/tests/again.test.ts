import type { MeView } from '#contract/people';
import type { OrderCard } from '#contract/orders';
import { byUsualHour, fillAgain, propose } from '@/booking/again';
import { startBooking, useDraft } from '@/booking/draft';
import { personIs } from '@/session/per-person';
import { answerWith, asked } from './stand-ins/cloud';

const at = (text: string) => Date.parse(`2026-11-${text}+08:00`);
const slot = (text: string, nurseCount = 1) => ({ startAt: at(text), nurseCount, recipientBusy: false });
const usual = at('10T14:30');
const now = at('22T15:00');
const me = {
  recipients: [
    { recipientId: 'r1', missingStep: 'contacts' },
    { recipientId: 'r2', missingStep: null },
  ],
  addresses: [{ addressId: 'a1' }],
} as unknown as MeView;
const last = (recipientId: string, addressId: string) =>
  ({ serviceCode: 'MED-05', again: { recipientId, addressId, nurseId: 'n1' } }) as OrderCard;

beforeEach(() => {
  personIs('nobody');
  personIs('u1');
  startBooking('MED-05');
});

test('everything of last time is filled in', () => {
  expect(fillAgain(last('r2', 'a1'), me)).toBe(true);
  expect(useDraft()).toMatchObject({ serviceCode: 'MED-05', recipientId: 'r2', addressId: 'a1', startAt: 0 });
});

test.each([
  ['the address was deleted', last('r2', 'gone')],
  ['the person is not registered in full', last('r1', 'a1')],
  ['the card knows nothing', { ...last('r2', 'a1'), again: null }],
])('%s: the first step asks', (_, order) => expect(fillAgain(order, me)).toBe(false));

test('free half hours by nearness to the usual hour, the earlier of two first; full ones never', () => {
  const slots = [slot('23T08:00'), slot('23T14:00'), slot('23T14:30', 0), slot('23T15:00'), slot('23T16:00')];
  expect(byUsualHour(slots, usual)).toEqual([at('23T14:00'), at('23T15:00'), at('23T16:00'), at('23T08:00')]);
});

const ok = (data: object) => ({ ok: true, data, at: now });
const asking = (name: string) => asked.filter(([one]) => one === name).map(([, data]) => data);

test('the first day with room counts, and of its hours one when the same nurse can come', async () => {
  const days: Record<string, object[]> = {
    '2026-11-22': [slot('22T16:00', 0)],
    '2026-11-23': [slot('23T14:00'), slot('23T15:00')],
  };
  answerWith({
    findSlots: (input) => ok({ slots: days[(input as { day: string }).day] ?? [] }),
    recommendNurses: (input) =>
      ok({
        nurses: (input as { startAt: number }).startAt === at('23T15:00') ? [{ nurseId: 'n1' }] : [{ nurseId: 'n2' }],
      }),
  });
  expect(await propose(useDraft(), usual, 'n1', now)).toEqual({ startAt: at('23T15:00'), nurse: { nurseId: 'n1' } });
  expect(asking('findSlots').map((input) => (input as { day: string }).day)).toEqual(['2026-11-22', '2026-11-23']);
});

test('she cannot: the nearest hour, with whoever is best', async () => {
  answerWith({
    findSlots: () => ok({ slots: [slot('22T18:00'), slot('22T16:30')] }),
    recommendNurses: () => ok({ nurses: [{ nurseId: 'n2' }] }),
  });
  expect(await propose(useDraft(), usual, 'n1', now)).toEqual({ startAt: at('22T16:30'), nurse: null });
  expect(await propose(useDraft(), usual, null, now)).toEqual({ startAt: at('22T16:30'), nurse: null });
});

test('a week without room is said, not guessed', async () => {
  answerWith({ findSlots: () => ok({ slots: [] }) });
  expect(await propose(useDraft(), usual, 'n1', now)).toBeNull();
  expect(asking('findSlots')).toHaveLength(7);
});
