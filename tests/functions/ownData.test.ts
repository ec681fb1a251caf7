/** The rights over one's own data: an export that has everything of one's own and nothing of others; an account that is closed. */
import type { OwnDataClosedReply, OwnDataExportReply, OwnDataStatusReply } from '#contract/ownData';
import type { MeView } from '#contract/people';
import type { Reply } from '#contract/reply';
import { CLOSING_PHRASE } from '#contract/ownData';
import type { ClosedAccount } from '#cloud/rights/closeAccount';
import { incomeArrives } from './incomeArrives';
import { CANARIES, canariesIn } from './canaries';
import { APPLICANT, NURSE, OTHER_NURSE, OWNER, PROXY, wholeStory } from './everyFunction';
import { FAMILIES, TOMORROW_TEN } from './people';
import { accepted, booked } from './story';
import { openWorld, type As, type World } from './world';

const HOUR = 3_600_000;
const YEAR = 365.25 * 24 * HOUR;
let world: World;
let orderId: string;
beforeAll(async () => {
  world = await openWorld();
  ({ orderId } = await wholeStory(world));
}, 180_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const ask = <T>(kind: string, as: As, more: object = {}) => world.call<T>('ownData', { kind, ...more }, as);
const close = (as: As, more: object = {}) => ask<OwnDataClosedReply>('close', as, { phrase: CLOSING_PHRASE, ...more });
const status = (as: As) => world.ok<OwnDataStatusReply>('ownData', { kind: 'status' }, as);
const userIdOf = async (as: As) => (await world.ok<MeView>('signIn', {}, as)).userId;
const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
};
const ofOwner = (collection: string) => world.find(collection, { ownerUserId: OWNER.userId });
const smsCode = () => world.cloud.standIns.tencentCloud.sms().at(-1)?.params[0] as string;

