/** One home visit from booking to review: after each step, what the documents, the people's phones and the books must say. */
import type { OrderView } from '#contract/orders';
import type { Measurement } from '#cloud/health';
import type { VisitRecordDocument } from '#cloud/visits';
import type { Nurse } from '#domain/nurse/nurse';
import { FAMILY, GOLDEN_PATH, newStory, NURSE } from '../../scripts/demo/story';
import { type City, openCity, TOMORROW_TEN } from './city';

const SLOT = 1_800_000;
const ORDER = 'goldenpath0000000001';
const RECIPIENT = 'recipient-family0001-1';
const story = newStory(ORDER);
let city: City;
/** What nobody may read in the database: learnt from the family's own screen. */
const secrets = new Map<string, string>();

beforeAll(async () => (city = await openCity()), 60_000);
afterAll(() => city.close());

const state = async () => (await city.order(ORDER)).status;
const ids = async (collection: string, where: object = { orderId: ORDER }) =>
  (await city.find<{ _id: string }>(collection, where)).map(({ _id }) => _id);

/** Titles of the steps → what must be true right after. */
const AFTERWARDS: Record<string, () => Promise<void>> = {
  'The daughter opens the mini-program': async () => {
    expect(story.wish).toMatchObject({ recipientId: RECIPIENT, addressId: 'address-family0001' });
    expect(await ids('orders', {})).toEqual([]);
  },
  'She looks through the catalogue and picks a service': async () => {
    expect(await city.find('services')).toHaveLength(51);
  },
  'She chooses tomorrow, a half hour when somebody is free': async () => expect(story.wish.startAt).toBe(TOMORROW_TEN),
  'She sees who could come, and why': async () => {
    expect(city.changes().filter((change) => !change.includes('auditLog'))).toEqual([]);
  },
  'She sees the price in parts': async () => {
    const [address] = await city.find<{ routeMeters: number }>('addresses', { _id: 'address-family0001' });
    const beyondThreeKm = Math.max(0, Math.ceil(((address?.routeMeters ?? 0) - 3000) / 1000));
    expect(story.totalFen).toBe(6_800 + 1_800 + 1_000 + 200 * beyondThreeKm);
  },
  'She books, with the nurse next door': async () => {
    const order = await city.order(ORDER);
    expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, chosenNurseId: 'nurse0001', version: 2 });
    expect(order.dispatch).toMatchObject({ stage: 'exclusive', offeredNurseIds: ['nurse0001'] });
    // 30 minutes of care and 15 of way are two half hours of hers, one of the mother's.
    const taken = [`nurse:nurse0001:${TOMORROW_TEN}`, `nurse:nurse0001:${TOMORROW_TEN + SLOT}`];
    expect(await ids('slots')).toEqual([...taken, `recipient:${RECIPIENT}:${TOMORROW_TEN}`]);
    expect(await ids('bookings', {})).toEqual([ORDER]);
    expect(await ids('offers')).toEqual([`${ORDER}:nurse0001`]);
  },
  'The nurse sees the offer and accepts': async () => {
    const order = await city.order(ORDER);
    expect(order).toMatchObject({ status: 'pendingPayment', nurseId: 'nurse0001', nurseOpenid: NURSE.openid });
    expect((order.payBy ?? 0) - order.statusSince).toBe(30 * 60_000);
    const [offer] = await city.find('offers', { orderId: ORDER });
    expect(offer).toMatchObject({ status: 'accepted', exclusive: true });
  },
  'The daughter pays the deposit of 20 %': async () => {
    const depositFen = Math.round(story.totalFen / 5);
    expect(await city.order(ORDER)).toMatchObject({ status: 'pendingService', money: { paidFen: depositFen } });
    expect(await ids('payments')).toEqual([`${ORDER}D1`]);
    expect(await ids('ledgerEntries')).toEqual([`${ORDER}:paid:${ORDER}D1`]);
  },
  'Next morning the nurse sets out': async () => {
    expect(await state()).toBe('travelling');
    const { visitCode, address, contactPhone } = await city.call<OrderView>('readOrder', { orderId: ORDER }, NURSE);
    // She has to find the door; the code she has to be told there.
    expect([visitCode, typeof address?.text, typeof contactPhone]).toEqual([null, 'string', 'string']);
  },
  'The family follows her on the way': async () => {
    const [track] = await city.find('tracks', { orderId: ORDER });
    expect(track).toMatchObject({ patientOpenid: FAMILY.openid, remainingMeters: 34 });
  },
  'At the door: visit code and place are right, the service begins': async () => {
    expect(await state()).toBe('inService');
    const { visitCode } = await city.call<OrderView>('readOrder', { orderId: ORDER }, FAMILY);
    expect(visitCode).toBeNull();
  },
  'She works through the checklist, measures, takes a photo, writes the summary': checkTheRecord,
  'The daughter confirms and pays the balance': checkTheMoney,
  'She reviews in three dimensions': async () => {
    expect(await ids('reviews')).toEqual([ORDER]);
    // Her stars are counted in the next full minute.
    await city.runTimer('outboxTimer');
    const [her] = await city.find<Nurse>('nurses', { _id: 'nurse0001' });
    expect(her).toMatchObject({ reviewCount: 1, completedVisits: 1 });
  },
  'She sees the vital signs in the health record': async () => {
    const reading = (await city.find('auditLog', { subject: `recipients/${RECIPIENT}` })).at(-1);
    expect(reading).toMatchObject({ actor: 'user-family0001' });
  },
};

