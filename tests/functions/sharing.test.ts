/** Care together (A4): what each of a family may do with one person, and that nobody may once removed. */
import type { ListOrdersReply } from '#contract/listOrders';
import type { OrderView } from '#contract/orders';
import type { MeView } from '#contract/people';
import type { Reply } from '#contract/reply';
import type { AcceptedReply, ActivityReply, InvitationReply, InvitedReply, SharesReply } from '#contract/shareCare';
import { FAMILIES } from './people';
import { accepted } from './story';
import { openWorld, type As, type World } from './world';

const [owner, strangers] = FAMILIES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { recipientId } = owner;
let world: World;
let orderId: string;
beforeAll(async () => {
  world = await openWorld();
  orderId = await accepted(world);
}, 60_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const share = <T>(input: object, as: As) => world.ok<T>('shareCare', input, as);
const tryShare = async (input: object, as: As) => codeOf(await world.call('shareCare', input, as));
const invited = async (rights: 'manage' | 'follow', forDays = 30) =>
  (await share<InvitedReply>({ kind: 'invite', recipientId, rights, forDays }, owner)).token;
const taking = (token: string, name = '王小强') => ({
  kind: 'accept',
  token,
  name,
  relation: '兄弟姐妹',
  statement: true,
});
const joined = async (rights: 'manage' | 'follow', as: As, forDays = 30) =>
  share<AcceptedReply>(taking(await invited(rights, forDays)), as);
const userIdOf = async (as: As) => (await world.ok<MeView>('signIn', {}, as)).userId;

describe('who follows', () => {
  const as = { openid: 'o-follower' };
  beforeAll(() => joined('follow', as));
  afterAll(() => share({ kind: 'leave', recipientId }, as));

  test('sees the person without health, contacts or number', async () => {
    const { recipients } = await world.ok<MeView>('signIn', {}, as);
    expect(recipients).toEqual([
      expect.objectContaining({ recipientId, name: '王秀兰', rights: 'follow', maskedIdNumber: '' }),
    ]);
    expect(recipients[0]).toMatchObject({ conditions: [], allergies: [], birthDay: null, firstContact: null });
  });

  test('reads orders, and nothing that opens the door', async () => {
    const { orders } = await world.ok<ListOrdersReply>('listOrders', { role: 'patient' }, as);
    expect(orders).toEqual([expect.objectContaining({ orderId, again: null })]);
    const order = await world.ok<OrderView>('readOrder', { orderId }, as);
    expect(order).toMatchObject({
      role: 'patient',
      rights: 'follow',
      visitCode: null,
      contactPhone: null,
      payable: [],
    });
    expect(order.recipient).toMatchObject({ name: '王秀兰', conditions: [], allergies: [] });
    expect(order.incomeFen).toBeNull();
  });

  test.each([
    ['readHealth', () => ({ recipientId })],
    ['readContacts', () => ({ recipientId })],
    ['changeOrder', () => ({ kind: 'cancel', orderId, reason: '临时有事' })],
    ['confirmOrder', () => ({ orderId })],
    ['payOrder', () => ({ orderId, part: 'deposit' })],
    ['reviewOrder', () => ({ orderId, professional: 5, attitude: 5, environment: 5 })],
    ['shareCare', () => ({ kind: 'activity', recipientId })],
    ['verifyIdentity', () => ({ recipientId, name: owner.name, idNumber: owner.idNumber })],
    [
      'saveRecipient',
      () => ({ step: 'basic', recipientId, name: owner.name, birthDay: '1949-12-31', relation: '本人' }),
    ],
  ])('%s is not for followers', async (name, data) => {
    expect(codeOf(await world.call(name, data(), as))).toBe('FORBIDDEN');
  });
});

describe('who manages', () => {
  const as = { openid: 'o-manager' };
  beforeAll(async () => share(taking(await invited('manage'), '王大力'), as));

  test('reads health and contacts, sees what the owner sees of an order', async () => {
    expect(codeOf(await world.call('readHealth', { recipientId }, as))).toBe('ok');
    expect(codeOf(await world.call('readContacts', { recipientId }, as))).toBe('ok');
    const order = await world.ok<OrderView>('readOrder', { orderId }, as);
    expect(order).toMatchObject({ rights: 'manage', recipient: { conditions: ['高血压'] } });
    expect(order.payable.length).toBeGreaterThan(0);
  });

  test('may not verify the identity: that is the owner’s', async () => {
    const asked = { recipientId, name: owner.name, idNumber: owner.idNumber };
    expect(codeOf(await world.call('verifyIdentity', asked, as))).toBe('FORBIDDEN');
  });

  test('pays with the own WeChat, then calls the order off; both stand in the family’s list', async () => {
    expect(codeOf(await world.call('payOrder', { orderId, part: 'deposit' }, as))).toBe('ok');
    expect(await world.find('payments', { orderId })).toEqual([expect.objectContaining({ openid: as.openid })]);
    expect(codeOf(await world.call('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, as))).toBe('ok');
    const { entries } = await share<ActivityReply>({ kind: 'activity', recipientId }, owner);
    expect(entries.slice(0, 2)).toEqual([
      expect.objectContaining({ who: '王大力', act: 'cancelled', orderId }),
      expect.objectContaining({ who: '王大力', act: 'paid', orderId }),
    ]);
    const seen = await share<ActivityReply>({ kind: 'activity', recipientId }, as);
    expect(seen.entries[0]).toMatchObject({ who: '您', text: '取消了订单' });
  });

  test('removed, everything is gone at once', async () => {
    const userId = await userIdOf(as);
    await share({ kind: 'remove', recipientId, userId }, owner);
    for (const [name, data] of [
      ['readOrder', { orderId }],
      ['readHealth', { recipientId }],
      ['readContacts', { recipientId }],
      ['changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }],
      ['payOrder', { orderId, part: 'deposit' }],
      ['shareCare', { kind: 'list', recipientId }],
    ] as const) {
      expect(`${name}: ${codeOf(await world.call(name, data, as))}`).toBe(`${name}: NOT_FOUND`);
    }
    expect((await world.ok<MeView>('signIn', {}, as)).recipients).toEqual([]);
    expect((await world.ok<ListOrdersReply>('listOrders', { role: 'patient' }, as)).orders).toEqual([]);
    const { entries } = await share<ActivityReply>({ kind: 'activity', recipientId }, owner);
    expect(entries.map(({ who }) => who)).not.toContain('王大力');
  });
});

describe('an invitation', () => {
  const as = { openid: 'o-invited' };

  test('says whom it is for, masked, and what one agrees to; taken, it lasts as long as it says', async () => {
    const token = await invited('follow', 7);
    expect(JSON.stringify(await world.find('careInvitations'))).not.toContain(token);
    const seen = await share<InvitationReply>({ kind: 'look', token }, as);
    expect(seen).toMatchObject({ recipientMaskedName: '王**', rights: 'follow', forDays: 7 });
    expect(seen.statementText).toMatch(/同意/);
    const reply = await share<AcceptedReply>(taking(token), as);
    expect(reply.until - world.now()).toBeGreaterThan(7 * DAY - 60_000);
    // The answer was lost and the phone asks again: the same answer.
    expect(await share<AcceptedReply>(taking(token), as)).toEqual(reply);
    await world.jumpTo(reply.until);
    expect(await tryShare({ kind: 'list', recipientId }, as)).toBe('NOT_FOUND');
  });

  test('works once, also when many take it at once', async () => {
    const token = await invited('follow');
    const takers = [1, 2, 3, 4, 5].map((number) => ({ openid: `o-taker${number}` }));
    const codes = await Promise.all(takers.map((taker) => tryShare(taking(token), taker)));
    expect(codes.sort()).toEqual([...Array<string>(4).fill('INVITATION_INVALID'), 'ok']);
    const { people } = await share<SharesReply>({ kind: 'list', recipientId }, owner);
    for (const { userId } of people) await share({ kind: 'remove', recipientId, userId }, owner);
  });

  test('is worth nothing after 72 hours, made up, or to who wrote it', async () => {
    const token = await invited('follow');
    expect(await tryShare(taking(token), owner)).toBe('INVITATION_INVALID');
    expect(await tryShare(taking('A'.repeat(43)), as)).toBe('INVITATION_INVALID');
    await world.jumpTo(world.now() + 72 * HOUR);
    expect(await tryShare(taking(token), as)).toBe('INVITATION_INVALID');
    expect(await tryShare({ kind: 'look', token }, as)).toBe('INVITATION_INVALID');
  });

  test('without the statement, or with rights that are none: refused', async () => {
    const token = await invited('follow');
    expect(await tryShare({ ...taking(token), statement: false }, as)).toBe('BAD_INPUT');
    expect(await tryShare({ kind: 'invite', recipientId, rights: 'owner', forDays: 1 }, owner)).toBe('BAD_INPUT');
    expect(await tryShare({ kind: 'invite', recipientId, rights: 'manage', forDays: 0 }, owner)).toBe('BAD_INPUT');
  });

  test('only the owner invites and removes', async () => {
    const manager = { openid: 'o-manager0' };
    await joined('manage', manager);
    const invite = { kind: 'invite', recipientId, rights: 'follow', forDays: 1 };
    expect(await tryShare(invite, manager)).toBe('FORBIDDEN');
    expect(await tryShare(invite, strangers)).toBe('NOT_FOUND');
    const remove = { kind: 'remove', recipientId, userId: await userIdOf(manager) };
    expect(await tryShare(remove, strangers)).toBe('NOT_FOUND');
    expect(await tryShare(remove, manager)).toBe('FORBIDDEN');
    expect(await tryShare({ kind: 'leave', recipientId }, manager)).toBe('ok');
    expect(await tryShare({ kind: 'leave', recipientId }, manager)).toBe('NOT_FOUND');
  });

  describe('not taken yet', () => {
    const open = async (who: As = owner) => (await share<SharesReply>({ kind: 'list', recipientId }, who)).invitations;

    test('is listed for the owner alone, without what one could accept it by; taken or over, it is not', async () => {
      for (const { invitationId } of await open()) await share({ kind: 'takeBack', recipientId, invitationId }, owner);
      const token = await invited('manage', 7);
      const [one, ...others] = await open();
      expect(one).toMatchObject({ rights: 'manage', forDays: 7, expiresAt: (one?.createdAt as number) + 72 * HOUR });
      expect(others).toEqual([]);
      expect(JSON.stringify(one)).not.toContain(token);
      const follower = { openid: 'o-onlooker' };
      await share(taking(token), follower);
      expect(await open()).toEqual([]);
      await invited('follow');
      expect(await open(follower)).toEqual([]);
      await world.jumpTo(world.now() + 72 * HOUR);
      expect(await open()).toEqual([]);
      await share({ kind: 'leave', recipientId }, follower);
    });

    test('taken back it is worth nothing; by nobody but the owner, and not when somebody has taken it', async () => {
      const token = await invited('follow');
      const invitationId = (await open())[0]?.invitationId as string;
      const back = { kind: 'takeBack', recipientId, invitationId };
      expect(await tryShare(back, strangers)).toBe('NOT_FOUND');
      expect(await tryShare({ ...back, recipientId: strangers.recipientId }, strangers)).toBe('NOT_FOUND');
      expect(await tryShare(back, owner)).toBe('ok');
      expect(await tryShare(back, owner)).toBe('NOT_FOUND');
      expect(await tryShare(taking(token), as)).toBe('INVITATION_INVALID');
      const { entries } = await share<ActivityReply>({ kind: 'activity', recipientId }, owner);
      expect(entries[0]).toMatchObject({ who: '您', act: 'takenBack' });
      const second = await invited('follow');
      const taken = (await open())[0]?.invitationId as string;
      await share(taking(second), as);
      expect(await tryShare({ ...back, invitationId: taken }, owner)).toBe('ILLEGAL_STEP');
      await share({ kind: 'leave', recipientId }, as);
    });

    test('taken and taken back at once: one of the two, never both', async () => {
      for (let time = 0; time < 3; time += 1) {
        const token = await invited('follow');
        const invitationId = (await open())[0]?.invitationId as string;
        const codes = await Promise.all([
          tryShare(taking(token), as),
          tryShare({ kind: 'takeBack', recipientId, invitationId }, owner),
        ]);
        expect(['ok ILLEGAL_STEP', 'INVITATION_INVALID ok']).toContain(codes.join(' '));
        if (codes[0] === 'ok') await share({ kind: 'leave', recipientId }, as);
      }
    });
  });

  test('nine are there and five accept at once: one of them is the tenth', async () => {
    const nine = Array.from({ length: 9 }, (_, number) => ({ openid: `o-uncle${number}` }));
    for (const uncle of nine) await joined('follow', uncle);
    const late = Array.from({ length: 5 }, (_, number) => ({ openid: `o-late${number}` }));
    for (const who of late) await userIdOf(who);
    const tokens: string[] = [];
    for (const _who of late) tokens.push(await invited('follow'));
    const codes = await Promise.all(late.map((who, place) => tryShare(taking(tokens[place] as string), who)));
    expect(codes.sort()).toEqual([...Array<string>(4).fill('SHARED_TOO_OFTEN'), 'ok']);
    const { people } = await share<SharesReply>({ kind: 'list', recipientId }, owner);
    expect(people).toHaveLength(10);
    for (const { userId } of people) await share({ kind: 'remove', recipientId, userId }, owner);
  });

  test('ten people are a family', async () => {
    const many = Array.from({ length: 10 }, (_, number) => ({ openid: `o-cousin${number}` }));
    for (const cousin of many) await joined('follow', cousin);
    expect(await tryShare(taking(await invited('follow')), { openid: 'o-cousin10' })).toBe('SHARED_TOO_OFTEN');
    const { people } = await share<SharesReply>({ kind: 'list', recipientId }, owner);
    expect(people).toHaveLength(10);
    for (const { userId } of people) await share({ kind: 'remove', recipientId, userId }, owner);
  });
});