describe('the export', () => {
  let files: OwnDataExportReply;
  let html: string;
  let json: string;
  beforeAll(async () => {
    files = await world.ok<OwnDataExportReply>('ownData', { kind: 'export' }, OWNER);
    [html, json] = [(await get(files.htmlUrl)).text, (await get(files.jsonUrl)).text];
  });

  test('has everything of one’s own, to read and for machines', () => {
    // The father's number was read off a card and never confirmed: it is nobody's yet, and gone in half an hour.
    const not = ['licenceNumber', 'fatherIdNumber'];
    const own = Object.keys(CANARIES).filter((canary) => !canary.startsWith('nurse') && !not.includes(canary));
    expect(canariesIn(json).sort()).toEqual(own.sort());
    expect(canariesIn(html).sort()).toEqual(own.sort());
    expect(JSON.parse(json)).toMatchObject({
      account: { phone: CANARIES.accountPhone },
      recipients: expect.arrayContaining([expect.objectContaining({ idNumber: CANARIES.idNumber })]),
      orders: expect.arrayContaining([expect.objectContaining({ id: orderId, status: '已完成', note: CANARIES.note })]),
      visits: [expect.objectContaining({ orderId, summary: CANARIES.visitSummary })],
      measurements: [expect.objectContaining({ vitals: expect.objectContaining({ systolicMmHg: 138 }) })],
      sharedBy: [expect.objectContaining({ name: CANARIES.proxyName })],
    });
    expect(html).toContain('<dt>收缩压 mmHg</dt><dd>138</dd>');
  });

  test('says who opened what, by what they are and not by name', () => {
    const { accesses } = JSON.parse(json) as { accesses: { who: string; what: string }[] };
    expect(new Set(accesses.map(({ who }) => who))).toEqual(new Set(['本人', '家人', '护士', '平台工作人员']));
    expect(accesses).toContainEqual(
      expect.objectContaining({ who: '护士', what: expect.stringMatching(/^查看了 \d+ 项资料$/) }),
    );
  });

  test('has nothing of other people: no ids of accounts, no codes of doors', () => {
    for (const other of [...FAMILIES.slice(1), NURSE, OTHER_NURSE]) expect(json).not.toContain(other.userId);
    expect(json).not.toMatch(/visitCode|Cipher|o-nurse|openid/);
  });

  test('lies where nobody finds it, behind links that end; after a day it is gone', async () => {
    const { files: again } = await status(OWNER);
    expect(again).toMatchObject({ deletedAt: files.deletedAt });
    expect((await get((again as OwnDataExportReply).jsonUrl)).status).toBe(200);
    expect(files.linksEndAt - world.now()).toBeLessThanOrEqual(600_000);
    await world.jumpTo(files.linksEndAt + 1000);
    expect((await get(files.jsonUrl)).status).not.toBe(200);
    const { files: fresh } = await status(OWNER);
    await world.jumpTo(files.deletedAt);
    expect((await status(OWNER)).files).toBeNull();
    await world.tick('dailyTimer');
    expect(await world.find('dataExports')).toEqual([]);
    const { app } = await import('#cloud/database');
    const path = new URL((fresh as OwnDataExportReply).jsonUrl).pathname;
    expect(path).toMatch(/exports\/user-family1\/[0-9a-f]{32}\/my-data\.json$/);
    const fileID = `cloud://local-env.local${path.slice(path.indexOf('/exports'))}`;
    await expect(app.downloadFile({ fileID })).rejects.toThrow();
  });

  test('a card that was read and a face session that was begun are gone when their half hour is over', async () => {
    for (const collection of ['cardReadings', 'faceChecks', 'phoneCodes'])
      expect(await world.find(collection)).toEqual([]);
  });

  test('three a day and no more; a new one takes the place of the one before', async () => {
    const codes = [];
    for (let time = 0; time < 4; time += 1) codes.push(codeOf(await ask('export', FAMILIES[1])));
    expect(codes).toEqual(['ok', 'ok', 'ok', 'TOO_MANY_TRIES']);
    expect(await world.find('dataExports', { _id: FAMILIES[1].userId })).toHaveLength(1);
  });

  test('of a nurse: her papers and visits, nothing of the families', async () => {
    const { jsonUrl } = await world.ok<OwnDataExportReply>('ownData', { kind: 'export' }, NURSE);
    const { text } = await get(jsonUrl);
    expect(JSON.parse(text)).toMatchObject({
      served: expect.arrayContaining([expect.objectContaining({ id: orderId })]),
    });
    expect(canariesIn(text)).toEqual([]);
    const applicant = await world.ok<OwnDataExportReply>('ownData', { kind: 'export' }, APPLICANT);
    expect(canariesIn((await get(applicant.jsonUrl)).text).sort()).toEqual(
      ['licenceNumber', 'nurseIdNumber', 'nurseName', 'nursePhone'].sort(),
    );
  });
});

