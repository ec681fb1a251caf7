import fc from 'fast-check';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Wanted } from '#cloud/candidates';
import { whyNot } from '#domain/nurse/eligible';
import type { Nurse } from '#domain/nurse/nurse';
import { beijingDay, DAY, HALF_HOUR_MS } from '#domain/schedule/beijing';
import { aNurse } from '#domain/testing/aNurse';
import { aService } from '#domain/testing/aService';
import { parameters } from '#domain/testing/parameters';
import { anInstitution } from '#domain/testing/someFacts';
import { compileQuery } from '../../emulator/database/query/compile';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { accepted, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const idsFor = async (startAt: number, family = wangs) => {
  const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wishOf(family, { startAt }), family);
  return nurses.map(({ nurseId }) => nurseId);
};

/** Settings are remembered for half a minute. */
async function setCandidateLimit(candidateLimit: number): Promise<void> {
  await world.db.collection('settings').doc('operations').update({ dispatch: { candidateLimit } });
  await world.jumpTo(world.now() + 31_000);
}

describe('one question to the database', () => {
  const callsOf = async (startAt: number) => {
    await idsFor(startAt);
    const before = world.cloud.emulator.stats().databaseCalls;
    await idsFor(startAt);
    return world.cloud.emulator.stats().databaseCalls - before;
  };

  test('finds who could come; the other is the account with all about the family', async () => {
    expect(await callsOf(TOMORROW_TEN)).toBe(2);
  });

  test('more are asked only where those looked at do not settle who is first', async () => {
    await setCandidateLimit(2);
    const few = await idsFor(TOMORROW_TEN);
    const calls = await callsOf(TOMORROW_TEN);
    await setCandidateLimit(60);
    expect(few).toEqual(['nurse2', 'nurse1', 'nurse3', 'nurse4', 'nurse5']);
    expect(calls).toBe(3); // 2, then 8 of the five there are
  });
});

test('who has her hands full is looked past, however many they are: the free one behind them is found', async () => {
  const day = TOMORROW_TEN + 6 * DAY;
  for (const [i, nurseId] of ['nurse1', 'nurse2', 'nurse3', 'nurse4'].entries()) {
    const booking = { _id: `busy-${i}`, nurseId, startAt: day, endAt: day + HOUR, coordinates: [120.13, 30.26] };
    await world.db.collection('bookings').add(booking);
  }
  await setCandidateLimit(1);
  expect(await idsFor(day)).toEqual(['nurse5']);
  await setCandidateLimit(60);
});

test('the nurse who was with the patient stands before others of equal stars in the same half kilometre', async () => {
  const startAt = TOMORROW_TEN + 8 * DAY;
  await world.db.collection('nurses').doc('nurse1').update({ stars: 4.9 });
  expect((await idsFor(startAt)).slice(0, 2)).toEqual(['nurse1', 'nurse2']);
  const orderId = await accepted(world, { nurseId: 'nurse2', startAt: startAt - DAY });
  await world.db.collection('orders').doc(orderId).update({ status: 'completed' });
  expect((await idsFor(startAt)).slice(0, 2)).toEqual(['nurse2', 'nurse1']);
  expect((await idsFor(startAt, lis)).slice(0, 2)).toEqual(['nurse1', 'nurse2']);
});

describe('the query hides nobody whom the rules would let come', () => {
  const startAt = TOMORROW_TEN;
  const minute = fc.integer({ min: 0, max: 1440 });
  const hours = fc.tuple(minute, minute).map(([a, b]) => ({ fromMinute: Math.min(a, b), toMinute: Math.max(a, b) }));
  const long = fc.constantFrom({ fromMinute: 0, toMinute: 1440 }, { fromMinute: 480, toMinute: 1200 });
  const days = fc.constantFrom(-1, 0, 1).map((plus) => beijingDay(startAt + plus * DAY));
  const shift = fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.oneof(hours, long))
    .map(([weekday, h]) => ({ weekday, ...h }));
  const kind = fc.constantFrom('extra' as const, 'off' as const, 'hospitalNight' as const);
  const overnight = fc.constant({ fromMinute: 1200, toMinute: 2400 });
  const exception = fc
    .tuple(kind, days, fc.oneof(hours, long, overnight))
    .map(([what, day, h]) => ({ kind: what, day, ...h }));
  const nurse = fc
    .record({
      shifts: fc.array(shift, { maxLength: 14 }),
      exceptions: fc.array(exception, { maxLength: 2 }),
      areaDistricts: fc.subarray(['西湖区', '上城区']),
      sex: fc.constantFrom('female' as const, 'male' as const),
      status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'suspended' as const),
      userId: fc.constantFrom('user-nurse-1', 'user-nurse-1', 'user-nurse-1', 'user-family'),
      withdrawnConsents: fc.constantFrom<Nurse['withdrawnConsents'] & object>([], ['face'], ['face'], ['location']),
    })
    .map((some): Nurse => aNurse(some));
  const at = fc.integer({ min: 0, max: 47 }).map((halfHours) => startAt - 10 * HOUR + halfHours * HALF_HOUR_MS);

  test('whatever hours, days off, districts and consents they have', async () => {
    const { couldCome } = await import('#cloud/candidateQuery');
    const counted = { admitted: 0, hidden: 0 };
    fc.assert(
      fc.property(nurse, at, fc.constantFrom('西湖区', null), (one, when, district) => {
        const wanted: Wanted = {
          service: aService(),
          position: [120.16, 30.26],
          district,
          startAt: when,
          recipientId: 'r',
          familyUserIds: ['user-family'],
          providers: new Map([['station-xihu', anInstitution()]]),
        };
        const isFound = compileQuery({ ...couldCome(wanted, []) })({ ...one });
        const mayCome = whyNot(one, { ...wanted, bookings: [], now: when - DAY }, parameters) === null;
        counted.admitted += Number(mayCome);
        counted.hidden += Number(!isFound);
        expect(isFound || !mayCome).toBe(true);
      }),
      { numRuns: 4000 },
    );
    // It says something: both happen often.
    expect(Math.min(counted.admitted, counted.hidden)).toBeGreaterThan(100);
  });

  test('but those who are excluded, not wished for, or of the wrong sex, it does not give', async () => {
    const { couldCome } = await import('#cloud/candidateQuery');
    const service = aService({ code: 'MED-05' });
    const base = { service, position: [120.13, 30.26] as const, district: null, startAt, recipientId: 'r' };
    const wanted = { ...base, familyUserIds: [], providers: new Map() };
    const found = (more: Partial<Wanted>, excluding: readonly string[] = []) => {
      const passes = compileQuery({ ...couldCome({ ...wanted, ...more }, excluding) });
      return NURSES.filter((one) => passes({ ...one })).map(({ _id }) => _id);
    };
    expect(found({})).toEqual(['nurse1', 'nurse2', 'nurse3', 'nurse4', 'nurse5']);
    expect(found({}, ['nurse1'])).toEqual(['nurse2', 'nurse3', 'nurse4', 'nurse5']);
    expect(found({ blockedNurseIds: ['nurse2', 'nurse5'] })).toEqual(['nurse1', 'nurse3', 'nurse4']);
    expect(found({ sex: 'male' })).toEqual([]);
  });
});
