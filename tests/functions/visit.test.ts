/** The visit: setting out, the way, the door, the record, the end, the review, the health record. */
import type { CheckInReply } from '#contract/checkIn';
import type { CompleteVisitReply } from '#contract/completeVisit';
import type { ReadHealthReply } from '#contract/readHealth';
import type { ReadOrderReply } from '#contract/readOrder';
import type { Track } from '#cloud/tracks';
import type { Nurse } from '#domain/nurse/nurse';
import { CORNER, FAMILIES, NURSES } from './people';
import { asked, confirmSheet, paid, standing } from './paying';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const nurse = NURSES[0];
const family = FAMILIES[0];
const refused = (code: string, details?: object) => ({ ok: false, error: { code, ...(details && { details }) } });
/** So many metres north of the door. */
const north = (meters: number): [number, number] => [CORNER[0], CORNER[1] + meters / 111_319];

async function codeOf(orderId: string): Promise<string> {
  const { orderPrivateById, visitCodeOf } = await import('#cloud/orderPrivate');
  return visitCodeOf(await orderPrivateById(orderId));
}
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

const checkIn = async (orderId: string, more: object = {}, as = nurse) =>
  world.call<CheckInReply>('checkIn', { orderId, position: north(50), visitCode: await codeOf(orderId), ...more }, as);

/** Paid, on the day, the nurse on her way. */
async function travelling(part: 'deposit' | 'full' = 'deposit'): Promise<string> {
  const orderId = await paid(world, part);
  const { startAt } = await world.order(orderId);
  await world.jumpTo(startAt - 60 * 60_000);
  await world.ok('setOut', { orderId }, nurse);
  return orderId;
}

/** Round trips to the database, of functions that poke nobody. */
async function costOf(act: () => Promise<unknown>): Promise<number> {
  const before = world.cloud.emulator.stats().databaseCalls;
  await act();
  return world.cloud.emulator.stats().databaseCalls - before;
}

async function inService(part: 'deposit' | 'full' = 'deposit'): Promise<string> {
  const orderId = await travelling(part);
  expect(await checkIn(orderId)).toMatchObject({ ok: true });
  return orderId;
}

/** A file in storage, put there as the app does. */
async function uploaded(cloudPath: string): Promise<string> {
  const { app } = await import('#cloud/database');
  return (await app.uploadFile({ cloudPath, fileContent: Buffer.from('a picture') })).fileID;
}

/** Everything MED-05 asks for. */
async function wholeRecord(orderId: string) {
  const [service] = await world.find<{ sop: string[]; requiredPhotos: string[] }>('services', { code: 'MED-05' });
  return {
    orderId,
    checkedSteps: (service?.sop ?? []).map((_, index) => index),
    vitals: {
      systolicMmHg: 138,
      diastolicMmHg: 82,
      pulsePerMinute: 76,
      temperatureCelsius: 36.6,
      respirationPerMinute: 16,
      spo2Percent: 98,
    },
    photos: await Promise.all(
      (service?.requiredPhotos ?? []).map(async (label, index) => ({
        label,
        fileId: await uploaded(`visits/${orderId}/photo-${index}.jpg`),
      })),
    ),
    summary: '伤口愈合良好，已换药。',
  };
}

async function finished(part: 'deposit' | 'full' = 'deposit'): Promise<string> {
  const orderId = await inService(part);
  await world.ok<CompleteVisitReply>('completeVisit', await wholeRecord(orderId), nurse);
  return orderId;
}

test('nobody sets out four hours and a minute early, and nobody but the nurse', async () => {
  const orderId = await paid(world, 'full');
  const { startAt } = await world.order(orderId);
  await world.jumpTo(startAt - 241 * 60_000);
  expect(await world.call('setOut', { orderId }, nurse)).toMatchObject(
    refused('TOO_EARLY', { earliestAt: startAt - 240 * 60_000 }),
  );
  await world.jumpTo(startAt - 239 * 60_000);
  expect(await world.call('setOut', { orderId }, NURSES[1])).toMatchObject(refused('FORBIDDEN'));
  expect(await world.call('setOut', { orderId }, family)).toMatchObject(refused('FORBIDDEN'));
  await world.ok('setOut', { orderId }, nurse);
  expect(await world.order(orderId)).toMatchObject({ status: 'travelling' });
  expect(await world.call('setOut', { orderId }, nurse)).toMatchObject(refused('ILLEGAL_STEP'));
});