describe('closing', () => {
  test('not while a visit is ahead, in so many words, for whom it is and for who makes it', async () => {
    const ahead = await accepted(world, { startAt: TOMORROW_TEN + 100 * HOUR }, FAMILIES[1]);
    const { blockers } = await status(FAMILIES[1]);
    expect(blockers).toEqual([expect.objectContaining({ kind: 'order', orderId: ahead })]);
    expect(await close(FAMILIES[1])).toMatchObject({ error: { code: 'ACCOUNT_NOT_CLOSABLE', details: { blockers } } });
    expect(await close(NURSE)).toMatchObject({
      error: {
        details: {
          blockers: [
            { kind: 'visit', orderId: ahead },
            { kind: 'income', orderId: null },
          ],
        },
      },
    });
    await world.ok('changeOrder', { kind: 'cancel', orderId: ahead, reason: '临时有事' }, FAMILIES[1]);
    expect((await status(FAMILIES[1])).blockers).toEqual([]);
  });

  test('not by another sentence, nor without the code of the account’s phone', async () => {
    expect(codeOf(await close(OWNER, { phrase: '注销' }))).toBe('BAD_INPUT');
    expect(codeOf(await close(OWNER))).toBe('PHONE_CODE_WRONG');
    expect(codeOf(await close(OWNER, { code: '000000' }))).toBe('PHONE_CODE_EXPIRED');
    expect(await world.find('closedAccounts')).toEqual([]);
  });

  test('closed: nobody comes in by it, and it says what stays and until when', async () => {
    await world.ok('ownData', { kind: 'askCode' }, OWNER);
    const reply = await close(OWNER, { code: smsCode() });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    const { kept } = reply.data;
    expect(kept.map(({ what }) => what)).toEqual(['订单与支付记录', '护理记录与被照护人的身份']);
    expect((kept[1]?.until as number) - world.now()).toBeGreaterThan(14.9 * YEAR);
    const me = await world.ok<MeView>('signIn', {}, OWNER);
    expect(me.userId).not.toBe(OWNER.userId);
    expect(me).toMatchObject({ recipients: [], addresses: [], hasPhone: false });
    expect(codeOf(await world.call('readOrder', { orderId }, OWNER))).toBe('NOT_FOUND');
  });

  test('the sweep waits until calls under way are over, then erases all but what must stay', async () => {
    const before = await ofOwner('addresses');
    expect(before).toHaveLength(2);
    await world.tick('dailyTimer');
    expect(await ofOwner('addresses')).toHaveLength(2);
    await world.jumpTo(world.now() + 3 * 60_000);
    await world.tick('dailyTimer');
    const { openedIn, SEALED_FIELDS } = await import('#cloud/personalData/sealedFields');
    const left: string[] = [];
    for (const collection of Object.keys(SEALED_FIELDS)) {
      for (const document of await world.find<{ _id: string }>(collection)) {
        left.push(...canariesIn(JSON.stringify(openedIn(collection, document))).map((what) => `${collection} ${what}`));
      }
    }
    const ofTheFamily = left.filter((line) => !/nurse|licence/.test(line));
    // Whom the care record is about, and what it says; the assessment is part of it.
    expect([...new Set(ofTheFamily)].sort()).toEqual(
      [
        'assessmentPrivate assessmentNote',
        // Whom a tax invoice was made out to belongs to the books.
        'invoicePrivate name',
        'recipients birthDay',
        'recipients idNumber',
        'recipients name',
        'visitRecords visitSummary',
      ].sort(),
    );
    expect(await ofOwner('addresses')).toEqual([]);
    expect(await world.find('recipientProxies', { recipientId: OWNER.recipientId })).toEqual([]);
    expect(await world.find('orders', { _id: orderId })).toMatchObject([{ status: 'completed', patientOpenid: '' }]);
    expect((await world.find('ledgerEntries', { orderId })).length).toBeGreaterThan(0);
    expect(codeOf(await world.call('readOrder', { orderId }, PROXY))).toBe('NOT_FOUND');
    // Her own list of past visits stays whole.
    expect(await world.ok('readOrder', { orderId }, NURSE)).toMatchObject({ recipient: null, address: null });
    expect(await world.find('inbox', { personId: OWNER.userId })).toEqual([]);
    expect((await world.find('inbox', { personId: NURSE._id })).length).toBeGreaterThan(0);
    const [closed] = await world.find<ClosedAccount>('closedAccounts', { _id: OWNER.userId });
    expect(closed?.erasedAt).toBeGreaterThan(0);
  });

  test('who never had a visit leaves no person behind', async () => {
    const as = { openid: 'o-passing' };
    const userId = await userIdOf(as);
    const said = {
      name: '路人甲',
      relation: '父亲',
      emergencyContacts: ['13800000001', '13800000002'].map((phone) => ({ name: '路人', phone, relation: '子女' })),
    };
    await world.ok('saveRecipient', said, as);
    expect(codeOf(await close(as))).toBe('ok');
    await world.jumpTo(world.now() + 3 * 60_000);
    await world.tick('dailyTimer');
    expect(await world.find('recipients', { ownerUserId: userId })).toEqual([]);
    expect(await world.find('users', { _id: userId })).toMatchObject([{ openid: '', roles: [], displayName: '' }]);
  });

  test('an order that slipped in while the account was closing runs its course before anything is erased', async () => {
    const [, , chens] = FAMILIES;
    const late = await booked(world, { startAt: TOMORROW_TEN + 90 * HOUR }, chens);
    const row = { _id: chens.userId, nurseId: null, closedAt: world.now(), eraseAt: world.now(), erasedAt: null };
    await world.db.collection('closedAccounts').add({ ...row, transactionsUntil: null, careRecordsUntil: null });
    await world.tick('dailyTimer');
    expect(await world.find('addresses', { ownerUserId: chens.userId })).toHaveLength(1);
    expect((await world.order(late)).status).toBe('pendingAcceptance');
    const [waiting] = await world.find<ClosedAccount>('closedAccounts', { _id: chens.userId });
    expect(waiting).toMatchObject({ erasedAt: null, eraseAt: expect.any(Number) });
    expect(waiting?.eraseAt).toBeGreaterThan(world.now() + 23 * HOUR);
  });

  test('an applicant withdraws first; then nothing of the application is left', async () => {
    const { filled, send } = await import('./applicants');
    const as = { openid: 'o-gone-applicant' };
    await filled(world, as);
    await send(world, as, { kind: 'submit' });
    const userId = await userIdOf(as);
    expect((await status(as)).blockers).toMatchObject([{ kind: 'application' }]);
    await send(world, as, { kind: 'withdraw' });
    expect(codeOf(await close(as))).toBe('ok');
    await world.jumpTo(world.now() + 3 * 60_000);
    await world.tick('dailyTimer');
    expect(await world.find('nurseApplicationPrivate', { _id: world.db.RegExp({ regexp: `^${userId}` }) })).toEqual([]);
    for (const collection of ['nurseApplications', 'nurses']) {
      expect(await world.find(collection, collection === 'nurses' ? { userId } : { _id: userId })).toEqual([]);
    }
  });
});

