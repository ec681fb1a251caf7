import type { Vitals } from '../care/vitals';
import { anAcceptedOrder, VISIT_AT } from '../testing/anOrder';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { type AtTheDoor, checkIn, finish, setOut, type VisitRecord } from './visit';

const MINUTE = 60_000;
const paid = anAcceptedOrder({ status: 'pendingService' });

test('the nurse sets out at most four hours ahead', () => {
  const four = VISIT_AT - 240 * MINUTE;
  expect(setOut(paid, 'nurse-1', four, parameters).order).toMatchObject({ status: 'travelling', departedAt: four });
  expect(() => setOut(paid, 'nurse-1', four - 1, parameters)).toThrow(
    expect.objectContaining({ code: 'TOO_EARLY', details: { earliestAt: four } }),
  );
});

test('another nurse does not set out for her', () => {
  expect(() => setOut(paid, 'nurse-2', VISIT_AT, parameters)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
});

const travelling = anAcceptedOrder({ status: 'travelling', departedAt: VISIT_AT - 30 * MINUTE });
/** 0.001° of latitude are 111.3 m. */
const door = (except: Partial<AtTheDoor> = {}): AtTheDoor => ({
  nurseId: 'nurse-1',
  position: [120.15, 30.251],
  place: [120.15, 30.25],
  visitCode: '042137',
  expectedCode: '042137',
  ...except,
});

test('right person and right place: the service starts', () => {
  const { order, fact } = checkIn(travelling, door(), VISIT_AT, parameters);
  expect(order).toMatchObject({ status: 'inService', checkedInAt: VISIT_AT });
  expect(fact?.details).toEqual({ meters: 111 });
});

test.each<[string, Partial<AtTheDoor>, object]>([
  ['a wrong code', { visitCode: '042138' }, { code: 'WRONG_VISIT_CODE' }],
  [
    '500 m away',
    { position: [120.15, 30.2545] },
    { code: 'OUTSIDE_GEOFENCE', details: { meters: 501, geofenceMeters: 200 } },
  ],
  ['a position that is none', { position: [NaN, 30.25] }, { code: 'OUTSIDE_GEOFENCE' }],
  ['another nurse', { nurseId: 'nurse-2' }, { code: 'FORBIDDEN' }],
])('no check-in with %s', (_, except, refusal) => {
  expect(() => checkIn(travelling, door(except), VISIT_AT, parameters)).toThrow(expect.objectContaining(refusal));
});

test('the fence is 200 m wide, its rim included', () => {
  const metersNorth = (meters: number) => door({ position: [120.15, 30.25 + meters / 111_318.85] });
  expect(checkIn(travelling, metersNorth(200), VISIT_AT, parameters).fact?.details).toEqual({ meters: 200 });
  expect(() => checkIn(travelling, metersNorth(201), VISIT_AT, parameters)).toThrow(
    expect.objectContaining({ code: 'OUTSIDE_GEOFENCE' }),
  );
});

test('a wrong state is named before a wrong code', () => {
  expect(() => checkIn(paid, door({ visitCode: '000000' }), VISIT_AT, parameters)).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_STEP' }),
  );
});

const inService = anAcceptedOrder({ status: 'inService', checkedInAt: VISIT_AT });
const vitals: Vitals = { systolicMmHg: 128, diastolicMmHg: 76, temperatureCelsius: 36.6 };
const record = (except: Partial<VisitRecord> = {}): VisitRecord => ({
  checkedSteps: [2, 0, 1],
  vitals,
  photos: [{ label: '换药后' }],
  summary: '伤口干燥，无渗液。',
  ...except,
});

test('a whole record ends the visit', () => {
  const { order } = finish(inService, 'nurse-1', record(), aService(), VISIT_AT + 45 * MINUTE);
  expect(order).toMatchObject({ status: 'pendingConfirmation', finishedAt: VISIT_AT + 45 * MINUTE });
});

test.each<[string, Partial<VisitRecord>, object]>([
  ['a step left out', { checkedSteps: [0, 2, 7] }, { code: 'CHECKLIST_INCOMPLETE', details: { missing: [1] } }],
  [
    'no temperature',
    { vitals: { systolicMmHg: 128, diastolicMmHg: 76 } },
    { code: 'VITALS_MISSING', details: { missing: ['T'] } },
  ],
  ['a pressure of 900', { vitals: { ...vitals, systolicMmHg: 900 } }, { code: 'VITALS_IMPLAUSIBLE' }],
  ['another picture', { photos: [{ label: '换药前' }] }, { code: 'PHOTOS_MISSING', details: { missing: ['换药后'] } }],
  ['an empty summary', { summary: ' \n' }, { code: 'SUMMARY_MISSING' }],
])('no end with %s', (_, except, refusal) => {
  expect(() => finish(inService, 'nurse-1', record(except), aService(), VISIT_AT)).toThrow(
    expect.objectContaining(refusal),
  );
});

test('another nurse does not finish it', () => {
  expect(() => finish(inService, 'nurse-2', record(), aService(), VISIT_AT)).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN' }),
  );
});
