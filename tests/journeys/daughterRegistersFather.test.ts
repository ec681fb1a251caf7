/** A daughter registers her father in three steps, with a cloud that goes down in between; her brother helps, and then no more. */
import type { AssessRecipientReply } from '#contract/assessRecipient';
import type { CreateOrderReply } from '#contract/createOrder';
import type { GiveConsentReply } from '#contract/giveConsent';
import type { ListOrdersReply } from '#contract/listOrders';
import type { OrderView } from '#contract/orders';
import type { MeView, RecipientView } from '#contract/people';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { SaveAddressReply } from '#contract/saveAddress';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { AcceptedReply, ActivityReply, InvitedReply } from '#contract/shareCare';
import type { Order } from '#domain/order/order';
import { everyRow, db, read } from '#cloud/database';
import type { As } from '../../scripts/demo/players';
import { MONDAY_EIGHT, NO_QUOTE, TOMORROW_TEN } from './city';
import { type MortalCloud, openMortalCloud } from './mortalCloud';

const DAUGHTER: As = { openid: 'o-the-daughter' };
const BROTHER: As = { openid: 'o-the-brother' };
const HOME = { label: '父亲家', text: '杭州市西湖区古墩路 8 号 1 幢 202', contactPhone: '13900000002' };
const FATHER = {
  step: 'basic',
  name: '李建国',
  birthDay: '1950-03-07',
  relation: '父亲',
  statement: true,
};
const HEALTH = { conditions: ['高血压'], allergies: [], history: '', mobility: 'needsHelp', living: 'alone' };
const CONTACTS = ['13800000001', '13800000002'].map((phone) => ({ name: '李小梅', phone, relation: '邻居' }));

let cloud: MortalCloud;
let recipientId: string;
let orderId: string;
beforeAll(async () => {
  cloud = await openMortalCloud();
  await cloud.start();
  await cloud.players.jumpTo(MONDAY_EIGHT);
  const { fillWorld } = await import('../../scripts/world/world');
  await fillWorld(MONDAY_EIGHT, () => undefined, { nurses: 24, applicants: 0, families: 1, pastVisits: 0 });
}, 60_000);
afterAll(() => cloud.close());

const call = <T>(name: string, data: object, as: As) => cloud.players.call<T>(name, data, as);
const refusal = async (name: string, data: object, as: As): Promise<string> => {
  const reply = await cloud.players.ask(name, data, as);
  return reply.ok ? 'ok' : reply.error.code;
};
const father = async (as: As): Promise<RecipientView> => {
  const { recipients } = await call<MeView>('signIn', {}, as);
  return recipients.find((one) => one.recipientId === recipientId) as RecipientView;
};
const restart = async () => {
  await cloud.kill();
  await cloud.start();
};

/** Agrees to whatever booking needs, as the screens show it. */
async function agree(as: As): Promise<void> {
  for (const scope of [null, recipientId]) {
    const { consents } = await call<GiveConsentReply>('giveConsent', { step: 'read', recipientId: scope }, as);
    const wanted = consents
      .filter((one) => one.required && one.scope === (scope === null ? 'account' : 'recipient'))
      .map(({ kind, version }) => ({ kind, version }));
    const given = { step: 'give', recipientId: scope, consents: wanted, authorised: true };
    if (wanted.length > 0) await call('giveConsent', given, as);
  }
}

/** The questions before the visit; the first choice of each is the quiet one. */
async function answer(as: As): Promise<void> {
  const about = { recipientId, serviceCode: 'LIF-01' };
  const { version, questions } = await call<AssessRecipientReply>(
    'assessRecipient',
    { step: 'questions', ...about },
    as,
  );
  const answers = Object.fromEntries(questions.map(({ id, options }) => [id, options[0]?.value]));
  await call('assessRecipient', { step: 'answer', ...about, version, answers }, as);
}

async function wishOf(as: As, startAt: number) {
  const { addressId } = await call<SaveAddressReply>('saveAddress', HOME, as);
  return { serviceCode: 'LIF-01', recipientId, addressId, startAt };
}

async function book(as: As, requestId: string, startAt: number): Promise<string> {
  const wish = await wishOf(as, startAt);
  const { price, quote } = await call<QuoteOrderReply>('quoteOrder', wish, as);
  const order = { ...wish, requestId, nurseId: null, expectedTotalFen: price.totalFen, quote: quote.token };
  return (await call<CreateOrderReply>('createOrder', order, as)).orderId;
}

test('the first step is broken off half-way, and the cloud goes down: what was said is still there', async () => {
  ({ recipientId } = await call<SaveRecipientReply>('saveRecipient', FATHER, DAUGHTER));
  await restart();
  expect(await father(DAUGHTER)).toMatchObject({ name: '李建国', missingStep: 'basic' });
  await call('saveRecipient', { ...FATHER, recipientId, health: HEALTH }, DAUGHTER);
  expect(await father(DAUGHTER)).toMatchObject({ missingStep: 'identity', conditions: ['高血压'] });
});