test('the way is followed while she travels, and only then', async () => {
  const orderId = await travelling();
  const track = async () => (await world.find<Track>('tracks', { _id: orderId }))[0];
  expect(await track()).toMatchObject({ patientOpenid: family.openid, position: null });
  const report = (meters: number, as: { openid: string } = nurse) =>
    world.call('reportLocation', { orderId, position: north(meters) }, as);
  // 2 000 m as the crow flies, × 1.35 of streets, at 22 km/h, × 1.3 in the rush of a Monday before nine, and 4
  // minutes besides: 2 700 m, 7.4 × 1.3 + 4 → 14 minutes.
  expect(await report(2000)).toMatchObject({ ok: true, data: { remainingMeters: 2700 } });
  expect(await track()).toMatchObject({ remainingMeters: 2700, etaMinutes: 14, position: north(2000) });
  expect(await report(2000, NURSES[1])).toMatchObject(refused('FORBIDDEN'));
  expect(await report(2000, family)).toMatchObject(refused('FORBIDDEN'));
  await checkIn(orderId);
  expect(await report(0)).toMatchObject(refused('ILLEGAL_STEP'));
});

test('half a kilometre away is not at the door', async () => {
  const orderId = await travelling();
  expect(await checkIn(orderId, { position: north(500) })).toMatchObject(
    refused('OUTSIDE_GEOFENCE', { meters: 500, geofenceMeters: 200 }),
  );
  expect(await world.order(orderId)).toMatchObject({ status: 'travelling', checkedInAt: null });
  expect(await checkIn(orderId, { position: north(199) }, NURSES[1])).toMatchObject(refused('FORBIDDEN'));
  expect(await checkIn(orderId, { position: north(199) })).toMatchObject({ ok: true });
});

test('five wrong codes close the door for ten minutes, even to the right one', async () => {
  const orderId = await travelling();
  const wrong = { visitCode: otherThan(await codeOf(orderId)) };
  const guesses = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => checkIn(orderId, wrong)));
  expect(guesses.every((reply) => !reply.ok && reply.error.code === 'WRONG_VISIT_CODE')).toBe(true);
  const locked = await checkIn(orderId);
  expect(locked).toMatchObject(refused('WRONG_VISIT_CODE'));
  expect(locked.ok || locked.error.details?.lockedUntil).toBeGreaterThan(world.now());
  await world.jumpTo(world.now() + 9 * 60_000);
  expect(await checkIn(orderId)).toMatchObject(refused('WRONG_VISIT_CODE'));
  await world.jumpTo(world.now() + 61_000);
  expect(await checkIn(orderId)).toMatchObject({ ok: true });
});

test('four wrong codes and then the right one is a slip, not a burglar', async () => {
  const orderId = await travelling();
  const wrong = { visitCode: otherThan(await codeOf(orderId)) };
  for (let guess = 1; guess <= 4; guess += 1)
    expect(await checkIn(orderId, wrong)).toMatchObject(refused('WRONG_VISIT_CODE'));
  expect(await checkIn(orderId)).toMatchObject({ ok: true });
});