async function checkTheRecord(): Promise<void> {
  const order = await city.order(ORDER);
  expect(order.status).toBe('pendingConfirmation');
  const [record] = await city.find<VisitRecordDocument>('visitRecords', { orderId: ORDER });
  expect(record).toMatchObject({
    nurseId: 'nurse0001',
    checkedSteps: [0, 1, 2, 3, 4, 5],
    vitals: { systolicMmHg: 138 },
  });
  // The six proofs of electronic visit verification: what, for whom, when, where, by whom, from and to.
  expect(record?.evv).toEqual({
    serviceCode: 'MED-02',
    serviceName: order.serviceName,
    recipientId: RECIPIENT,
    day: '2026-11-24',
    place: { district: order.district, location: { type: 'Point', coordinates: [...story.home] } },
    nurseId: 'nurse0001',
    startAt: order.checkedInAt,
    endAt: order.finishedAt,
  });
  const [measurement] = await city.find<Measurement>('measurements', { recipientId: RECIPIENT });
  expect(measurement).toMatchObject({
    orderId: ORDER,
    alerts: [],
    vitals: { diastolicMmHg: 82, glucoseMmolPerL: 6.4 },
  });
  expect(await ids('tracks', {})).toEqual([]);
  const { visit } = await city.call<OrderView>('readOrder', { orderId: ORDER }, FAMILY);
  const photo = await fetch(visit?.photos[0]?.url ?? '');
  expect([photo.status, (await photo.arrayBuffer()).byteLength > 60]).toEqual([200, true]);
}

async function checkTheMoney(): Promise<void> {
  const order = await city.order(ORDER);
  const { totalFen } = story;
  expect(order).toMatchObject({ status: 'completed', money: { paidFen: totalFen, refundedFen: 0, refundingFen: 0 } });
  const [entry] = await city.find<{ lines: unknown }>('ledgerEntries', { _id: `${ORDER}:completed` });
  // Seven tenths of the service fee of 68.00, and the whole way, are the nurse's; the rest is ours.
  const incomeFen = 4_760 + (totalFen - 6_800 - 1_800);
  expect(entry?.lines).toEqual([
    { account: 'held', debitFen: totalFen, creditFen: 0 },
    { account: 'nursePayable', debitFen: 0, creditFen: incomeFen },
    { account: 'revenue', debitFen: 0, creditFen: totalFen - incomeFen },
  ]);
}