test('the second step, another interruption, and no booking before the third', async () => {
  await call('verifyIdentity', { recipientId, name: '李建国', idNumber: '330106195003070016' }, DAUGHTER);
  await restart();
  expect(await father(DAUGHTER)).toMatchObject({ verified: true, sex: 'male', missingStep: 'contacts' });
  await agree(DAUGHTER);
  const asked = { requestId: 'daughter00000000000001', expectedTotalFen: 1, quote: NO_QUOTE };
  const wish = { ...(await wishOf(DAUGHTER, TOMORROW_TEN)), ...asked };
  expect(await refusal('createOrder', wish, DAUGHTER)).toBe('REGISTRATION_INCOMPLETE');
});

test('the third: registered', async () => {
  await call('saveRecipient', { step: 'contacts', recipientId, emergencyContacts: CONTACTS }, DAUGHTER);
  expect(await father(DAUGHTER)).toMatchObject({ missingStep: null, doneSteps: ['basic', 'identity', 'contacts'] });
});

test('she invites her brother, who books; the order is hers to see, and his', async () => {
  const invite = { kind: 'invite', recipientId, rights: 'manage', forDays: 365 };
  const { token } = await call<InvitedReply>('shareCare', invite, DAUGHTER);
  const accept = { kind: 'accept', token, name: '李小军', relation: '子女', statement: true };
  await call<AcceptedReply>('shareCare', accept, BROTHER);
  expect(await father(BROTHER)).toMatchObject({ rights: 'manage', conditions: ['高血压'] });
  await agree(BROTHER);
  await answer(BROTHER);
  orderId = await book(BROTHER, 'brother000000000000001', TOMORROW_TEN);
  // The answer was lost and the phone asks again: the same order.
  expect(await book(BROTHER, 'brother000000000000001', TOMORROW_TEN)).toBe(orderId);
  expect((await read<Order>('orders', orderId))?.patientOpenid).toBe(DAUGHTER.openid);
  for (const [as, rights] of [
    [DAUGHTER, 'owner'],
    [BROTHER, 'manage'],
  ] as const) {
    expect(await call<OrderView>('readOrder', { orderId }, as)).toMatchObject({ orderId, rights });
    const { orders } = await call<ListOrdersReply>('listOrders', { role: 'patient' }, as);
    expect(orders.map((one) => one.orderId)).toEqual([orderId]);
  }
  const { entries } = await call<ActivityReply>('shareCare', { kind: 'activity', recipientId }, DAUGHTER);
  expect(entries.map(({ who, act }) => `${who} ${act}`)).toEqual([
    '李小军 booked',
    '李小军 joined',
    '您 invited',
    '您 contactsEdited',
    '您 verified',
    '您 edited',
    '您 registered',
  ]);
});

test('she removes him: his next call is refused, whichever it is; her order stands', async () => {
  const { userId } = await call<MeView>('signIn', {}, BROTHER);
  const wish = await wishOf(BROTHER, TOMORROW_TEN + 4 * 3_600_000);
  await call('shareCare', { kind: 'remove', recipientId, userId }, DAUGHTER);
  const booking = { ...wish, requestId: 'brother000000000000002', expectedTotalFen: 1, quote: NO_QUOTE };
  for (const [name, data] of [
    ['readOrder', { orderId }],
    ['changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }],
    ['payOrder', { orderId, part: 'full' }],
    ['quoteOrder', wish],
    ['createOrder', booking],
    ['readHealth', { recipientId }],
    ['readContacts', { recipientId }],
    ['shareCare', { kind: 'activity', recipientId }],
  ] as const) {
    expect(`${name} ${await refusal(name, data, BROTHER)}`).toBe(`${name} NOT_FOUND`);
  }
  expect(await father(BROTHER)).toBeUndefined();
  expect((await call<ListOrdersReply>('listOrders', { role: 'patient' }, BROTHER)).orders).toEqual([]);
  expect((await call<OrderView>('readOrder', { orderId }, DAUGHTER)).status).toBe('pendingAcceptance');
});

test('of all this, no name, number or phone is readable at rest', async () => {
  const names = ['recipients', 'recipientProxies', 'careInvitations', 'careActivities', 'orders', 'auditLog', 'users'];
  const everything = await Promise.all(
    names.map((name) => everyRow(db.collection(name).where({}).orderBy('_id', 'asc'))),
  );
  expect(JSON.stringify(everything)).not.toMatch(/李建国|李小军|李小梅|330106195003070016|13800000001|古墩路 8/);
});
