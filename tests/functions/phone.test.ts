/** Sign-in by phone (A2): the code goes to the phone, here to the outbox of the stand-in, and nowhere else. */
import type { MeView } from '#contract/people';
import type { Reply } from '#contract/reply';
import type { CodeAskedReply, PhoneLinkedReply } from '#contract/signInByPhone';
import { steering } from '../../scripts/demo/players';
import { clientOf } from '../journeys/client';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { FAMILIES } from './people';
import { openWorld, type As, type World } from './world';

const [wangs] = FAMILIES;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let world: World;
let start: number;
beforeAll(async () => {
  world = await openWorld();
  start = world.now();
});
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const ask = (phone: string, as: As, more = {}) => world.call('signInByPhone', { kind: 'askCode', phone, ...more }, as);
const confirm = (phone: string, code: string, as: As) =>
  world.call<PhoneLinkedReply>('signInByPhone', { kind: 'confirmCode', phone, code }, as);
/** What the phone shows: the last message to it. */
const received = (phone: string) =>
  world.cloud.standIns.tencentCloud
    .sms()
    .filter(({ phoneNumber }) => phoneNumber === `+86${phone}`)
    .at(-1)?.params[0] as string;
const wrong = (code: string) => (code === '000000' ? '111111' : '000000');

async function linked(phone: string, as: As): Promise<PhoneLinkedReply> {
  expect(codeOf(await ask(phone, as))).toBe('ok');
  const reply = await confirm(phone, received(phone), as);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data;
}

test('asked and confirmed: the account has the number, masked; nothing of it is readable at rest', async () => {
  const as = { openid: 'o-phone1' };
  const phone = '13700000001';
  const asked = await world.ok<CodeAskedReply>('signInByPhone', { kind: 'askCode', phone }, as);
  expect(asked.retryAt - start).toBeGreaterThanOrEqual(MINUTE);
  expect(asked.expiresAt - asked.retryAt).toBe(4 * MINUTE);
  const code = received(phone);
  expect(code).toMatch(/^\d{6}$/);
  expect(JSON.stringify(asked)).not.toContain(code);
  expect(await confirm(phone, code, as)).toMatchObject({
    ok: true,
    data: { kind: 'linked', maskedPhone: '137****0001', joined: false },
  });
  const me = await world.ok<MeView>('signIn', {}, as);
  expect(me).toMatchObject({ hasPhone: true, maskedPhone: '137****0001', openid: 'o-phone1' });
  expect(me).not.toHaveProperty('phoneHash');
  const names = ['users', 'identities', 'phoneCodes', 'dailyCounts', 'auditLog'];
  const everything = JSON.stringify(await Promise.all(names.map((name) => world.find(name))));
  expect(everything).not.toContain(phone);
  expect(everything).not.toContain(`"${code}"`);
});

test('a used code, another number’s, another account’s, an old one: none works', async () => {
  const as = { openid: 'o-phone2' };
  const phone = '13700000002';
  await ask(phone, as);
  const code = received(phone);
  expect(codeOf(await confirm(phone, code, { openid: 'o-thief' }))).toBe('PHONE_CODE_EXPIRED');
  await ask('13700000003', as);
  const other = received('13700000003');
  if (other !== code) expect(codeOf(await confirm(phone, other, as))).toBe('PHONE_CODE_WRONG');
  await world.jumpTo(world.now() + 5 * MINUTE);
  expect(codeOf(await confirm(phone, code, as))).toBe('PHONE_CODE_EXPIRED');
  await ask(phone, as);
  expect(codeOf(await confirm(phone, received(phone), as))).toBe('ok');
  expect(codeOf(await confirm(phone, received(phone), as))).toBe('PHONE_CODE_EXPIRED');
});

test('five tries, also when they come at once; after them the right code is dead', async () => {
  const as = { openid: 'o-phone4' };
  const phone = '13700000004';
  await ask(phone, as);
  const code = received(phone);
  const tries = await Promise.all(Array.from({ length: 8 }, () => confirm(phone, wrong(code), as)));
  const codes = tries.map(codeOf).sort();
  expect(codes).toEqual([...Array<string>(3).fill('PHONE_CODE_EXPIRED'), ...Array<string>(5).fill('PHONE_CODE_WRONG')]);
  const left = tries.flatMap((reply) => (!reply.ok && reply.error.details?.triesLeft) ?? []);
  expect(left.filter((one) => typeof one === 'number').sort()).toEqual([0, 1, 2, 3, 4]);
  expect(codeOf(await confirm(phone, code, as))).toBe('PHONE_CODE_EXPIRED');
});

test('one code a minute, also when many are asked for at once', async () => {
  const as = { openid: 'o-phone5' };
  const phone = '13700000005';
  const replies = await Promise.all(Array.from({ length: 5 }, () => ask(phone, as)));
  expect(replies.map(codeOf).sort()).toEqual([...Array<string>(4).fill('PHONE_CODE_TOO_SOON'), 'ok']);
  const refused = replies.find(({ ok }) => !ok);
  expect(refused).toMatchObject({ error: { details: { retryAt: expect.any(Number) as number } } });
  expect(world.cloud.standIns.tencentCloud.sms().filter((sms) => sms.phoneNumber.endsWith(phone))).toHaveLength(1);
});

