/** A nurse plans her work; no change leaves a family alone that counts on her. */
import type { PlanView } from '#contract/planWork';
import type { Reply } from '#contract/reply';
import type { Nurse } from '#domain/nurse/nurse';
import { CORNER, TOMORROW_TEN } from './people';
import { accepted, booked } from './story';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.stop());

const nurse1 = { openid: 'o-nurse1' };
const plan = (data: object, as = nurse1): Promise<Reply<PlanView>> => world.call<PlanView>('planWork', data, as);
const saved = async (data: object): Promise<PlanView> => {
  const reply = await plan(data);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data;
};
const codeOf = async (data: object) => {
  const reply = await plan(data);
  return reply.ok ? 'ok' : reply.error.code;
};
const stored = async (id: string) => (await world.find<Nurse>('nurses', { _id: id }))[0] as Nurse;
const everyDay = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1200 }));
const square = (half: number) =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ].map(([x = 0, y = 0]) => [CORNER[0] + x * half, CORNER[1] + y * half]);
/** `2026-11-30`, a Monday a week later, with nothing on it. */
const FREE_MONDAY = '2026-11-30';

test('the plan of 28 days, with her orders in it', async () => {
  const orderId = await accepted(world);
  const { schedule, services, area } = await saved({ kind: 'read' });
  expect([schedule.length, schedule[0]?.day]).toEqual([28, '2026-11-23']);
  expect(schedule[1]?.spells.find(({ state }) => state === 'booked')).toMatchObject({ fromMinute: 600, orderId });
  expect(services.map(({ serviceCode, offered }) => [serviceCode, offered])).toContainEqual(['MED-05', true]);
  expect(area.cityDistricts).toContain('西湖区');
});

test('an accepted order stands in the way of what would lose it, and is named', async () => {
  const off = { kind: 'off', day: '2026-11-24', fromMinute: 0, toMinute: 1440 };
  for (const data of [
    { kind: 'saveException', exception: off },
    { kind: 'saveHours', shifts: everyDay.filter(({ weekday }) => weekday !== 2) },
    { kind: 'saveServices', serviceCodes: ['MED-01'] },
    { kind: 'saveArea', radiusMeters: 5000, districts: ['滨江区'], polygon: null },
    { kind: 'importHospitalRoster', rows: [{ day: '2026-11-23', fromMinute: 1200, toMinute: 1920 }] },
  ]) {
    const reply = await plan(data);
    expect(reply).toMatchObject({ ok: false, error: { code: 'ORDERS_IN_THE_WAY' } });
    expect(!reply.ok && reply.error.details).toMatchObject({
      orders: [{ serviceName: '普通伤口换药', startAt: TOMORROW_TEN, mayHandOver: true }],
    });
  }
  expect((await stored('nurse1')).exceptions).toEqual([]);
});

test('handed over by wish, more than a day ahead: others are asked, the family is told, her day is free', async () => {
  const [order] = await world.find<{ _id: string }>('orders', { nurseId: 'nurse1' });
  const orderId = order?._id ?? '';
  const exception = { kind: 'off', day: '2026-11-24', fromMinute: 0, toMinute: 1440 };
  await saved({ kind: 'saveException', exception, handOver: true });
  await world.tick('outboxTimer');
  const after = await world.order(orderId);
  expect(after).toMatchObject({ nurseId: null, status: 'pendingAcceptance' });
  await world.tick('reassignTimer');
  const { dispatch } = await world.order(orderId);
  expect(dispatch.offeredNurseIds).toContain('nurse2');
  expect(await world.find('bookings', { nurseId: 'nurse1' })).toEqual([]);
  expect(await world.find('outbox', { orderId, kind: 'message' })).toContainEqual(
    expect.objectContaining({ payload: expect.objectContaining({ template: 'orderReleased', to: 'patient' }) }),
  );
});