test('a draft is kept whatever is missing; the end of the visit misses nothing', async () => {
  const orderId = await inService();
  const whole = await wholeRecord(orderId);
  const draft = { ...whole, checkedSteps: [0], vitals: {}, photos: [], summary: '' };
  await world.ok('saveVisit', draft, nurse);
  expect(await world.call('saveVisit', draft, NURSES[1])).toMatchObject(refused('FORBIDDEN'));
  const complete = (change: object, as: { openid: string } = nurse) =>
    world.call('completeVisit', { ...whole, ...change }, as);
  expect(await complete({ checkedSteps: whole.checkedSteps.slice(1) })).toMatchObject(
    refused('CHECKLIST_INCOMPLETE', { missing: [0] }),
  );
  expect(await complete({ vitals: {} })).toMatchObject(refused('VITALS_MISSING'));
  expect(await complete({ vitals: { ...whole.vitals, systolicMmHg: 900 } })).toMatchObject(
    refused('VITALS_IMPLAUSIBLE', { field: 'systolicMmHg', value: 900 }),
  );
  expect(await complete({ photos: [] })).toMatchObject(refused('PHOTOS_MISSING'));
  expect(await complete({ summary: '  ' })).toMatchObject(refused('SUMMARY_MISSING'));
  expect(await complete({}, NURSES[1])).toMatchObject(refused('FORBIDDEN'));
  expect(await complete({ vitals: { ...whole.vitals, mood: 5 } })).toMatchObject(refused('BAD_INPUT'));
  expect(await world.order(orderId)).toMatchObject({ status: 'inService' });
  expect(await world.find('measurements', { orderId })).toEqual([]);

  expect(await complete({ vitals: { ...whole.vitals, systolicMmHg: 186 } })).toMatchObject({
    ok: true,
    data: { alerts: [expect.stringContaining('186/82')] },
  });
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingConfirmation' });
  const { checkedInAt, finishedAt } = await world.order(orderId);
  const [kept] = await world.find<{ summaryCipher: string }>('visitRecords', { _id: orderId });
  expect(kept).toMatchObject({
    evv: {
      serviceCode: 'MED-05',
      recipientId: family.recipientId,
      nurseId: nurse._id,
      startAt: checkedInAt,
      endAt: finishedAt,
      place: { district: '西湖区' },
    },
  });
  expect(JSON.stringify(kept)).not.toContain('愈合');
  expect(await world.find('tracks', { _id: orderId })).toEqual([]);
  expect(await complete({})).toMatchObject(refused('ILLEGAL_STEP'));
  expect(await world.call('saveVisit', draft, nurse)).toMatchObject(refused('ILLEGAL_STEP'));
});

test('photos are files of this very visit, and they are there', async () => {
  const orderId = await inService();
  const whole = await wholeRecord(orderId);
  const withPhoto = (fileId: string) => ({ ...whole, photos: [...whole.photos, { label: '其他', fileId }] });
  const ours = whole.photos[0]?.fileId ?? '';
  const bucket = ours.slice(0, ours.indexOf('/visits/'));
  const elsewhere = [
    await uploaded('visits/somebodyelse00000000/photo-0.jpg'),
    await uploaded('identity/secret.jpg'),
    `${bucket}/visits/${orderId}/../somebodyelse00000000/photo-0.jpg`,
    `${bucket}/visits/${orderId}/deeper/photo-0.jpg`,
    `${bucket}/visits/${orderId}x/photo-0.jpg`,
    `${bucket}/x/visits/${orderId}/photo-0.jpg`,
    `${bucket}/visits/${orderId}/`,
    `cloud://visits/${orderId}/photo-0.jpg`,
  ];
  for (const fileId of elsewhere) {
    const place = `photos.${whole.photos.length}.fileId`;
    expect(await world.call('saveVisit', withPhoto(fileId), nurse)).toMatchObject(
      refused('BAD_INPUT', { fields: [place] }),
    );
    expect(await world.call('completeVisit', withPhoto(fileId), nurse)).toMatchObject(refused('BAD_INPUT'));
  }
  const never = withPhoto(`${bucket}/visits/${orderId}/never.jpg`);
  await world.ok('saveVisit', never, nurse);
  expect(await world.call('completeVisit', never, nurse)).toMatchObject(
    refused('PHOTOS_MISSING', { missing: ['其他'] }),
  );
  expect(await world.order(orderId)).toMatchObject({ status: 'inService' });
  await world.ok('completeVisit', whole, nurse);
  // A row written past the functions, by an older version of them: still nobody else's file.
  const stolen = elsewhere.map((fileId) => ({ label: '其他', fileId }));
  await world.db
    .collection('visitRecords')
    .doc(orderId)
    .update({ photos: [...whole.photos, ...stolen] });
  const { visit } = await world.ok<ReadOrderReply>('readOrder', { orderId }, family);
  const shown = visit?.photos.filter(({ url }) => url !== '').map(({ fileId }) => fileId);
  expect(shown).toEqual(whole.photos.map(({ fileId }) => fileId));
});