test('ten codes a day for a number, whoever asks', async () => {
  const phone = '13700000006';
  for (let count = 1; count <= 10; count += 1) {
    expect(codeOf(await ask(phone, { openid: `o-asker${count}` }))).toBe('ok');
    await world.jumpTo(world.now() + MINUTE);
  }
  const eleventh = await ask(phone, { openid: 'o-asker11' });
  expect(eleventh).toMatchObject({ error: { code: 'TOO_MANY_TRIES', details: { what: 'sms.number' } } });
  await world.jumpTo(world.now() + DAY);
  expect(codeOf(await ask(phone, { openid: 'o-asker11' }))).toBe('ok');
});

test('ten codes a day for an account and for a device, whatever the numbers', async () => {
  const deviceId = 'device-000000000001';
  for (let count = 0; count < 10; count += 1) {
    expect(codeOf(await ask(`1360000000${count}`, { openid: 'o-many' }, { deviceId }))).toBe('ok');
  }
  const again = await ask('13600000010', { openid: 'o-many' });
  expect(again).toMatchObject({ error: { code: 'TOO_MANY_TRIES', details: { what: 'sms.account' } } });
  const other = await ask('13600000011', { openid: 'o-many2' }, { deviceId });
  expect(other).toMatchObject({ error: { code: 'TOO_MANY_TRIES', details: { what: 'sms.device' } } });
});

test('a hundred codes a day for an address', async () => {
  const { beijingDay } = await import('#domain/schedule/beijing');
  const { lookupHash } = await import('#cloud/personalData');
  const _id = `sms.address:${lookupHash('address/127.0.0.1')}:${beijingDay(world.now())}`;
  await world.db.collection('dailyCounts').doc(_id).update({ count: 100 });
  const asked = await ask('13700000007', { openid: 'o-phone7' });
  expect(asked).toMatchObject({ error: { code: 'TOO_MANY_TRIES', details: { what: 'sms.address' } } });
  await world.db.collection('dailyCounts').doc(_id).update({ count: 0 });
});

test('a message that was not sent is said not to be sent, and the minute runs', async () => {
  const phone = '13700000008';
  const as = { openid: 'o-phone8' };
  world.cloud.standIns.tencentCloud.script({ smsCode: { code: 'LimitExceeded.DeliveryFrequencyLimit' }, times: 1 });
  expect(codeOf(await ask(phone, as))).toBe('SMS_SERVICE_FAILED');
  expect(codeOf(await ask(phone, as))).toBe('PHONE_CODE_TOO_SOON');
  await world.jumpTo(world.now() + MINUTE);
  world.cloud.standIns.tencentCloud.script({ fail: { action: 'SendSms', code: 'InternalError' }, times: 1 });
  expect(codeOf(await ask(phone, as))).toBe('SMS_SERVICE_FAILED');
});

