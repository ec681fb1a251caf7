/** One story that goes through every function with canaries in it: a family, its proxy, a nurse, an applicant, an operator. */
import { createHash } from 'node:crypto';
import type { InvoiceTitlesReply } from '#contract/ownInvoices';
import type { MeView } from '#contract/people';
import type { SaveAddressReply } from '#contract/saveAddress';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { InvitedReply } from '#contract/shareCare';
import { maskIdNumber } from '#domain/person/idNumber';
import { CERTIFICATES, command, draft, LICENCE, lookup, papers, PERSON, send, uploaded, WORK } from './applicants';
import { CANARIES as C } from './canaries';
import { asked as payment, confirmSheet } from './paying';
import { CORNER, FAMILIES, NURSES, TOMORROW_TEN, type Family } from './people';
import { booked, wishOf } from './story';
import type { World } from './world';

const { userId, openid } = FAMILIES[0];
export const OWNER: Family = {
  userId,
  openid,
  recipientId: 'recipient-canary',
  addressId: 'address-canary',
  name: C.name,
  idNumber: C.idNumber,
};
export const PROXY = { openid: 'o-proxy' };
export const NURSE = NURSES[0];
export const OTHER_NURSE = NURSES[1];
export const STRANGER = FAMILIES[1];
export const APPLICANT = { openid: 'o-canary-applicant' };
export const OPERATOR = { uid: 'operator-1' };

const contacts = [
  { name: C.contactName, phone: C.contactPhone, relation: '女儿' },
  { name: C.contactName, phone: C.otherContactPhone, relation: '儿子' },
];
const health = { conditions: [C.condition], allergies: [C.allergy], history: C.history };

/** The person cared for, with everything that has to be settled before a booking. */
export async function settleCanary(world: World): Promise<void> {
  // Only now: they ask for their keys when they are loaded.
  const { addressDocument } = await import('#cloud/addresses');
  const { recipientDocument, verifiedRecipient, withSaid } = await import('#cloud/recipients');
  const { readyPerson } = await import('../../scripts/world/ready');
  const { recipientId, addressId } = OWNER;
  const now = world.now();
  const said = { name: C.name, relation: '母亲' as const, conditions: [], allergies: [], emergencyContacts: contacts };
  const plain = recipientDocument(said, { _id: recipientId, ownerUserId: userId, createdAt: now });
  const proven = {
    name: C.name,
    number: C.idNumber,
    maskedNumber: maskIdNumber(C.idNumber),
    sex: 'female',
    birthYear: 1947,
  } as const;
  const known = { _id: addressId, ownerUserId: userId, createdAt: now };
  const place = { position: CORNER, district: '西湖区', stationId: 'station-xihu', routeMeters: 3_160 };
  const { consents, assessments } = readyPerson({ userId, recipientId, relation: '母亲' }, now);
  const documents = {
    recipients: [verifiedRecipient(withSaid(plain, { health }, now), proven)],
    addresses: [addressDocument({ label: '家', text: C.address, contactPhone: C.addressPhone }, place, known)],
    consents,
    assessments,
  };
  for (const [collection, list] of Object.entries(documents)) await world.db.collection(collection).add(list);
}

/** What the phone shows: the last message to it. */
const smsTo = ({ cloud }: World, phone: string): string =>
  cloud.standIns.tencentCloud
    .sms()
    .filter(({ phoneNumber }) => phoneNumber === `+86${phone}`)
    .at(-1)?.params[0] as string;

/** Secrets that exist only once the story runs. */
export interface Made {
  readonly smsCode: string;
  readonly invitation: string;
  readonly visitCode: string;
  readonly orderId: string;
}

