/** The people of the role matrix, and what each function is asked: family 1's order, its nurse is nurse 1. */
import type { SaveAddressReply } from '#contract/saveAddress';
import type { InvitedReply } from '#contract/shareCare';
import type { MeView } from '#contract/people';
import { OPERATOR_ROLES } from '#domain/operations/operatorRoles';
import { draft, PERSON } from './applicants';
import { APPLICANT, FAMILIES, TOMORROW_TEN } from './people';
import type { Column } from './roleTable';
import { accepted, NO_QUOTE, wishOf } from './story';
import type { As, World } from './world';

const [family1, family2] = FAMILIES;
const { recipientId, addressId } = family1;
const CLIENT = 'wx_client';

export interface Caller {
  readonly as: As;
  readonly source: string;
}

const client = (openid: string): Caller => ({ as: { openid }, source: CLIENT });
export const uidOf = (role: string): string => `desk-${OPERATOR_ROLES.findIndex((known) => known === role)}`;

export const CALLERS: Readonly<Record<Column, Caller>> = {
  patient: client(family1.openid),
  other: client(family2.openid),
  manage: client('o-manage'),
  follow: client('o-follow'),
  removed: client('o-removed'),
  applicant: client('o-applies'),
  nurse: client('o-nurse1'),
  nurse2: client('o-nurse5'),
  suspended: client('o-nurse4'),
  ...(Object.fromEntries(OPERATOR_ROLES.map((role) => [role, { as: { uid: uidOf(role) }, source: CLIENT }])) as Record<
    (typeof OPERATOR_ROLES)[number],
    Caller
  >),
  nobody: { as: {}, source: CLIENT },
  timer: { as: {}, source: 'wx_trigger' },
  http: { as: {}, source: 'wx_http' },
  function: { as: { openid: family1.openid }, source: 'wx_client,scf' },
};

export interface Settled {
  readonly orderId: string;
  readonly spareAddressId: string;
}

export async function settleRoles(world: World): Promise<Settled> {
  const operators = OPERATOR_ROLES.map((role) => ({ _id: uidOf(role), name: role, role }));
  await world.db.collection('operators').add(operators);
  await world.db.collection('nurses').doc('nurse4').update({ status: 'suspended', statusReason: '执业证已到期' });
  const orderId = await accepted(world);
  await share(world, 'manage', CALLERS.manage.as);
  await share(world, 'follow', CALLERS.follow.as);
  await share(world, 'manage', CALLERS.removed.as);
  const { userId } = await world.ok<MeView>('signIn', {}, CALLERS.removed.as);
  await world.ok('shareCare', { kind: 'remove', recipientId, userId }, family1);
  await draft(world, CALLERS.applicant.as, PERSON);
  const spare = { label: '家', text: '杭州市西湖区文三路100号', contactPhone: '13900000001' };
  const { addressId: spareAddressId } = await world.ok<SaveAddressReply>('saveAddress', spare, family1);
  return { orderId, spareAddressId };
}

async function share(world: World, rights: 'manage' | 'follow', as: As): Promise<void> {
  const wanted = { kind: 'invite', recipientId, rights, forDays: 30 };
  const { token } = await world.ok<InvitedReply>('shareCare', wanted, family1);
  await world.ok('shareCare', { kind: 'accept', token, name: '王小强', relation: '子女', statement: true }, as);
}

/** What the function is asked, and the state the order is put into before anybody asks. */
export interface Question {
  readonly data?: object;
  readonly status?: string;
}

const contacts = ['13800000001', '13800000002'].map((phone) => ({ name: '王小明', phone, relation: '子女' }));
const wish = () => wishOf(family1, { startAt: TOMORROW_TEN + 4 * 1_800_000 });
const aDay = () => {
  const { startAt: _startAt, ...place } = wish();
  return { ...place, day: '2026-11-24' };
};

const aSeries = () => {
  const { startAt: _startAt, ...place } = wish();
  const plan = { weekdays: [5], everyWeeks: 1, minuteOfDay: 960, firstDay: '2026-11-27', lastDay: null, visits: 1 };
  return { kind: 'preview', ...place, plan, nurseId: null, backupNurseIds: [] };
};

export function questions({ orderId, spareAddressId }: Settled): Readonly<Record<string, Question>> {
  const order = { orderId };
  const emptyRecord = { orderId, checkedSteps: [], vitals: {}, photos: [], summary: '' };
  const here = [120.13, 30.26];
  return {
    acceptOrder: { data: order },
    applyAsNurse: { data: { kind: 'read' } },
    assessRecipient: { data: { step: 'read', recipientId } },
    careSeries: { data: aSeries() },
    changeOrder: { data: { ...order, kind: 'cancel', reason: '临时有事', preview: true } },
    checkIn: { data: { ...order, position: here, visitCode: '000000' }, status: 'travelling' },
    completeVisit: { data: emptyRecord, status: 'inService' },
    confirmOrder: { data: order },
    createOrder: {
      data: { ...wish(), requestId: 'roles000000000000001', nurseId: null, expectedTotalFen: 1, quote: NO_QUOTE },
    },
    dailyTimer: {},
    declineOrder: { data: { ...order, reason: '其他' } },
    dispatchMatch: { data: order },
    findSlots: { data: aDay() },
    giveConsent: { data: { step: 'read', recipientId } },
    listOffers: {},
    listOrders: { data: { role: 'nurse' } },
    openRecord: {
      data: { nurseId: APPLICANT.nurse._id, item: { kind: 'phone' }, purpose: '资质审核', reason: '核对手机号码' },
    },
    'openRecord/first': {
      data: { assessmentId: 'none', item: { kind: 'request' }, purpose: '首诊评估', reason: '核对首诊资料' },
    },
    'openRecord/visit': {
      data: { orderId: 'none', item: { kind: 'visitSummary' }, purpose: '首诊评估', reason: '核对首诊资料' },
    },
    outboxTimer: {},
    ownData: { data: { kind: 'status' } },
    ownMoney: { data: { kind: 'coupons' } },
    payNotify: {},
    payOrder: { data: { ...order, part: 'deposit' } },
    paymentTimer: {},
    planTimer: {},
    planWork: { data: { kind: 'read' } },
    quoteOrder: { data: wish() },
    readCatalogue: {},
    readContacts: { data: { recipientId } },
    readHealth: { data: { recipientId } },
    readOrder: { data: order },
    readStanding: { data: { kind: 'read' } },
    reassignTimer: {},
    recommendNurses: { data: wish() },
    reportLocation: { data: { ...order, position: here }, status: 'travelling' },
    reviewOrder: { data: { ...order, professional: 5, attitude: 5, environment: 5 } },
    runCommand: {},
    saveAddress: { data: { addressId, label: '家', text: '杭州市西湖区文三路100号', contactPhone: '13900000001' } },
    'saveAddress/gone': { data: { kind: 'remove', addressId: spareAddressId } },
    saveRecipient: { data: { recipientId, name: family1.name, relation: '母亲', emergencyContacts: contacts } },
    saveVisit: { data: emptyRecord, status: 'inService' },
    setOut: { data: order, status: 'pendingService' },
    shareCare: { data: { kind: 'list', recipientId } },
    signIn: {},
    signInByPhone: { data: { kind: 'confirmCode', phone: '13800009999', code: '000000' } },
    trainNurse: { data: { kind: 'courses' } },
    verifyIdentity: { data: { recipientId, name: family1.name, idNumber: family1.idNumber } },
  };
}