test('area, hours and services are kept, and dispatch follows them', async () => {
  const area = { kind: 'saveArea', radiusMeters: 3000, districts: ['西湖区'], polygon: square(0.02) };
  expect((await saved(area)).area).toMatchObject({ radiusMeters: 3000, districts: ['西湖区'], polygon: square(0.02) });
  const startAt = Date.parse(`${FREE_MONDAY}T10:00:00+08:00`);
  const asked = async () => {
    const orderId = await booked(world, { startAt });
    const { offeredNurseIds } = (await world.order(orderId)).dispatch;
    await world.db.collection('orders').doc(orderId).update({ status: 'cancelled' });
    await world.db.collection('slots').where({ orderId }).remove();
    return offeredNurseIds.includes('nurse1');
  };
  expect(await asked()).toBe(true);
  await saved({ ...area, polygon: square(0.02).map(([x = 0, y = 0]) => [x, y + 0.05]), districts: [] });
  expect(await asked()).toBe(false);
  await saved({ ...area, polygon: null });
  await saved({ kind: 'saveServices', serviceCodes: ['MED-01'] });
  expect(await asked()).toBe(false);
  await saved({ kind: 'saveServices', serviceCodes: ['MED-01', 'MED-05', 'MED-12'] });
  const off = { kind: 'off', day: FREE_MONDAY, fromMinute: 0, toMinute: 1440 };
  await saved({ kind: 'saveException', exception: off });
  expect(await asked()).toBe(false);
  await saved({ kind: 'deleteException', exception: { kind: 'off', day: FREE_MONDAY, fromMinute: 0 } });
  expect(await asked()).toBe(true);
});

test.each([
  [
    'a bow tie',
    {
      kind: 'saveArea',
      radiusMeters: 3000,
      districts: [],
      polygon: [
        [120.1, 30.2],
        [120.2, 30.3],
        [120.2, 30.2],
        [120.1, 30.3],
        [120.1, 30.2],
      ],
    },
    'AREA_INVALID',
  ],
  [
    'an area in another city',
    {
      kind: 'saveArea',
      radiusMeters: 3000,
      districts: [],
      polygon: [
        [114.1, 30.2],
        [114.2, 30.2],
        [114.2, 30.3],
        [114.1, 30.2],
      ],
    },
    'AREA_INVALID',
  ],
  ['a radius of nothing', { kind: 'saveArea', radiusMeters: 0, districts: [], polygon: null }, 'BAD_INPUT'],
  ['overlapping hours', { kind: 'saveHours', shifts: [...everyDay, everyDay[0]] }, 'HOURS_INVALID'],
  [
    'a night too long to rest',
    { kind: 'saveHours', shifts: [{ weekday: 1, fromMinute: 0, toMinute: 1440 }] },
    'HOURS_INVALID',
  ],
  [
    'a day that is over',
    { kind: 'saveException', exception: { kind: 'off', day: '2026-11-20', fromMinute: 0, toMinute: 1440 } },
    'HOURS_INVALID',
  ],
  ['a service she is not certified for', { kind: 'saveServices', serviceCodes: ['MED-20'] }, 'SERVICE_NOT_CERTIFIED'],
  [
    'an exception she has not',
    { kind: 'deleteException', exception: { kind: 'off', day: '2026-12-24', fromMinute: 0 } },
    'NOT_FOUND',
  ],
  ['a variant nobody knows', { kind: 'saveStars', stars: 5 }, 'BAD_INPUT'],
])('%s is refused', async (_, data, code) => {
  expect(await codeOf(data)).toBe(code);
});

test('ten at once: every change is kept or refused, none is lost', async () => {
  const days = Array.from({ length: 10 }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}`);
  await Promise.all(
    days.map((day) => saved({ kind: 'saveException', exception: { kind: 'off', day, fromMinute: 0, toMinute: 1440 } })),
  );
  expect(
    (await stored('nurse1')).exceptions
      .map(({ day }) => day)
      .filter((day) => day.startsWith('2026-12'))
      .sort(),
  ).toEqual(days);
});