async function familyRegisters(world: World): Promise<{ smsCode: string; invitation: string; father: string }> {
  const { recipientId } = OWNER;
  await world.ok('signInByPhone', { kind: 'askCode', phone: C.accountPhone }, OWNER);
  const smsCode = smsTo(world, C.accountPhone);
  await world.call('signInByPhone', { kind: 'confirmCode', phone: C.accountPhone, code: '000000' }, STRANGER);
  await world.ok('signInByPhone', { kind: 'confirmCode', phone: C.accountPhone, code: smsCode }, OWNER);
  const basic = { step: 'basic', name: C.fatherName, birthDay: '1952-07-18', relation: '父亲', statement: true };
  const settled = { ...health, mobility: 'needsHelp', living: 'alone' };
  const { recipientId: father } = await world.ok<SaveRecipientReply>(
    'saveRecipient',
    { ...basic, health: settled },
    OWNER,
  );
  await world.ok('saveRecipient', { step: 'contacts', recipientId: father, emergencyContacts: contacts }, OWNER);
  await world.call('saveRecipient', { step: 'contacts', recipientId: father, emergencyContacts: contacts }, STRANGER);
  await world.ok('readContacts', { recipientId }, OWNER);
  await world.call('readContacts', { recipientId }, STRANGER);
  const place = { label: '家', text: `杭州市西湖区${C.address}`, contactPhone: C.addressPhone };
  const { addressId } = await world.ok<SaveAddressReply>('saveAddress', place, OWNER);
  await world.ok('saveAddress', { kind: 'remove', addressId }, OWNER);
  await world.ok('signIn', {}, OWNER);
  return { smsCode, invitation: await sharing(world), father };
}

/** The card was read and the face begun; neither is finished, so both lie sealed. Then the number itself. */
async function identify(world: World, recipientId: string): Promise<void> {
  const { userId: ownId } = await world.ok<MeView>('signIn', {}, OWNER);
  const image = createHash('sha256').update(`a picture: cards/${ownId}/front.jpg`).digest('hex');
  const fields = { Name: C.fatherName, IdNum: C.fatherIdNumber };
  world.cloud.standIns.tencentCloud.script({ card: { image, fields } });
  const photos = {
    frontFileId: await uploaded(`cards/${ownId}/front.jpg`),
    backFileId: await uploaded(`cards/${ownId}/back.jpg`),
  };
  await world.ok('verifyIdentity', { kind: 'cardPhotos', recipientId, ...photos }, OWNER);
  const said = { name: C.fatherName, idNumber: C.fatherIdNumber };
  await world.ok('verifyIdentity', { kind: 'faceStart', recipientId, ...said }, OWNER);
  await world.call('verifyIdentity', { recipientId, name: C.nurseName, idNumber: C.fatherIdNumber }, OWNER);
}

async function sharing(world: World): Promise<string> {
  const { recipientId } = OWNER;
  const wanted = { kind: 'invite', recipientId, rights: 'follow', forDays: 30 };
  const { token } = await world.ok<InvitedReply>('shareCare', wanted, OWNER);
  await world.ok('shareCare', { kind: 'look', token }, PROXY);
  const yes = { kind: 'accept', token, name: C.proxyName, relation: '兄弟姐妹', statement: true };
  await world.ok('shareCare', yes, PROXY);
  await world.call('shareCare', yes, STRANGER);
  for (const kind of ['list', 'activity']) await world.ok('shareCare', { kind, recipientId }, OWNER);
  await world.ok('signIn', {}, PROXY);
  return token;
}

/** Booked with nurse 1; nurse 1 sees the offer, nurse 2 does not, nobody sees more than belongs to them. */
export async function familyBooks(world: World): Promise<string> {
  const { recipientId } = OWNER;
  const wish = wishOf(OWNER);
  await world.ok('readCatalogue', {}, OWNER);
  const { startAt: _startAt, ...place } = wish;
  await world.ok('findSlots', { ...place, day: '2026-11-24' }, OWNER);
  const weekly = { weekdays: [5], everyWeeks: 1, minuteOfDay: 960, firstDay: '2026-11-27', lastDay: null, visits: 1 };
  const series = { ...place, plan: weekly, nurseId: NURSE._id, backupNurseIds: [] };
  for (const who of [OWNER, PROXY, STRANGER]) await world.call('careSeries', { kind: 'preview', ...series }, who);
  await world.ok('recommendNurses', wish, OWNER);
  await world.ok('assessRecipient', { step: 'questions', recipientId, serviceCode: 'MED-05' }, OWNER);
  await world.ok('giveConsent', { step: 'read', recipientId }, OWNER);
  const called = await booked(world, { startAt: TOMORROW_TEN + 5 * 3_600_000, note: C.note }, OWNER);
  await world.tick('reassignTimer');
  await world.call('dispatchMatch', { orderId: called }, OWNER, 'wx_client,scf');
  await world.call('declineOrder', { orderId: called, reason: '其他' }, OTHER_NURSE);
  await world.ok('changeOrder', { kind: 'cancel', orderId: called, reason: '临时有事' }, OWNER);
  const orderId = await booked(world, { nurseId: NURSE._id, note: C.note }, OWNER);
  for (const nurse of [NURSE, OTHER_NURSE]) {
    await world.ok('listOffers', {}, nurse);
    await world.call('readOrder', { orderId }, nurse);
  }
  await world.ok('acceptOrder', { orderId }, NURSE);
  return orderId;
}

