/**
 * Who may call which function, and what everybody else hears. One row per function, written by hand: the order in question is
 * family 1's, its nurse is nurse 1. `ok` and refusals of the rules (ILLEGAL_STEP, TOO_EARLY, …) mean: let in.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SaveAddressReply } from '#contract/saveAddress';
import { root } from '../../scripts/build/products';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { clientOf } from '../journeys/client';
import { FAMILIES, TOMORROW_TEN } from './people';
import { accepted, wishOf } from './story';
import { openWorld, type As, type World } from './world';

interface Row {
  readonly data?: object;
  /** The state the order is put into before anybody calls; `pendingPayment` unless said. */
  readonly status?: string;
  readonly patient: string;
  readonly otherPatient: string;
  readonly nurse: string;
  readonly otherNurse: string;
  readonly operator: string;
  readonly nobody: string;
  readonly timer: string;
  readonly http: string;
  /** Another function of ours, on behalf of the patient. */
  readonly chain: string;
}
type Who = Exclude<keyof Row, 'data' | 'status'>;

const [family1, family2] = FAMILIES;
const CALLERS: Record<Who, { readonly as: As; readonly source: string }> = {
  patient: { as: { openid: family1.openid }, source: 'wx_client' },
  otherPatient: { as: { openid: family2.openid }, source: 'wx_client' },
  nurse: { as: { openid: 'o-nurse1' }, source: 'wx_client' },
  otherNurse: { as: { openid: 'o-nurse5' }, source: 'wx_client' },
  operator: { as: { uid: OPERATOR_UID }, source: 'wx_client' },
  nobody: { as: {}, source: 'wx_client' },
  timer: { as: {}, source: 'wx_trigger' },
  http: { as: {}, source: 'wx_http' },
  chain: { as: { openid: family1.openid }, source: 'wx_client,scf' },
};

/** Only people, from a mini-program or a browser. */
const PEOPLE_ONLY = { nobody: 'NOT_SIGNED_IN', timer: 'FORBIDDEN', http: 'FORBIDDEN', chain: 'FORBIDDEN' } as const;
const everyone = (outcome: string) => ({
  ...{ patient: outcome, otherPatient: outcome, nurse: outcome, otherNurse: outcome, operator: outcome },
});
/** `patient` is let in; for all others the thing does not exist. */
const patientOnly = (patient: string, others = 'NOT_FOUND') => ({ ...PEOPLE_ONLY, ...everyone(others), patient });
const nurseOnly = (nurse: string, otherNurse: string) => ({
  ...PEOPLE_ONLY,
  ...everyone('FORBIDDEN'),
  nurse,
  otherNurse,
});
const CLOSED = {
  ...everyone('FORBIDDEN'),
  nobody: 'FORBIDDEN',
  timer: 'FORBIDDEN',
  http: 'FORBIDDEN',
  chain: 'FORBIDDEN',
};

let orderId: string;
let spareAddressId: string;
const { recipientId, addressId } = family1;
const order = () => ({ orderId });
const emptyRecord = () => ({ orderId, checkedSteps: [], vitals: {}, photos: [], summary: '' });
const wish = () => wishOf(family1, { startAt: TOMORROW_TEN + 4 * 1_800_000 });
/** Recipient and address are looked up together: whichever is missed first is named. */
const STRANGERS_WISH = '(NOT_FOUND|ADDRESS_NOT_FOUND)';
const contacts = ['13800000001', '13800000002'].map((phone) => ({ name: '王小明', phone, relation: '子女' }));