test('where an order was called off nobody is followed any more', async () => {
  const orderId = await travelling();
  expect(await world.find('tracks', { _id: orderId })).toHaveLength(1);
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, family);
  expect(await world.find('tracks', { _id: orderId })).toEqual([]);
  expect(await world.call('reportLocation', { orderId, position: north(900) }, nurse)).toMatchObject({ ok: false });
});

test('the door costs seven round trips and the confirmation of a paid visit twelve, settings being warm', async () => {
  const orderId = await travelling('full');
  const door = { orderId, position: north(10), visitCode: await codeOf(orderId) };
  expect(await checkIn(orderId, { position: north(500) })).toMatchObject(refused('OUTSIDE_GEOFENCE'));
  // All that is read before is one; a transaction of the code's lock, the order, its event and the stored decision is six.
  expect(await costOf(() => world.ok('checkIn', door, nurse))).toBeLessThanOrEqual(7);
  await world.ok('completeVisit', await wholeRecord(orderId), nurse);
  expect(await world.call('confirmOrder', { orderId: 'nothing' }, family)).toMatchObject(refused('NOT_FOUND'));
  await world.tick('outboxTimer');
  // One question; the transaction with order, event, ledger and what the family did, six; the points three, the nurse's ledger two.
  expect(await costOf(() => world.ok('confirmOrder', { orderId }, family))).toBeLessThanOrEqual(12);
});

test('numbers that are none, and values no person has, are refused', async () => {
  const orderId = await inService();
  const whole = await wholeRecord(orderId);
  const measured = (pulsePerMinute: unknown) => ({ ...whole, vitals: { ...whole.vitals, pulsePerMinute } });
  // JSON knows no NaN: on the wire it is null.
  for (const value of [null, NaN, '76', [76], { $gt: 0 }])
    expect(await world.call('completeVisit', measured(value), nurse)).toMatchObject(refused('BAD_INPUT'));
  for (const value of [-76, 0, 1e308])
    expect(await world.call('completeVisit', measured(value), nurse)).toMatchObject(refused('VITALS_IMPLAUSIBLE'));
  expect(await world.call('saveVisit', { ...whole, summary: '长'.repeat(2_000_000) }, nurse)).toMatchObject(
    refused('BAD_INPUT', { fields: ['summary'] }),
  );
});

test('confirmed, the balance paid, the books closed: what was paid is earned, to the fen', async () => {
  const orderId = await finished();
  const before = (await world.find<Nurse>('nurses', { _id: nurse._id }))[0];
  expect(await world.call('confirmOrder', { orderId }, FAMILIES[1])).toMatchObject(refused('NOT_FOUND'));
  expect(await world.ok('confirmOrder', { orderId }, family)).toEqual({ dueFen: 13_360 });
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingBalance' });
  expect(await world.call('confirmOrder', { orderId }, family)).toMatchObject(refused('ILLEGAL_STEP'));
  expect(
    await world.call('reviewOrder', { orderId, professional: 5, attitude: 5, environment: 5 }, family),
  ).toMatchObject(refused('ILLEGAL_STEP'));
  await confirmSheet(world, await asked(world, orderId, 'balance'));
  expect(await world.order(orderId)).toMatchObject({ status: 'completed', money: { paidFen: 16_700 } });
  const books = await standing(world, orderId);
  expect(books).toMatchObject({ wechatClearing: 16_700, held: 0, refundPayable: 0 });
  expect((books.revenue ?? 0) + (books.nursePayable ?? 0)).toBe(16_700);
  const after = (await world.find<Nurse>('nurses', { _id: nurse._id }))[0];
  expect(after?.completedVisits).toBe((before?.completedVisits ?? 0) + 1);
});