describe('a nurse leaves', () => {
  let asked: string;
  let kept: OwnDataClosedReply['kept'];
  beforeAll(async () => {
    const [, lis] = FAMILIES;
    const startAt = Math.ceil(world.now() / (24 * HOUR)) * 24 * HOUR + 2 * HOUR + 24 * HOUR;
    asked = await booked(world, { startAt, nurseId: NURSE._id }, lis);
    await incomeArrives(NURSE._id, world.now());
    const reply = await close(NURSE);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    ({ kept } = reply.data);
    await world.tick('outboxTimer');
  });

  test('her post does not keep her; it says that the record of her visits names her', () => {
    expect(kept.map(({ what }) => what)).toEqual(['订单与支付记录', '您的姓名、执业信息和上门记录']);
  });

  test('at once she is no nurse any more, and what she alone was asked goes on to others', async () => {
    expect(codeOf(await world.call('listOffers', {}, NURSE))).toBe('FORBIDDEN');
    expect(await world.find('nurses', { _id: NURSE._id })).toMatchObject([
      { status: 'left', openid: '', serviceCodes: [] },
    ]);
    expect(await world.find('offers', { nurseId: NURSE._id, status: 'open' })).toEqual([]);
    await world.tick('reassignTimer');
    const { dispatch } = await world.order(asked);
    expect(dispatch.offeredNurseIds.filter((id) => id !== NURSE._id)).not.toEqual([]);
  });

  test('later only who gave care is left: name and licence, no number, phone, photograph or place', async () => {
    await world.jumpTo(world.now() + 3 * 60_000);
    await world.tick('dailyTimer');
    const [papers] = await world.find<object>('nursePrivate', { _id: NURSE._id });
    if (papers) expect(Object.keys(papers).sort()).toEqual(['_id', 'licenceNumberCipher', 'nameCipher']);
    const [nurse] = await world.find<{ location: { coordinates: number[] } }>('nurses', { _id: NURSE._id });
    expect(nurse).toMatchObject({ status: 'left', shifts: [], exceptions: [], areaDistricts: [] });
    const [station] = await world.find<{ location: object }>('institutions', { _id: 'station-xihu' });
    expect(nurse?.location).toEqual(station?.location);
    expect(await world.find('orders', { nurseId: NURSE._id, nurseOpenid: NURSE.openid })).toEqual([]);
    expect(await world.find('visitRecords', { nurseId: NURSE._id })).not.toEqual([]);
  });
});

