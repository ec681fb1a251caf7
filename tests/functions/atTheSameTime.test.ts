/** Two things at the same instant: what one call has read is old before it writes, and it must see that. */
import type { MeView } from '#contract/people';
import { LIVING_SITUATIONS, MOBILITIES } from '#contract/saveRecipient';
import type { Reply } from '#contract/reply';
import { move, type Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked, quotedOrder } from './story';
import { openWorld, type As, type World } from './world';

const [wangs] = FAMILIES;
const [first, second] = NURSES;
const DAY = 86_400_000;
let world: World;
let startAt = TOMORROW_TEN;
beforeAll(async () => void (world = await openWorld()), 60_000);
beforeEach(() => (startAt += DAY));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);

type Write = readonly [collection: string, id: string, fields: object];

/** Another transaction has written these and not committed yet; the call runs into it, and it commits while the call tries again. */
async function meanwhile<T>(writes: readonly Write[], call: () => Promise<T>): Promise<T> {
  const open = await world.db.startTransaction();
  for (const [collection, id, fields] of writes) await open.collection(collection).doc(id).update(fields);
  const calling = call();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await open.commit();
  return calling;
}

/** A function that was never called takes a while to begin; what is held open then is committed before it looks. */
const warm = (name: string, as: As) => world.call(name, { orderId: 'nobody-s' }, as);

describe('a nurse who is no longer what she was when the call began', () => {
  beforeAll(() => Promise.all(['acceptOrder', 'setOut'].map((name) => warm(name, first))));
  const back = { status: 'active', shifts: first.shifts, withdrawnConsents: [] };
  afterEach(() => world.db.collection('nurses').doc('nurse1').update(back));

  const changes: readonly [string, object, string][] = [
    ['suspended', { status: 'suspended' }, 'NURSE_UNAVAILABLE'],
    ['with other hours', { shifts: [] }, 'NURSE_NOT_ON_SHIFT'],
    ['who took her location consent back', { withdrawnConsents: ['location'] }, 'NURSE_UNAVAILABLE'],
  ];

  test.each(changes)('%s: does not get the order she was offered', async (_how, fields, code) => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    const accept = () => world.call('acceptOrder', { orderId }, first);
    const writes: Write[] = [
      ['nurses', 'nurse1', fields],
      ['orders', orderId, { touched: 1 }],
    ];
    expect(codeOf(await meanwhile(writes, accept))).toBe(code);
    expect((await world.order(orderId)).nurseId).toBeNull();
  });

  test('suspended while her own held time is being accepted: the two meet in her diary', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    const writes: Write[] = [
      ['nurses', 'nurse1', { status: 'suspended' }],
      ['diaries', 'nurse1', { suspendedAt: 1 }],
    ];
    expect(codeOf(await meanwhile(writes, () => world.call('acceptOrder', { orderId }, first)))).toBe(
      'NURSE_UNAVAILABLE',
    );
  });

  test('suspended: is not held for a booking that chose her', async () => {
    const input = {
      ...(await quotedOrder(world, wangs, { startAt, nurseId: 'nurse1' })),
      ...{ note: '', informedConsent: { version: 1 } },
    };
    const writes: Write[] = [
      ['nurses', 'nurse1', { status: 'suspended' }],
      ['diaries', 'nurse1', { suspendedAt: 2 }],
    ];
    expect(codeOf(await meanwhile(writes, () => world.call('createOrder', input, wangs)))).toBe('NURSE_UNAVAILABLE');
  });

  test('suspended: does not set out', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    await world.ok('acceptOrder', { orderId }, first);
    const paid = { status: 'pendingService', payBy: null, cover: { number: 'C1', insurer: '示例', nurseId: 'nurse1' } };
    await world.db.collection('orders').doc(orderId).update(paid);
    await world.jumpTo(startAt - 30 * 60_000);
    const writes: Write[] = [
      ['nurses', 'nurse1', { status: 'suspended' }],
      ['orders', orderId, { touched: 1 }],
    ];
    expect(codeOf(await meanwhile(writes, () => world.call('setOut', { orderId }, first)))).toBe('NURSE_UNAVAILABLE');
  });
});

test('a family that changed its mind a hundred times does not keep the nurse from setting out', async () => {
  const orderId = await booked(world, { startAt, nurseId: 'nurse2' });
  await world.ok('acceptOrder', { orderId }, second);
  const paid = { status: 'pendingService', payBy: null, cover: { number: 'C2', insurer: '示例', nurseId: 'nurse2' } };
  await world.db.collection('orders').doc(orderId).update(paid);
  const act = (number: number) => ({
    ...{ _id: `recipients:${wangs.recipientId}:recording:${number}`, subject: `recipients/${wangs.recipientId}` },
    ...{ kind: 'recording', number, version: 1, action: number % 2 ? 'given' : 'withdrawn', onBehalf: null },
    ...{ byUserId: wangs.userId, at: world.now() },
  });
  await world.db.collection('consents').add(Array.from({ length: 120 }, (_, index) => act(1001 + index)));
  await world.jumpTo(startAt - 30 * 60_000);
  expect(codeOf(await world.call('setOut', { orderId }, second))).toBe('ok');
});

