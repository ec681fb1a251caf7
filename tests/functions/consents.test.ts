import type { GiveConsentReply } from '#contract/giveConsent';
import type { OrderView } from '#contract/orders';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { ConsentRow } from '#cloud/consents/acts';
import { replay } from '#domain/eligibility/decide';
import type { DecisionRow } from '#cloud/eligibility/decisions';
import { CORNER, FAMILIES, TOMORROW_TEN } from './people';
import { accepted, booked, NO_QUOTE, requestId, wishOf } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()), 60_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const consent = (data: object, as: As = wangs) => world.call<GiveConsentReply>('giveConsent', data, as);
const stateOf = async (kind: string, recipientId: string | null = null, as: As = wangs) => {
  const { consents } = await world.ok<GiveConsentReply>('giveConsent', { step: 'read', recipientId }, as);
  return consents.find((one) => one.kind === kind)?.state;
};
const give = (kind: string, recipientId: string | null, more: object = {}) =>
  consent({ step: 'give', recipientId, consents: [{ kind, version: 1 }], ...more });
const book = async (more: object = {}, as = wangs) => {
  const wish = wishOf(as, { startAt: TOMORROW_TEN + 24 * HOUR, ...more });
  const { price, quote } = await world.ok<QuoteOrderReply>('quoteOrder', wish, as);
  const said = { expectedTotalFen: price.totalFen, quote: quote.token };
  return world.call('createOrder', { ...wish, requestId: requestId(), ...said }, as);
};

test('each consent has its own text, purpose and what follows when it is withdrawn', async () => {
  const { consents, visit } = await world.ok<GiveConsentReply>(
    'giveConsent',
    { step: 'read', recipientId: wangs.recipientId },
    wangs,
  );
  expect(consents.map(({ kind, state, required }) => [kind, state, required])).toEqual([
    ['service', 'given', true],
    ['privacy', 'given', true],
    ['health', 'given', true],
    ['location', 'given', false],
    ['recording', 'given', false],
    ['face', 'given', false],
  ]);
  expect(consents.filter(({ text, purpose, withdrawal }) => !text[0] || !purpose || !withdrawal)).toEqual([]);
  expect(visit).toMatchObject({ version: 1, signed: null });
});

test('withdrawn for a person: no booking for him; given anew: each act stays', async () => {
  const { recipientId } = wangs;
  expect(codeOf(await consent({ step: 'withdraw', kind: 'health', recipientId }))).toBe('ok');
  expect(await stateOf('health', recipientId)).toBe('withdrawn');
  const refused = await book();
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'CONSENT_MISSING', details: { kinds: ['health'], rules: ['P-031@1'] } },
  });
  expect(codeOf(await give('health', recipientId))).toBe('AUTHORISATION_MISSING');
  expect(codeOf(await give('health', recipientId, { authorised: true }))).toBe('ok');
  const acts = await world.find<ConsentRow>('consents', { subject: `recipients/${recipientId}`, kind: 'health' });
  expect(acts.map(({ _id, action }) => [_id, action])).toEqual([
    [`recipients:${recipientId}:health:1`, 'given'],
    [`recipients:${recipientId}:health:2`, 'withdrawn'],
    [`recipients:${recipientId}:health:3`, 'given'],
  ]);
  expect(acts.at(-1)).toMatchObject({ onBehalf: { relation: '母亲', guardian: false }, byUserId: wangs.userId });
  expect(codeOf(await book())).toBe('ok');
});

test('the same act ten times at once is one act', async () => {
  const withdraw = { step: 'withdraw', kind: 'location', recipientId: null };
  const replies = await Promise.all(Array.from({ length: 10 }, () => consent(withdraw)));
  expect(replies.map(codeOf)).toEqual(Array.from({ length: 10 }, () => 'ok'));
  expect(await world.find('consents', { subject: `users/${wangs.userId}`, kind: 'location' })).toHaveLength(2);
});

