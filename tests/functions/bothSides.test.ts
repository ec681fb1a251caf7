/** Nobody stands on both sides: who is family is not sent as the nurse, who is concerned does not decide. */
import type { InvitedReply } from '#contract/shareCare';
import type { Reply } from '#contract/reply';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import { uploaded } from './applicants';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { booked, wishOf } from './story';
import { openWorld, type As, type World } from './world';

const [wangs] = FAMILIES;
const [first, second] = NURSES;
const { recipientId } = wangs;
const DAY = 86_400_000;
const DESK = { uid: 'operator-1' };
let world: World;
let startAt = TOMORROW_TEN;
beforeAll(async () => void (world = await openWorld()), 60_000);
beforeEach(() => (startAt += DAY));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
let rows = 0;
async function command(words: object): Promise<string> {
  const _id = `sides-${(rows += 1)}`;
  await world.db
    .collection('opCommands')
    .add({ _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' });
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string }>('opCommands', { _id }))[0]?.state ?? '';
}

async function share(as: As): Promise<void> {
  const invitation = { kind: 'invite', recipientId, rights: 'manage', forDays: 30 };
  const { token } = await world.ok<InvitedReply>('shareCare', invitation, wangs);
  const said = { name: '王小强', relation: '子女', statement: true };
  await world.ok('shareCare', { kind: 'accept', token, ...said }, as);
}

describe('a nurse with whom the person is shared', () => {
  test('had the order before: it goes on to somebody else', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    await world.ok('acceptOrder', { orderId }, first);
    await share(first);
    await world.tick('outboxTimer');
    expect(await world.order(orderId)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
  });

  test('is not recommended, not counted, not asked', async () => {
    const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wishOf(wangs, { startAt }), wangs);
    expect(nurses.map(({ nurseId }) => nurseId)).not.toContain('nurse1');
    const orderId = await booked(world, { startAt });
    const asked = await world.find<{ nurseId: string }>('offers', { orderId });
    expect(asked.map(({ nurseId }) => nurseId)).toEqual(expect.arrayContaining(['nurse2', 'nurse3', 'nurse4']));
    expect(asked.map(({ nurseId }) => nurseId)).not.toContain('nurse1');
    expect(await command({ kind: 'assignOrder', orderId, nurseId: 'nurse1' })).toBe('refused');
  });

  test('cannot be chosen, not by herself either', async () => {
    const wish = { startAt, nurseId: 'nurse1' };
    await expect(booked(world, wish)).rejects.toThrow('NURSE_UNAVAILABLE');
  });

  test('was asked before it was shared with her: cannot accept', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse2' });
    await share(second);
    expect(codeOf(await world.call('acceptOrder', { orderId }, second))).toBe('NURSE_UNAVAILABLE');
    await world.ok('shareCare', { kind: 'leave', recipientId }, second);
    expect(codeOf(await world.call('acceptOrder', { orderId }, second))).toBe('ok');
  });
});

describe('an operator who works here as a nurse too', () => {
  const evidenceOf = (nurseId: string) => uploaded(`evidence/${nurseId}/proof.jpg`);

  test('decides nothing about herself', async () => {
    await world.db.collection('identities').add({ _id: `uid:${DESK.uid}`, userId: 'user-nurse6' });
    expect(await command({ kind: 'approveNurse', nurseId: 'nurse6' })).toBe('refused');
    await world.db.collection('identities').doc(`uid:${DESK.uid}`).update({ userId: first.userId });
    const renewal = { kind: 'renewPaper', paper: 'review', validUntil: world.now() + 100 * DAY };
    const own = { ...renewal, nurseId: 'nurse1', evidenceFileId: await evidenceOf('nurse1') };
    expect(await command(own)).toBe('refused');
    expect(await command({ ...own, nurseId: 'nurse2', evidenceFileId: await evidenceOf('nurse2') })).toBe('done');
    const appeal = { nurseId: 'nurse1', itemId: 'late:x', text: '…', at: 1, answer: '', answeredAt: null };
    await world.db.collection('standingAppeals').add({ _id: 'nurse1:late:x', ...appeal, state: 'waiting' });
    const decision = { kind: 'decideAppeal', appealId: 'nurse1:late:x', accepted: true, reply: '同意' };
    expect(await command(decision)).toBe('refused');
    await world.db.collection('identities').doc(`uid:${DESK.uid}`).remove();
    expect(await command({ kind: 'approveNurse', nurseId: 'nurse6' })).toBe('done');
  });
});

test('a number that is said in the call never stands on the row, and only its own operator says it', async () => {
  const phone = '13700000077';
  const row = { _id: 'sides-said', kind: 'releasePhone', reason: '号码已换人', state: 'waiting' };
  await world.db.collection('opCommands').add({ ...row, requestedBy: DESK.uid, requestedAt: world.now() });
  const stored = async () => (await world.find<Record<string, unknown>>('opCommands', { _id: row._id }))[0];
  // Found by the timer before the call that says the number: it waits for it.
  await world.tick('runCommand');
  await world.ok('runCommand', { commandId: row._id }, DESK);
  expect(await stored()).toMatchObject({ state: 'waiting' });
  await world.db.collection('operators').add({ _id: 'operator-9', name: '另一位', role: '客服' });
  const injected = { commandId: row._id, said: { phone: '13700000078' } };
  expect(codeOf(await world.call('runCommand', injected, { uid: 'operator-9' }))).toBe('FORBIDDEN');

  const as = { openid: 'o-said' };
  await world.ok('signInByPhone', { kind: 'askCode', phone }, as);
  const sent = world.cloud.standIns.tencentCloud.sms().filter(({ phoneNumber }) => phoneNumber === `+86${phone}`);
  await world.ok('signInByPhone', { kind: 'confirmCode', phone, code: sent.at(-1)?.params[0] as string }, as);
  await world.ok('runCommand', { commandId: row._id, said: { phone } }, DESK);
  expect(await stored()).toMatchObject({ state: 'done', answer: '已解绑 137****0077' });
  expect(await stored()).not.toHaveProperty('phone');
});

test('a number that was never said: the row is given up', async () => {
  const row = { _id: 'sides-unsaid', kind: 'releasePhone', reason: '号码已换人', state: 'waiting' };
  await world.db.collection('opCommands').add({ ...row, requestedBy: DESK.uid, requestedAt: world.now() - 121_000 });
  await world.tick('runCommand');
  expect((await world.find('opCommands', { _id: row._id }))[0]).toMatchObject({ state: 'refused' });
});
