/** Effects after the commit: delivered once, tried again with pauses, given up where trying again changes nothing. */
import type { OutboxRow } from '#cloud/outbox';
import { FAMILIES, NURSES } from './people';
import { paid } from './paying';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const steer = async (path: string, body?: object) => {
  const init = body
    ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    : {};
  return (await fetch(`${world.cloud.emulator.url}/_emulator/${path}`, init)).json() as Promise<
    Record<string, unknown>
  >;
};
interface Sent {
  readonly errcode: number;
  readonly functionName: string;
  readonly values: { touser: string; template_id: string; page?: string; data: Record<string, { value: string }> };
}
const sentTo = async (openid: string) =>
  ((await steer('messages')).messages as Sent[]).filter(({ values }) => values.touser === openid);
const family = FAMILIES[0].openid;

/** A message of our own in the queue. */
async function queued(
  _id: string,
  words: Record<string, string> = { service: '普通伤口换药', time: '11月24日 10:00' },
  openid = family,
) {
  const now = world.now();
  const row = {
    _id,
    kind: 'message',
    payload: { template: 'orderPaid', to: 'patient', openid, uid: '', words },
    orderId: 'x',
  };
  await world.db
    .collection('outbox')
    .add({ ...row, state: 'waiting', attempts: 0, nextAttemptAt: now, createdAt: now, lastError: '' });
}
const row = async (_id: string) => (await world.find<OutboxRow>('outbox', { _id }))[0];

test('a payment is told to the patient through WeChat, by the function that may, with no name in it', async () => {
  const orderId = await paid(world, 'full');
  await world.tick('outboxTimer');
  const told = (await sentTo(family)).find(({ values }) => values.template_id === 'local-orderPaid');
  expect(told).toMatchObject({ errcode: 0, functionName: 'outboxTimer' });
  expect(told?.values.data).toMatchObject({ thing1: { value: '普通伤口换药' } });
  expect(JSON.stringify(told)).not.toContain('王秀兰');
  expect(told?.values.page).toBe(`packages/order/order/index?orderId=${orderId}`);
  const [toNurse] = await sentTo(NURSES[0].openid);
  expect(toNurse?.values.page).toBe('pages/offers/index');
  expect((await sentTo(NURSES[0].openid)).at(-1)?.values.page).toBe(`packages/visit/visit/index?orderId=${orderId}`);
  expect((await world.find<OutboxRow>('outbox', { orderId })).filter(({ state }) => state === 'waiting')).toEqual([]);
});

test('a refund that WeChat Pay would not take for days waits for a person', async () => {
  const orderId = await paid(world, 'full');
  world.cloud.standIns.wechatPay.script({ refund: 'notEnough' });
  await world.ok('cancelOrder', { orderId, reason: '时间有变' }, FAMILIES[0]);
  await world.tick('outboxTimer');
  const [errand] = await world.find<OutboxRow>('outbox', { orderId, kind: 'refund' });
  expect(errand).toMatchObject({ state: 'waiting' });
  await world.db
    .collection('outbox')
    .doc(errand?._id ?? '')
    .update({ attempts: 39, nextAttemptAt: world.now() });
  await world.tick('outboxTimer');
  world.cloud.standIns.wechatPay.script({ reset: true });
  expect(await row(errand?._id ?? '')).toMatchObject({ state: 'dead', attempts: 40 });
  expect(await world.find('refunds', { orderId })).toMatchObject([{ state: 'abnormal', amountFen: 16_700 }]);
});

test('two timers at once send a message once', async () => {
  const before = (await sentTo(family)).length;
  await queued('once');
  await Promise.all([world.tick('outboxTimer'), world.tick('outboxTimer'), world.tick('outboxTimer')]);
  expect((await sentTo(family)).length - before).toBe(1);
  expect(await row('once')).toMatchObject({ state: 'done', attempts: 1 });
});

test('who has refused messages is not asked again', async () => {
  await steer('faults', { refusingOpenids: ['o-refuses'] });
  await queued('refused', undefined, 'o-refuses');
  await world.tick('outboxTimer');
  expect(await row('refused')).toMatchObject({
    state: 'dead',
    attempts: 1,
    lastError: expect.stringContaining('43101'),
  });
  await queued('no-phone', undefined, '');
  await world.tick('outboxTimer');
  expect(await row('no-phone')).toMatchObject({ state: 'dead' });
});

test('a busy system is tried again after 15 seconds, then 30, six times in all', async () => {
  await steer('faults', { failing: { 'subscribeMessage.send': -1 } });
  await queued('busy');
  await world.tick('outboxTimer');
  const { nextAttemptAt = 0, createdAt = 0 } = (await row('busy')) ?? {};
  expect(await row('busy')).toMatchObject({ state: 'waiting', attempts: 1 });
  expect(nextAttemptAt - createdAt).toBeGreaterThanOrEqual(15_000);
  await world.tick('outboxTimer');
  expect(await row('busy')).toMatchObject({ attempts: 1 });
  for (const seconds of [31, 61, 121, 241]) {
    await world.jumpTo(world.now() + seconds * 1000);
    await world.tick('outboxTimer');
  }
  expect(await row('busy')).toMatchObject({ state: 'waiting', attempts: 5 });
  await world.jumpTo(world.now() + 481_000);
  await world.tick('outboxTimer');
  expect(await row('busy')).toMatchObject({ state: 'dead', attempts: 6, lastError: expect.stringContaining('-1') });
  await steer('faults', { failing: {} });
});

test('long words are cut to what WeChat takes', async () => {
  await queued('long', { service: '一二三四五六七八九十一二三四五六七八九十多', note: '' });
  await world.tick('outboxTimer');
  const last = (await sentTo(family)).at(-1);
  expect(last?.values.data).toEqual({ thing1: { value: '一二三四五六七八九十一二三四五六七八九…' } });
});