export async function visitHappens(world: World, orderId: string): Promise<string> {
  await everybodyReads(world, orderId);
  await confirmSheet(world, await payment(world, orderId, 'full'));
  const { orderPrivateById, visitCodeOf } = await import('#cloud/orderPrivate');
  const visitCode = visitCodeOf(await orderPrivateById(orderId));
  await everybodyReads(world, orderId);
  await world.jumpTo(TOMORROW_TEN - 3_600_000);
  await world.tick('outboxTimer');
  await world.ok('setOut', { orderId }, NURSE);
  await world.ok('reportLocation', { orderId, position: CORNER }, NURSE);
  await world.call('checkIn', { orderId, position: CORNER, visitCode: '000000' }, OTHER_NURSE);
  await world.ok('checkIn', { orderId, position: CORNER, visitCode }, NURSE);
  await everybodyReads(world, orderId);
  const [service] = await world.find<{ sop: string[]; requiredPhotos: string[] }>('services', { code: 'MED-05' });
  const photos = [];
  for (const [place, label] of (service?.requiredPhotos ?? []).entries()) {
    photos.push({ label, fileId: await uploaded(`visits/${orderId}/photo-${place}.jpg`) });
  }
  const vitals = {
    systolicMmHg: 138,
    diastolicMmHg: 82,
    pulsePerMinute: 76,
    temperatureCelsius: 36.6,
    respirationPerMinute: 16,
    spo2Percent: 98,
  };
  const record = {
    orderId,
    checkedSteps: (service?.sop ?? []).map((_, step) => step),
    vitals,
    photos,
    summary: C.visitSummary,
  };
  await world.ok('saveVisit', record, NURSE);
  await world.ok('completeVisit', record, NURSE);
  await world.ok('confirmOrder', { orderId }, OWNER);
  await world.ok('reviewOrder', { orderId, professional: 5, attitude: 5, environment: 5, text: '很好' }, OWNER);
  await world.ok('changeOrder', { kind: 'dispute', orderId, reason: '其他', text: '想问问收费的事' }, OWNER);
  const asked = { disputeId: orderId, item: { kind: 'text' }, purpose: '退款核实', reason: '处理退款申请' };
  await world.ok('openRecord', asked, OPERATOR);
  await world.call('openRecord', asked, OWNER);
  await command(world, { kind: 'decideDispute', orderId, amountFen: 0, bearer: 'platform', reply: '收费和报价一致' });
  for (const who of [OWNER, PROXY, STRANGER]) await world.call('readHealth', { recipientId: OWNER.recipientId }, who);
  await everybodyReads(world, orderId);
  return visitCode;
}

export async function everybodyReads(world: World, orderId: string): Promise<void> {
  for (const who of [OWNER, PROXY, NURSE, OTHER_NURSE, STRANGER, OPERATOR]) {
    await world.call('readOrder', { orderId }, who);
    await world.call('listOrders', { role: 'patient' }, who);
    await world.call('listOrders', { role: 'nurse' }, who);
  }
}

export async function assessed(world: World): Promise<void> {
  const { recipientId } = OWNER;
  const documents = [{ kind: 'doctorOrder', fileId: await uploaded(`assessments/${recipientId}/paper.jpg`) }];
  await world.ok('assessRecipient', { step: 'requestFirst', recipientId, documents, note: C.assessmentNote }, OWNER);
  await world.ok('assessRecipient', { step: 'read', recipientId }, OWNER);
  const [first] = await world.find<{ _id: string }>('assessments', { recipientId, kind: 'first', decision: 'waiting' });
  const asked = { assessmentId: first?._id, item: { kind: 'request' }, purpose: '首诊评估', reason: '核对首诊资料' };
  await world.ok('openRecord', asked, OPERATOR);
  await world.call('openRecord', asked, STRANGER);
}

