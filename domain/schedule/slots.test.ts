import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { timeText } from './beijing';
import { assertBookable, boundWindow, nurseSlotIds, recipientSlotIds, slotsOfDay, visitWindow } from './slots';

const { booking } = parameters;
const NOW = Date.parse('2026-11-22T14:10:00+08:00');
const at = (text: string) => Date.parse(`${text}:00+08:00`);

test('a visit of 45 minutes binds the nurse for 45 + 15 minutes', () => {
  const startAt = at('2026-11-23T10:00');
  expect(visitWindow(aService(), startAt)).toEqual({ startAt, endAt: at('2026-11-23T10:45') });
  expect(boundWindow(aService(), startAt)).toEqual({ startAt, endAt: at('2026-11-23T11:00') });
});

test('bound time ends on a half hour: 50 + 15 minutes bind for 90', () => {
  const startAt = at('2026-11-23T10:00');
  expect(boundWindow(aService({ durationMinutes: 50 }), startAt).endAt).toBe(at('2026-11-23T11:30'));
});

test('slot ids say who and when', () => {
  const ten = at('2026-11-23T10:00');
  const window = { startAt: ten, endAt: at('2026-11-23T11:00') };
  expect(nurseSlotIds('n7', window)).toEqual([`nurse:n7:${ten}`, `nurse:n7:${ten + 1_800_000}`]);
  expect(recipientSlotIds('r3', window)).toEqual([`recipient:r3:${ten}`, `recipient:r3:${ten + 1_800_000}`]);
});

test.each([
  ['a quarter past', at('2026-11-23T10:15'), 'SLOT_OFF_GRID'],
  ['a millisecond past', at('2026-11-23T10:00') + 1, 'SLOT_OFF_GRID'],
  ['no number at all', NaN, 'SLOT_OFF_GRID'],
  ['yesterday', at('2026-11-21T10:00'), 'SLOT_IN_PAST'],
  ['in 50 minutes', at('2026-11-22T15:00'), 'SLOT_IN_PAST'],
  ['in 29 days', at('2026-12-21T10:00'), 'SLOT_TOO_FAR'],
])('refuses a visit %s', (_, startAt, code) => {
  expect(() => assertBookable(startAt, NOW, booking)).toThrow(expect.objectContaining({ code }));
});

test.each([at('2026-11-22T15:30'), at('2026-12-20T14:00')])('books from one hour to 28 days ahead', (startAt) => {
  expect(() => assertBookable(startAt, NOW, booking)).not.toThrow();
});

test('exactly one hour ahead is early enough', () => {
  expect(() => assertBookable(at('2026-11-22T15:30'), at('2026-11-22T14:30'), booking)).not.toThrow();
});

test('a whole day offers 06:00 to 21:30', () => {
  const slots = slotsOfDay('2026-11-24', NOW, booking, aService()).map(timeText);
  expect(slots).toHaveLength(32);
  expect([slots[0], slots[1], slots.at(-1)]).toEqual(['06:00', '06:30', '21:30']);
});

test('today offers what is still possible', () => {
  expect(slotsOfDay('2026-11-22', NOW, booking, aService()).map(timeText)[0]).toBe('15:30');
});

test('a visit of four hours starts at 20:00 at the latest', () => {
  const slots = slotsOfDay('2026-11-24', NOW, booking, aService({ durationMinutes: 240 }));
  expect(timeText(slots.at(-1) ?? 0)).toBe('20:00');
});

test('the past and the far future offer nothing', () => {
  expect(slotsOfDay('2026-11-21', NOW, booking, aService())).toEqual([]);
  expect(slotsOfDay('2027-01-01', NOW, booking, aService())).toEqual([]);
});