test('given without a word for whom: given again with it, it counts, without being withdrawn first', async () => {
  const { recipientId } = chens;
  const subject = `recipients/${recipientId}`;
  await world.db.collection('consents').doc(`recipients:${recipientId}:health:1`).update({ onBehalf: null });
  const startAt = TOMORROW_TEN + 30 * HOUR;
  expect(await book({ startAt }, chens)).toMatchObject({ error: { code: 'AUTHORISATION_MISSING' } });
  const again = { step: 'give', recipientId, consents: [{ kind: 'health', version: 1 }], authorised: true };
  for (const _time of [1, 2]) expect(codeOf(await consent(again, chens))).toBe('ok');
  const acts = await world.find<ConsentRow>('consents', { subject, kind: 'health' });
  expect(acts.map(({ action, onBehalf }) => [action, onBehalf])).toEqual([
    ['given', null],
    ['given', { relation: '母亲', guardian: false }],
  ]);
  expect(codeOf(await book({ startAt }, chens))).toBe('ok');
});

test('however often it was given and taken back, it can be taken back once more, also three times at once', async () => {
  const subject = `users/${lis.userId}`;
  const [first] = await world.find<ConsentRow>('consents', { subject, kind: 'face' });
  const more = Array.from({ length: 240 }, (_, place) => {
    const number = place + 2;
    return { ...first, _id: `users:${lis.userId}:face:${number}`, number, action: number % 2 ? 'given' : 'withdrawn' };
  });
  await world.db.collection('consents').add(more);
  expect(await stateOf('face', null, lis)).toBe('given');
  const withdraw = { step: 'withdraw', kind: 'face', recipientId: null };
  const replies = await Promise.all(Array.from({ length: 3 }, () => consent(withdraw, lis)));
  expect(new Set(replies.map(codeOf))).toEqual(new Set(['ok']));
  expect(await stateOf('face', null, lis)).toBe('withdrawn');
  expect(await world.find('consents', { subject, kind: 'face' })).toHaveLength(242);
});

test('an old text, somebody else’s person, a person’s consent without a person', async () => {
  const { recipientId } = wangs;
  const old = { step: 'give', recipientId, authorised: true, consents: [{ kind: 'health', version: 9 }] };
  expect(codeOf(await consent(old))).toBe('CONSENT_OUTDATED');
  expect(codeOf(await consent({ step: 'read', recipientId }, lis))).toBe('NOT_FOUND');
  expect(codeOf(await consent({ step: 'withdraw', kind: 'health', recipientId }, lis))).toBe('NOT_FOUND');
  expect(codeOf(await give('health', null))).toBe('BAD_INPUT');
  expect(codeOf(await consent({ step: 'sign', orderId: 'nobodys', version: 1 }))).toBe('NOT_FOUND');
});

test('a nurse who may not be located is sent nowhere until she agrees again', async () => {
  const nurse = { openid: 'o-nurse2' };
  await world.ok('giveConsent', { step: 'withdraw', kind: 'location', recipientId: null }, nurse);
  const [her] = await world.find('nurses', { _id: 'nurse2' });
  expect(her).toMatchObject({ withdrawnConsents: ['location'] });
  const startAt = TOMORROW_TEN + 26 * HOUR;
  const quoted = await world.ok<QuoteOrderReply>('quoteOrder', wishOf(chens, { startAt }), chens);
  const asked = {
    ...wishOf(chens, { startAt }),
    nurseId: 'nurse2',
    expectedTotalFen: quoted.price.totalFen,
    quote: quoted.quote.token,
  };
  expect(codeOf(await world.call('createOrder', { ...asked, requestId: requestId() }, chens))).toBe(
    'NURSE_UNAVAILABLE',
  );
  const orderId = await booked(world, { startAt }, chens);
  expect((await world.order(orderId)).dispatch.offeredNurseIds).not.toContain('nurse2');
  await world.ok('giveConsent', { step: 'give', consents: [{ kind: 'location', version: 1 }] }, nurse);
  expect((await world.find('nurses', { _id: 'nurse2' }))[0]).toMatchObject({ withdrawnConsents: [] });
});

describe('high risk', () => {
  test('without recording it is not booked', async () => {
    const { recipientId } = lis;
    await world.ok('giveConsent', { step: 'withdraw', kind: 'recording', recipientId }, lis);
    const reply = await book({ serviceCode: 'MED-12' }, lis);
    expect(reply).toMatchObject({ error: { code: 'RECORDING_NEEDED', details: { kinds: ['recording'] } } });
    expect(codeOf(await book({ serviceCode: 'MED-05' }, lis))).toBe('ok');
  });
});