export async function nurseApplies(world: World): Promise<void> {
  const { uploadFolder } = await send(world, APPLICANT, { kind: 'read' });
  const person = { ...PERSON, name: C.nurseName, idNumber: C.nurseIdNumber, phone: C.nursePhone };
  const parts = [person, { ...LICENCE, number: C.licenceNumber }, WORK, CERTIFICATES, await papers(uploadFolder)];
  for (const part of parts) await draft(world, APPLICANT, part);
  await send(world, APPLICANT, { kind: 'submit' });
  const [application] = await world.find<{ nurseId: string }>('nurseApplications', { openid: APPLICANT.openid });
  const nurseId = application?.nurseId as string;
  const found = { numberFound: C.licenceNumber };
  await command(world, { kind: 'startNurseReview', nurseId });
  await command(world, await lookup(world, nurseId, found));
  const approved = await command(world, { kind: 'approveNurse', nurseId });
  if (approved?.state !== 'done') throw new Error(`not approved: ${approved?.answer}`);
  const why = { purpose: '资质审核', reason: '核对身份证照片' };
  for (const kind of ['name', 'idNumber', 'phone', 'licenceNumber']) {
    await world.ok('openRecord', { nurseId, item: { kind }, ...why }, OPERATOR);
  }
  await world.call('openRecord', { nurseId, item: { kind: 'phone' }, ...why }, OWNER);
  await world.ok('trainNurse', { kind: 'courses' }, APPLICANT);
  await world.ok('planWork', { kind: 'read' }, NURSE);
  await world.ok('readStanding', { kind: 'read' }, NURSE);
}

/** Receipt and invoice of the visit; the title is a person's name. */
export async function papersOfMoney(world: World, orderId: string): Promise<void> {
  const title = { kind: 'saveInvoiceTitle', titleKind: 'individual', name: C.name };
  const { titles } = await world.ok<InvoiceTitlesReply>('ownMoney', title, OWNER);
  await world.ok('ownMoney', { kind: 'requestInvoice', orderId, titleId: titles[0]?.titleId }, OWNER);
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  for (const kind of ['invoice', 'receipt', 'insurance'])
    for (const who of [OWNER, PROXY, STRANGER]) await world.call('ownMoney', { kind, orderId }, who);
  for (const kind of ['invoices', 'invoiceTitles']) await world.ok('ownMoney', { kind }, OWNER);
}

/** Timers, a forged notification, and everybody's own data. */
export async function theRest(world: World): Promise<void> {
  for (const timer of ['paymentTimer', 'reassignTimer', 'outboxTimer', 'dailyTimer', 'planTimer', 'runCommand'])
    await world.tick(timer);
  await world.call('payNotify', { path: '/pay/notify', httpMethod: 'POST', body: '{}' }, {}, 'wx_http');
  for (const who of [OWNER, PROXY, NURSE, APPLICANT]) await world.ok('ownData', { kind: 'status' }, who);
  await world.ok('ownData', { kind: 'export' }, OWNER);
  for (const kind of ['coupons', 'points', 'packages']) await world.ok('ownMoney', { kind }, OWNER);
  for (const asked of [{ kind: 'income' }, { kind: 'yearly', year: 2026 }]) await world.ok('ownMoney', asked, NURSE);
}

export async function wholeStory(world: World): Promise<Made> {
  await settleCanary(world);
  const { smsCode, invitation, father } = await familyRegisters(world);
  const orderId = await familyBooks(world);
  const visitCode = await visitHappens(world, orderId);
  await papersOfMoney(world, orderId);
  await assessed(world);
  await nurseApplies(world);
  await theRest(world);
  await world.jumpTo(world.now() + 25 * 3_600_000);
  await everybodyReads(world, orderId);
  await identify(world, father);
  return { smsCode, invitation, visitCode, orderId };
}