test('an order paid in full is completed when the patient says so; one nobody answers, after two days', async () => {
  const told = await finished('full');
  expect(await world.ok('confirmOrder', { orderId: told }, family)).toEqual({ dueFen: 0 });
  expect(await world.order(told)).toMatchObject({ status: 'completed' });

  const silent = await finished('full');
  await world.jumpTo(world.now() + 47 * 3_600_000);
  await world.tick('paymentTimer');
  expect(await world.order(silent)).toMatchObject({ status: 'pendingConfirmation' });
  await world.jumpTo(world.now() + 3_600_000);
  await Promise.all([world.tick('paymentTimer'), world.tick('paymentTimer')]);
  expect(await world.order(silent)).toMatchObject({ status: 'completed' });
  expect(await world.find('ledgerEntries', { orderId: silent })).toHaveLength(2);
});

test('one review per order; the stars follow the published formula', async () => {
  const orderId = await finished('full');
  await world.ok('confirmOrder', { orderId }, family);
  // What stands there is wrong, whatever the reason; counting puts it right.
  await world.db.collection('nurses').doc(nurse._id).update({ reviewCount: 120 });
  const marks = { orderId, professional: 5, attitude: 4, environment: 3, text: '很好' };
  expect(await world.call('reviewOrder', marks, FAMILIES[1])).toMatchObject(refused('NOT_FOUND'));
  expect(await world.call('reviewOrder', { ...marks, professional: 6 }, family)).toMatchObject(refused('BAD_INPUT'));
  await world.ok('reviewOrder', marks, family);
  // Written with the review itself: should all stop here, a timer counts.
  expect(await world.find('outbox', { orderId, kind: 'stars' })).toMatchObject([{ payload: { nurseId: nurse._id } }]);
  await world.tick('outboxTimer');
  expect(await world.call('reviewOrder', marks, family)).toMatchObject(refused('ALREADY_REVIEWED'));
  expect(await world.find('reviews', { _id: orderId })).toMatchObject([
    { nurseId: nurse._id, professional: 5, text: '很好' },
  ]);
  const [rated] = await world.find<Nurse>('nurses', { _id: nurse._id });
  expect(rated?.reviewCount).toBe(1);
  // One review of 4.3 against the prior of 20 × 4.6: Q = 96.3 / 21 = 4.586; 60 × 0.793 = 47.6, + 15 × ln (1 + visits)
  // / ln 201 + 15 + 10, all of them on time; visits are those of the last twelve months through us.
  const { length: visits } = await world.find('orders', { nurseId: nurse._id, status: 'completed' });
  const score = 60 * ((96.3 / 21 - 3) / 2) + (15 * Math.log(1 + visits)) / Math.log(201) + 25;
  expect(rated?.stars).toBe(Math.round(10 + (4 * score) / 10) / 10);
});

test('the family reads the health record, nobody else, and each reading is on record', async () => {
  const { recipientId } = family;
  const health = await world.ok<ReadHealthReply>('readHealth', { recipientId, days: 7 }, family);
  expect(health).toMatchObject({ recipientName: '王秀兰', conditions: ['高血压'], allergies: ['青霉素'] });
  expect(health.measurements.length).toBeGreaterThan(0);
  expect(health.measurements.every(({ at }, place, all) => place === 0 || at <= (all[place - 1]?.at ?? 0))).toBe(true);
  expect(await world.call('readHealth', { recipientId }, FAMILIES[1])).toMatchObject(refused('NOT_FOUND'));
  expect(await world.call('readHealth', { recipientId }, nurse)).toMatchObject(refused('NOT_FOUND'));
  expect(await world.call('readHealth', { recipientId, days: 8 }, family)).toMatchObject(refused('BAD_INPUT'));
  const readings = await world.find('auditLog', {
    subject: `recipients/${recipientId}`,
    purpose: 'family reads the health record',
  });
  expect(readings).toHaveLength(1);
});