describe('the informed consent to one visit (P-030)', () => {
  const door = async (orderId: string) => {
    const { visitCode } = await world.ok<OrderView>('readOrder', { orderId }, chens);
    const at = { orderId, position: CORNER, visitCode };
    return { at, checkIn: () => world.call('checkIn', at, { openid: 'o-nurse3' }) };
  };

  test('nobody begins without it; the family signs, takes back, signs again, until the service has begun', async () => {
    const startAt = TOMORROW_TEN + 4 * HOUR;
    const orderId = await accepted(world, { nurseId: 'nurse3', startAt }, chens);
    await world.db.collection('orders').doc(orderId).update({ status: 'travelling', departedAt: startAt });
    const { checkIn } = await door(orderId);
    const signed = async (step: object) =>
      (await world.ok<GiveConsentReply>('giveConsent', { orderId, ...step }, chens)).visit.signed;
    // It was signed with the booking.
    expect(await signed({ step: 'unsign' })).toBe(false);
    expect(codeOf(await checkIn())).toBe('INFORMED_CONSENT_MISSING');
    expect((await world.order(orderId)).status).toBe('travelling');
    expect(codeOf(await consent({ step: 'sign', orderId, version: 2 }, chens))).toBe('CONSENT_OUTDATED');
    expect(codeOf(await consent({ step: 'sign', orderId, version: 1 }, lis))).toBe('NOT_FOUND');
    expect(await signed({ step: 'sign', version: 1 })).toBe(true);
    expect(codeOf(await checkIn())).toBe('ok');
    expect(codeOf(await consent({ step: 'unsign', orderId }, chens))).toBe('ILLEGAL_STEP');
    const [kept] = await world.find<DecisionRow>('eligibilityDecisions', { _id: `${orderId}:checkIn:nurse3` });
    expect(kept?.rules).toContain('consent:P-030@1');
  });
});

describe('the decision is stored', () => {
  test('at booking and at acceptance, made again with the same answer, without a personal word', async () => {
    const orderId = await accepted(world, { startAt: TOMORROW_TEN + 48 * HOUR, note: '请按门铃' });
    const rows = [...(await world.find<DecisionRow>('eligibilityDecisions', { orderId }))].sort((a, b) => a.at - b.at);
    expect(rows.map(({ _id, allowed }) => [_id, allowed])).toEqual([
      [`${orderId}:booking`, true],
      [`${orderId}:acceptance:nurse1`, true],
    ]);
    for (const row of rows) {
      const { allowed, reasons, rules } = row;
      expect(replay(row)).toEqual({ allowed, reasons, rules });
      expect(row.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(rows[0]?.rules).toEqual(expect.arrayContaining(['subject:P-020@1', 'staff:P-008@2', 'provider:P-001@1']));
    const text = JSON.stringify(rows);
    for (const secret of ['王秀兰', '文三路', '13900000001', '请按门铃', '120.13', '高血压']) {
      expect(text).not.toContain(secret);
    }
  });

  test('a refusal too: one row however often it is tried', async () => {
    const note = '请顺便输液';
    const asked = {
      ...wishOf(wangs, { startAt: TOMORROW_TEN + 72 * HOUR }),
      note,
      expectedTotalFen: 1,
      quote: NO_QUOTE,
    };
    for (const id of [requestId(), requestId()]) {
      const reply = await world.call('createOrder', { ...asked, requestId: id }, wangs);
      expect(reply).toMatchObject({
        error: { code: 'NEGATIVE_LIST', details: { codes: ['N-01'], names: [expect.stringContaining('静脉输液')] } },
      });
    }
    const kept = await world.find('eligibilityDecisions', {
      _id: `refused:${wangs.userId}:${wangs.recipientId}:MED-05`,
    });
    expect(kept).toMatchObject([{ allowed: false, reasons: [{ rule: 'P-026@1' }] }]);
    expect(JSON.stringify(kept)).not.toContain(note);
  });
});