describe('one account behind both ways in', () => {
  const phone = '13700000020';

  test('a browser comes into the account of the number, sees its people, and its own empty account is closed', async () => {
    const { userId } = await linked(phone, wangs);
    expect(userId).toBe(wangs.userId);
    const browser = { uid: 'browser-1' };
    const before = await world.ok<MeView>('signIn', {}, browser);
    await world.jumpTo(world.now() + MINUTE);
    expect(await linked(phone, browser)).toMatchObject({ userId: wangs.userId, joined: true });
    const me = await world.ok<MeView>('signIn', {}, browser);
    expect(me).toMatchObject({ userId: wangs.userId, openid: wangs.openid, uid: 'browser-1' });
    expect(me.recipients).toHaveLength(1);
    expect(await world.find('users', { _id: before.userId })).toEqual([
      expect.objectContaining({ mergedInto: wangs.userId, uid: '', openid: '' }),
    ]);
    expect((await world.ok<MeView>('signIn', {}, wangs)).userId).toBe(wangs.userId);
  });

  test('a second browser too; the first still comes in', async () => {
    await world.jumpTo(world.now() + MINUTE);
    expect(await linked(phone, { uid: 'browser-2' })).toMatchObject({ userId: wangs.userId, joined: true });
    for (const uid of ['browser-1', 'browser-2']) {
      expect((await world.ok<MeView>('signIn', {}, { uid })).userId).toBe(wangs.userId);
    }
  });

  test('two accounts that both hold something are never merged by themselves', async () => {
    await world.jumpTo(world.now() + MINUTE);
    const busy = { uid: 'browser-3' };
    const home = { label: '家', text: '杭州市西湖区古墩路 8 号 1 幢 202', contactPhone: '13900000002' };
    await world.ok('saveAddress', home, busy);
    await ask(phone, busy);
    expect(codeOf(await confirm(phone, received(phone), busy))).toBe('ACCOUNTS_BOTH_USED');
    expect((await world.ok<MeView>('signIn', {}, busy)).addresses).toHaveLength(1);
  });

  test('another WeChat is not let in by the number alone: numbers are given to new people', async () => {
    await world.jumpTo(world.now() + MINUTE);
    const stranger = { openid: 'o-new-owner' };
    await ask(phone, stranger);
    expect(codeOf(await confirm(phone, received(phone), stranger))).toBe('PHONE_OF_OTHER_WECHAT');
    expect((await world.ok<MeView>('signIn', {}, stranger)).recipients).toEqual([]);
  });

  test('two newcomers prove one number at once: both end in one account', async () => {
    const number = '13700000021';
    const [one, two] = [{ uid: 'twin-1' }, { uid: 'twin-2' }];
    await linked(number, one);
    await world.jumpTo(world.now() + MINUTE);
    await ask(number, two);
    const code = received(number);
    const replies = await Promise.all([confirm(number, code, two), confirm(number, code, two)]);
    expect(replies.map(codeOf).sort()).toEqual(['PHONE_CODE_EXPIRED', 'ok']);
    const ids = await Promise.all([one, two].map((as) => world.ok<MeView>('signIn', {}, as)));
    expect(new Set(ids.map(({ userId }) => userId)).size).toBe(1);
  });

  test('a contact that turns out to be one’s own number is none: that step is open again', async () => {
    const as = { openid: 'o-own-contact' };
    const number = '13700000022';
    const emergencyContacts = [number, '13800000002'].map((one) => ({ name: '赵晓燕', phone: one, relation: '女儿' }));
    await world.ok('saveRecipient', { name: '周桂英', relation: '母亲', emergencyContacts }, as);
    expect((await world.ok<MeView>('signIn', {}, as)).recipients[0]?.doneSteps).toEqual(['basic', 'contacts']);
    await linked(number, as);
    const [person] = (await world.ok<MeView>('signIn', {}, as)).recipients;
    expect(person?.doneSteps).toEqual(['basic']);
    const again = { recipientId: person?.recipientId, name: '周桂英', relation: '母亲', emergencyContacts };
    expect(codeOf(await world.call('saveRecipient', again, as))).toBe('EMERGENCY_CONTACT_OWN_PHONE');
  });
});

describe('an operator takes a number off its account', () => {
  const command = async (words: object) => {
    const _id = `release${world.now()}`;
    await world.db
      .collection('opCommands')
      .add({ _id, ...words, requestedBy: OPERATOR_UID, requestedAt: world.now(), state: 'waiting' });
    await world.ok('runCommand', { commandId: _id }, { uid: OPERATOR_UID });
    return (await world.find('opCommands', { _id }))[0];
  };

  test('its new owner can have it then; the row keeps no number', async () => {
    const phone = '13700000050';
    const [before, after] = [{ openid: 'o-before' }, { openid: 'o-after' }];
    await linked(phone, before);
    const row = await command({ kind: 'releasePhone', phone, reason: '号码已换新机主' });
    expect(row).toMatchObject({ state: 'done', answer: '已解绑 137****0050', phone: '137****0050' });
    expect(await world.ok<MeView>('signIn', {}, before)).toMatchObject({ hasPhone: false, maskedPhone: '' });
    await world.jumpTo(world.now() + MINUTE);
    expect(await linked(phone, after)).toMatchObject({ joined: false, maskedPhone: '137****0050' });
  });

  test('a number of nobody: told so', async () => {
    await world.jumpTo(world.now() + MINUTE);
    const row = await command({ kind: 'releasePhone', phone: '13700000051', reason: '号码已换新机主' });
    expect(row).toMatchObject({ state: 'refused' });
  });
});

describe('WeChat’s own button', () => {
  const bind = (code: string, as: As) =>
    world.call<PhoneLinkedReply>('signInByPhone', { kind: 'bindWeChatPhone', code }, as);

  test('its code gives the number, once', async () => {
    await steering(world.cloud.emulator.url)('faults', { phoneCodes: { 'wx-code-1': '13700000030' } });
    const as = { openid: 'o-button' };
    expect(await bind('wx-code-1', as)).toMatchObject({
      ok: true,
      data: { maskedPhone: '137****0030', joined: false },
    });
    expect(codeOf(await bind('wx-code-1', as))).toBe('PHONE_BIND_FAILED');
    expect(codeOf(await bind('made-up', as))).toBe('PHONE_BIND_FAILED');
  });
});

test('from a real browser: signed in by nothing but the platform, then by phone', async () => {
  const phone = '13700000040';
  const { userId } = await linked(phone, { openid: 'o-at-home' });
  await world.jumpTo(world.now() + MINUTE);
  const browser = await clientOf(world.cloud.emulator.url, 'real-browser');
  expect(await browser.invoke('signInByPhone', { kind: 'askCode', phone })).toMatchObject({ body: { ok: true } });
  expect(await browser.invoke('signInByPhone', { kind: 'confirmCode', phone, code: received(phone) })).toMatchObject({
    body: { ok: true, data: { userId, joined: true } },
  });
});