const ROWS: Record<string, () => Row> = {
  acceptOrder: () => ({ data: order(), ...nurseOnly('ok', 'NOT_FOUND') }),
  cancelOrder: () => ({ data: { ...order(), reason: '临时有事', preview: true }, ...patientOnly('ok'), nurse: 'ok' }),
  checkIn: () => ({
    data: { ...order(), position: [120.13, 30.26], visitCode: '000000' },
    status: 'travelling',
    ...nurseOnly('WRONG_VISIT_CODE', 'FORBIDDEN'),
  }),
  completeVisit: () => ({
    data: emptyRecord(),
    status: 'inService',
    ...nurseOnly('CHECKLIST_INCOMPLETE', 'FORBIDDEN'),
  }),
  confirmOrder: () => ({ data: order(), ...patientOnly('ILLEGAL_STEP') }),
  createOrder: () => ({
    data: { ...wish(), requestId: 'roles000000000000001', nurseId: null, expectedTotalFen: 1 },
    ...patientOnly('QUOTE_CHANGED', STRANGERS_WISH),
  }),
  declineOrder: () => ({ data: { ...order(), reason: '其他' }, ...nurseOnly('OFFER_CLOSED', 'NOT_FOUND') }),
  // The patient comes first and leaves nothing; that strangers cannot is tried in people.test.ts.
  deleteAddress: () => ({ data: { addressId: spareAddressId }, ...patientOnly('ok', 'ADDRESS_NOT_FOUND') }),
  dispatchMatch: () => ({ data: order(), ...CLOSED, chain: 'ok' }),
  findSlots: () => {
    const { startAt: _startAt, ...place } = wish();
    return { data: { ...place, day: '2026-11-24' }, ...patientOnly('ok', STRANGERS_WISH) };
  },
  listOffers: () => ({ ...nurseOnly('ok', 'ok') }),
  listOrders: () => ({ data: { role: 'nurse' }, ...nurseOnly('ok', 'ok') }),
  outboxTimer: () => ({ ...CLOSED, timer: 'ok', chain: 'ok' }),
  payNotify: () => ({ ...CLOSED, http: '401' }),
  payOrder: () => ({ data: { ...order(), part: 'deposit' }, ...patientOnly('ok') }),
  paymentTimer: () => ({ ...CLOSED, timer: 'ok' }),
  quoteOrder: () => ({ data: wish(), ...patientOnly('ok', STRANGERS_WISH) }),
  readCatalogue: () => ({ ...PEOPLE_ONLY, ...everyone('ok') }),
  readContacts: () => ({ data: { recipientId }, ...patientOnly('ok') }),
  readHealth: () => ({ data: { recipientId }, ...patientOnly('ok') }),
  readOrder: () => ({ data: order(), ...patientOnly('ok'), nurse: 'ok' }),
  reassignTimer: () => ({ ...CLOSED, timer: 'ok' }),
  recommendNurses: () => ({ data: wish(), ...patientOnly('ok', STRANGERS_WISH) }),
  reportLocation: () => ({
    data: { ...order(), position: [120.13, 30.26] },
    status: 'travelling',
    ...nurseOnly('ok', 'FORBIDDEN'),
  }),
  reviewOrder: () => ({
    data: { ...order(), professional: 5, attitude: 5, environment: 5 },
    ...patientOnly('ILLEGAL_STEP'),
  }),
  runCommand: () => ({ ...CLOSED, operator: 'ok', timer: 'ok' }),
  saveAddress: () => ({
    data: { addressId, label: '家', text: '杭州市西湖区文三路100号', contactPhone: '13900000001' },
    ...patientOnly('ok', 'ADDRESS_NOT_FOUND'),
  }),
  saveRecipient: () => ({
    data: { recipientId, name: family1.name, relation: '母亲', emergencyContacts: contacts },
    ...patientOnly('ok'),
  }),
  saveVisit: () => ({ data: emptyRecord(), status: 'inService', ...nurseOnly('ok', 'FORBIDDEN') }),
  setOut: () => ({ data: order(), status: 'pendingService', ...nurseOnly('TOO_EARLY', 'FORBIDDEN') }),
  signIn: () => ({ ...PEOPLE_ONLY, ...everyone('ok') }),
  verifyIdentity: () => ({
    data: { recipientId, name: family1.name, idNumber: family1.idNumber },
    ...patientOnly('ok'),
  }),
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  orderId = await accepted(world);
  const spare = { label: '家', text: '杭州市西湖区文三路100号', contactPhone: '13900000001' };
  ({ addressId: spareAddressId } = await world.ok<SaveAddressReply>('saveAddress', spare, family1));
}, 60_000);
afterAll(() => world.stop());

/** `ok`, the refusal's code, or the HTTP status of a function that speaks HTTP. */
async function outcomeOf(name: string, data: object, who: Who): Promise<string> {
  const { as, source } = CALLERS[who];
  const reply = (await world.call(name, data, as, source)) as Awaited<ReturnType<World['call']>> & {
    statusCode?: number;
  };
  if (reply.statusCode !== undefined) return reply.statusCode === 403 ? 'FORBIDDEN' : String(reply.statusCode);
  return reply.ok ? 'ok' : reply.error.code;
}

test('every deployed function has its row', () => {
  expect(Object.keys(ROWS)).toEqual(readdirSync(join(root, 'cloudfunctions')).sort());
});

test.each(Object.keys(ROWS))('%s', async (name) => {
  const { data = {}, status = 'pendingPayment', ...expected } = (ROWS[name] as () => Row)();
  await world.db.collection('orders').doc(orderId).update({ status });
  for (const who of Object.keys(CALLERS) as Who[]) {
    expect(`${who}: ${await outcomeOf(name, data, who)}`).toMatch(new RegExp(`^${who}: ${expected[who]}$`));
  }
});

test('who one is cannot be said in the request: neither by the fields the platform adds nor by others', async () => {
  const as = { openid: family2.openid };
  const pretended = { ...order(), userInfo: { openId: family1.openid }, tcbContext: { uid: family1.userId } };
  expect(await world.call('readOrder', pretended, as)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  for (const claim of [{ openid: family1.openid }, { userId: family1.userId }, { roles: ['nurse'] }]) {
    expect(await world.call('signIn', claim, as)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  }
  const timer = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-23T00:00:00Z', Message: '' };
  expect(await world.call('paymentTimer', timer, as)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

describe('from a browser, where the rules for functions stand before the doors', () => {
  const CLOSED_TO_CLIENTS = ['dispatchMatch', 'outboxTimer', 'payNotify', 'paymentTimer', 'reassignTimer'];

  test.each([
    ['a stranger', 'somebody-new'],
    ['an operator', OPERATOR_UID],
  ])('%s reaches all functions but those of timers, services and other functions', async (_who, uid) => {
    const client = await clientOf(world.cloud.emulator.url, uid);
    const kept = [];
    for (const name of Object.keys(ROWS)) if ((await client.invoke(name)).status === 403) kept.push(name);
    expect(kept).toEqual(CLOSED_TO_CLIENTS);
  });

  test('nobody signed in reaches none', async () => {
    const client = await clientOf(world.cloud.emulator.url, null);
    const reached = [];
    for (const name of Object.keys(ROWS)) if ((await client.invoke(name)).status !== 403) reached.push(name);
    expect(reached).toEqual([]);
  });
});