test('nine care for her and a tenth is just joining: whoever accepts in that instant is one too many', async () => {
  const { recipientId } = wangs;
  const proxy = (number: number) => ({
    ...{ _id: `${recipientId}:cousin${number}`, recipientId, userId: `cousin${number}`, rights: 'follow' },
    ...{ since: 0, until: number === 10 ? 1 : world.now() + DAY, nameCipher: 'v1.x' },
  });
  await world.db.collection('recipientProxies').add(Array.from({ length: 10 }, (_, place) => proxy(place + 1)));
  const { token } = await world.ok<{ token: string }>(
    'shareCare',
    { kind: 'invite', recipientId, rights: 'follow', forDays: 30 },
    wangs,
  );
  const as = { openid: 'o-eleventh' };
  await world.ok('signIn', {}, as);
  const writes: Write[] = [
    ['recipientProxies', `${recipientId}:cousin10`, { until: world.now() + DAY }],
    ['recipients', recipientId, { joined: 10 }],
  ];
  const input = { kind: 'accept', token, name: '王小强', relation: '兄弟姐妹', statement: true };
  expect(codeOf(await meanwhile(writes, () => world.call('shareCare', input, as)))).toBe('SHARED_TOO_OFTEN');
  await world.db.collection('recipientProxies').where({ recipientId }).remove();
});

describe('an account that is joined to another one in the same instant', () => {
  const meOf = (as: As) => world.ok<MeView>('signIn', {}, as);
  const basic = {
    ...{ step: 'basic', name: '赵桂英', relation: '母亲', birthDay: '1950-01-01', statement: true },
    health: { conditions: [], allergies: [], history: '', mobility: MOBILITIES[0], living: LIVING_SITUATIONS[0] },
  };

  const address = { label: '家', text: '杭州市西湖区文三路 90 号', contactPhone: '13700000009' };
  test.each([
    ['saveRecipient', basic, 'recipients'],
    ['saveAddress', address, 'addresses'],
    [
      'applyAsNurse',
      { kind: 'saveDraft', part: 'person', name: '赵敏', idNumber: '440524188001010014', phone: '13700000008' },
      'nurseApplications',
    ],
  ])('%s leaves nothing behind in it', async (name, input, collection) => {
    const as = { openid: `o-newcomer-${name}` };
    const { userId } = await meOf(as);
    expect(codeOf(await world.call(name, input, { openid: `o-before-${name}` }))).toBe('ok');
    const writes: Write[] = [
      ['users', userId, { openid: '', uid: '', mergedInto: wangs.userId }],
      ['identities', `openid:${as.openid}`, { userId: wangs.userId }],
    ];
    expect(codeOf(await meanwhile(writes, () => world.call(name, input, as)))).toBe('NOT_SIGNED_IN');
    const left = await world.find<Record<string, unknown>>(collection);
    expect(left.filter((one) => one.ownerUserId === userId || one._id === userId)).toEqual([]);
  });
});

describe('an order that was read before the transaction began, and has changed since', () => {
  const stale = async (nurseId: string) => {
    const orderId = await booked(world, { startAt, nurseId });
    const before = await world.order(orderId);
    await world.ok('acceptOrder', { orderId }, nurseId === 'nurse1' ? first : second);
    return { orderId, before };
  };
  const patient = (event: 'cancel', order: Order) =>
    move(order, { event, by: 'patient', now: order.createdAt, to: 'cancelled' });

  test('is read again, and decided upon as it is now', async () => {
    const { changeOrder } = await import('#cloud/orders');
    const { orderId, before } = await stale('nurse1');
    const met: string[] = [];
    const decide = (order: Order) => {
      met.push(order.status);
      return patient('cancel', order);
    };
    const after = await changeOrder(orderId, decide, { orders: [before] });
    expect(met).toEqual(['pendingAcceptance', 'pendingPayment']);
    expect(after).toMatchObject({ version: before.version + 2, nurseId: 'nurse1' });
    expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', nurseId: 'nurse1' });
    const events = await world.find<{ _id: string; event: string }>('orderEvents', { orderId });
    expect(events.map(({ event }) => event).sort()).toEqual(['accept', 'cancel', 'offer']);
  });

  test('refuses nothing and leaves nothing as it is by what it was then', async () => {
    const { changeOrder } = await import('#cloud/orders');
    const { orderId, before } = await stale('nurse2');
    const refusing = (order: Order) => {
      if (order.status === 'pendingAcceptance') throw new Refusal('OFFER_CLOSED', { orderId });
      return { order, fact: null };
    };
    expect((await changeOrder(orderId, refusing, { orders: [before] })).status).toBe('pendingPayment');
    const leaving = (order: Order) => ({ order, fact: null });
    expect((await changeOrder(orderId, leaving, { orders: [before] })).version).toBe(before.version + 1);
  });

  test('as it still is it is not read again', async () => {
    const { changeOrder } = await import('#cloud/orders');
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    const before = await world.order(orderId);
    const met: number[] = [];
    await changeOrder(
      orderId,
      (order) => {
        met.push(order.version);
        return patient('cancel', order);
      },
      { orders: [before] },
    );
    expect(met).toEqual([before.version]);
    expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', version: before.version + 1 });
  });
});
