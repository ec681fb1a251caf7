/** The role matrix (roleTable.ts), every function by every caller; then those who pretend to be somebody else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR_ROLES } from '#domain/operations/operatorRoles';
import { root } from '../../scripts/build/products';
import { clientOf } from '../journeys/client';
import { FAMILIES } from './people';
import { COLUMNS, expectedAnswers, type Column } from './roleTable';
import { CALLERS, questions, settleRoles, uidOf, type Caller, type Settled } from './roleWorld';
import { openWorld, type World } from './world';

const EXPECTED = expectedAnswers();
const [family1, family2] = FAMILIES;
const deployed = () => readdirSync(join(root, 'cloudfunctions')).sort();
const functionOf = (row: string) => row.split('/')[0] as string;
let world: World;
let settled: Settled;
beforeAll(async () => {
  world = await openWorld();
  settled = await settleRoles(world);
}, 60_000);
afterAll(() => world?.stop());

/** `ok`, the refusal's code, or the HTTP status of a function that speaks HTTP. */
async function answerTo(name: string, data: object, { as, source }: Caller): Promise<string> {
  const reply = (await world.call(name, data, as, source)) as Awaited<ReturnType<World['call']>> & {
    statusCode?: number;
  };
  if (reply.statusCode !== undefined) return reply.statusCode === 403 ? 'FORBIDDEN' : String(reply.statusCode);
  return reply.ok ? 'ok' : reply.error.code;
}

test('every deployed function has its row and its question, and no other has', () => {
  expect([...new Set([...EXPECTED.keys()].map(functionOf))].sort()).toEqual(deployed());
  expect(Object.keys(questions(settled)).sort()).toEqual([...EXPECTED.keys()].sort());
});

test.each([...EXPECTED.keys()])('%s', async (row) => {
  const { data = {}, status = 'pendingPayment' } = questions(settled)[row] ?? {};
  await world.db.collection('orders').doc(settled.orderId).update({ status });
  const wrong: string[] = [];
  for (const column of COLUMNS) {
    const answer = await answerTo(functionOf(row), data, CALLERS[column]);
    const expected = EXPECTED.get(row)?.[column] as string;
    if (!expected.split('|').includes(answer)) wrong.push(`${column}: ${answer} instead of ${expected}`);
  }
  expect(wrong).toEqual([]);
});

describe('who one is cannot be said in the request', () => {
  const stranger: Caller = { as: { openid: family2.openid }, source: 'wx_client' };

  test('neither by the fields the platform adds nor by others', async () => {
    const order = { orderId: settled.orderId };
    const pretended = { ...order, userInfo: { openId: family1.openid }, tcbContext: { uid: family1.userId } };
    expect(await answerTo('readOrder', pretended, stranger)).toBe('NOT_FOUND');
    for (const claim of [{ openid: family1.openid }, { userId: family1.userId }, { roles: ['nurse'] }]) {
      expect(await answerTo('signIn', claim, stranger)).toBe('BAD_INPUT');
    }
  });

  const TIMER = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-23T00:00:00Z', Message: '' };
  const PAYMENT = {
    ...{ path: '/pay/notify', httpMethod: 'POST', isBase64Encoded: false },
    headers: {
      'wechatpay-signature': 'AAAA',
      'wechatpay-timestamp': '1',
      'wechatpay-nonce': 'n',
      'wechatpay-serial': 's',
    },
    body: JSON.stringify({ id: 'forged', event_type: 'TRANSACTION.SUCCESS', resource: {} }),
  };
  const FUNCTION = { TCB_SOURCE: 'wx_client,scf', source: 'scf', SOURCE: 'wx_client,scf' };

  /** What is sent, by which way in, to which functions; none of them lets it in. */
  test.each<[string, object, Column | 'client', string, readonly string[]]>([
    [
      'a timer’s event',
      TIMER,
      'client',
      'FORBIDDEN',
      ['dailyTimer', 'outboxTimer', 'paymentTimer', 'planTimer', 'reassignTimer', 'runCommand'],
    ],
    [
      'a timer’s event from outside',
      TIMER,
      'http',
      'FORBIDDEN',
      ['dailyTimer', 'outboxTimer', 'paymentTimer', 'planTimer', 'reassignTimer', 'runCommand'],
    ],
    ['a payment’s notification', PAYMENT, 'client', 'FORBIDDEN', ['payNotify']],
    ['a payment’s notification with a signature of its own', PAYMENT, 'http', '401', ['payNotify']],
    ['a payment’s notification as a timer', PAYMENT, 'timer', 'FORBIDDEN', ['payNotify']],
    ['another function’s poke', FUNCTION, 'client', 'FORBIDDEN', ['dailyTimer', 'dispatchMatch', 'outboxTimer']],
    [
      'another function’s poke from outside',
      FUNCTION,
      'http',
      'FORBIDDEN',
      ['dailyTimer', 'dispatchMatch', 'outboxTimer'],
    ],
  ])('%s', async (_what, event, way, expected, names) => {
    const caller = way === 'client' ? stranger : CALLERS[way];
    for (const name of names) expect(`${name}: ${await answerTo(name, event, caller)}`).toBe(`${name}: ${expected}`);
  });
});

describe('from a browser, where the rules for functions stand before the doors', () => {
  const CLOSED_TO_CLIENTS = [
    'dailyTimer',
    'dispatchMatch',
    'outboxTimer',
    'payNotify',
    'paymentTimer',
    'planTimer',
    'reassignTimer',
  ];

  test.each([['a stranger', 'somebody-new'], ...OPERATOR_ROLES.map((role) => [role, uidOf(role)])])(
    '%s reaches all functions but those of timers, services and other functions',
    async (_who, uid) => {
      const client = await clientOf(world.cloud.emulator.url, uid as string);
      const kept = [];
      for (const name of deployed()) if ((await client.invoke(name)).status === 403) kept.push(name);
      expect(kept).toEqual(CLOSED_TO_CLIENTS);
    },
  );

  test('nobody signed in reaches none', async () => {
    const client = await clientOf(world.cloud.emulator.url, null);
    const reached = [];
    for (const name of deployed()) if ((await client.invoke(name)).status !== 403) reached.push(name);
    expect(reached).toEqual([]);
  });
});