describe('when the terms of the law are over', () => {
  /** Every document there is, by name; old orders move to an archive. */
  const everything = async () => {
    const all = [
      'orders',
      'orderEvents',
      'payments',
      'refunds',
      'visitRecords',
      'measurements',
      'recipients',
      'nurses',
    ];
    const named = async (name: string) =>
      (await world.find(name)).map(({ _id }) => `${name.replace('Archive', '')}/${String(_id)}`);
    return (await Promise.all([...all, 'ordersArchive', 'orderEventsArchive'].map(named))).flat();
  };
  const ordersWhere = async (where: object) =>
    (await Promise.all(['orders', 'ordersArchive'].map((name) => world.find(name, where)))).flat();
  const closedRow = async () =>
    (await world.find<ClosedAccount>('closedAccounts', { _id: OWNER.userId }))[0] as ClosedAccount;
  const purges = () => world.find('auditLog', { purpose: 'retention term over', subject: `users/${OWNER.userId}` });
  const at = async (instant: number) => {
    await world.jumpTo(instant);
    await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  };

  test('not a day before: nothing at all is deleted', async () => {
    const before = await everything();
    await at(((await closedRow()).transactionsUntil as number) - 24 * HOUR);
    expect(await everything()).toEqual(expect.arrayContaining(before));
    expect(await purges()).toEqual([]);
  });

  test('after three years the money goes; the visit and its order stay, the books too', async () => {
    const entries = await world.find('ledgerEntries', { orderId });
    await at(((await closedRow()).transactionsUntil as number) + 1);
    expect(await world.find('payments', { orderId })).toEqual([]);
    expect(await ordersWhere({ _id: orderId })).toHaveLength(1);
    expect(await world.find('visitRecords', { orderId })).toHaveLength(1);
    expect(await world.find('ledgerEntries', { orderId })).toEqual(entries);
    // Booked and called off by the same family: nobody ever came.
    expect(await ordersWhere({ patientUserId: OWNER.userId, checkedInAt: null })).toEqual([]);
    expect(await purges()).toEqual([expect.objectContaining({ action: 'purge transactions', actor: 'dailyTimer' })]);
  });

  test('until fifteen years are over the record of care is whole', async () => {
    await at(((await closedRow()).careRecordsUntil as number) - 24 * HOUR);
    expect(await world.find('visitRecords', { orderId })).toHaveLength(1);
    expect(await world.find('recipients', { ownerUserId: OWNER.userId })).not.toEqual([]);
  });

  test('then it goes with its photographs, and after it the nurse whom nothing names any more', async () => {
    const [visit] = await world.find<{ photos: { fileId: string }[] }>('visitRecords', { orderId });
    const photo = visit?.photos[0]?.fileId as string;
    await at(((await closedRow()).careRecordsUntil as number) + 1);
    for (const [collection, where] of [
      ['visitRecords', { orderId }],
      ['measurements', { recipientId: OWNER.recipientId }],
      ['orders', { patientUserId: OWNER.userId }],
      ['ordersArchive', { patientUserId: OWNER.userId }],
      ['orderEventsArchive', { orderId }],
      ['orderEvents', { orderId }],
      ['recipients', { ownerUserId: OWNER.userId }],
      ['assessments', { recipientId: OWNER.recipientId }],
      ['assessmentPrivate', { recipientId: OWNER.recipientId }],
      ['consents', { subject: `orders/${orderId}` }],
    ] as const) {
      expect([collection, await world.find(collection, where)]).toEqual([collection, []]);
    }
    const { app } = await import('#cloud/database');
    await expect(app.downloadFile({ fileID: photo })).rejects.toThrow();
    expect((await purges()).map((one) => one.action)).toEqual(
      expect.arrayContaining(['purge transactions', 'purge careRecords']),
    );
    await at(world.now() + 40 * 24 * HOUR);
    expect(await world.find('nurses', { _id: NURSE._id })).toEqual([]);
    expect(await world.find('nursePrivate', { _id: NURSE._id })).toEqual([]);
  });

  test('accounts that are open lose nothing, however old', async () => {
    expect(await ordersWhere({ patientUserId: FAMILIES[1].userId })).not.toEqual([]);
  });
});