test.each(GOLDEN_PATH.map((step) => [step.title, step] as const))('%s', async (title, step) => {
  if (title === 'Next morning the nurse sets out') {
    await city.quiet();
    // The night passes in one leap: what the timers do in it is another journey's story.
    await city.jumpTo(TOMORROW_TEN - 42 * 60_000);
  }
  expect(await step.play(city, story)).toMatch(/[一-龥]/);
  await AFTERWARDS[title]?.();
  await learnSecrets();
  expect(await leaks()).toEqual([]);
});

test('every step was looked at, and money stands where it should', async () => {
  expect(Object.keys(AFTERWARDS)).toEqual(GOLDEN_PATH.map(({ title }) => title));
  expect(await city.bookProblems()).toEqual([]);
});

test('both read the same story, in Chinese', async () => {
  const [deposit, balance] = [Math.round(story.totalFen / 5), story.totalFen - Math.round(story.totalFen / 5)];
  const told = [
    '已提交预约',
    '已通知指定护士，等待确认',
    '护士已接单',
    `已支付定金 ¥${(deposit / 100).toFixed(2)}`,
    expect.stringMatching(/^保险已生效，凭证号 PA[0-9A-F]{14}$/) as string,
    '护士已出发',
    '护士已到达，开始服务',
    '服务已结束，待确认',
    '已确认服务完成',
    `已支付尾款 ¥${(balance / 100).toFixed(2)}`,
    '已评价',
  ];
  expect(await city.timeline(ORDER, FAMILY)).toEqual(told);
  expect(await city.timeline(ORDER, NURSE)).toEqual(told);
});

test('each was told what concerns them, once, and no message names anybody', async () => {
  await city.quiet();
  await city.runTimer('outboxTimer');
  const sent = (await city.messages()).map(({ touser, template }) => `${template} → ${touser}`);
  expect(sent.sort()).toEqual(
    [
      `newOffer → ${NURSE.openid}`,
      `orderAccepted → ${FAMILY.openid}`,
      `orderPaid → ${FAMILY.openid}`,
      `orderPaid → ${NURSE.openid}`,
      `nurseDeparted → ${FAMILY.openid}`,
      `visitFinished → ${FAMILY.openid}`,
      `orderPaid → ${FAMILY.openid}`,
    ].sort(),
  );
  const rows = await city.find<{ _id: string; state: string; lastError: string }>('outbox');
  expect(rows.filter(({ state: row }) => row !== 'done')).toEqual([]);
});

/** From the screens of the two people it belongs to. */
async function learnSecrets(): Promise<void> {
  const { emulator } = city.cloud;
  if (!emulator.engine.hasCollection('orders') || (await ids('orders', { _id: ORDER })).length === 0) return;
  const seen = await city.call<OrderView>('readOrder', { orderId: ORDER }, FAMILY);
  const learnt = {
    name: seen.recipient?.name,
    phone: seen.contactPhone,
    address: seen.address?.text,
    note: seen.note,
    visitCode: seen.visitCode && `"${seen.visitCode}"`,
    summary: seen.visit?.summary,
  };
  for (const [what, text] of Object.entries(learnt)) if (text) secrets.set(what, text);
}

/** Everything in the database but the names under which people signed up, as text. */
async function leaks(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const collection of city.cloud.emulator.engine.collections()) {
    if (collection === 'users') continue;
    const text = JSON.stringify(await city.find(collection));
    for (const [what, secret] of secrets) if (text.includes(secret)) found.push(`${what} in ${collection}`);
  }
  return found;
}

test('all six secrets were known when the database was searched for them', () => {
  expect([...secrets.keys()].sort()).toEqual(['address', 'name', 'note', 'phone', 'summary', 'visitCode']);
});
