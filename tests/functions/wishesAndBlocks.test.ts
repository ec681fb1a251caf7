/** Whom a family wishes for, and who does not want to meet again: in every list and every search. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { PlanView } from '#contract/planWork';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { accepted, booked, quotedOrder, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first] = NURSES;
const DAY = 24 * 3_600_000;
const MINUTE = 60_000;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const askedFor = async (orderId: string) =>
  (await world.find<{ nurseId: string }>('offers', { orderId })).map(({ nurseId }) => nurseId).sort();
const shown = async (more: object = {}, family = wangs) => {
  const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wishOf(family, more), family);
  return nurses.map(({ nurseId }) => nurseId).sort();
};
const countAt = async (family = wangs, more: object = {}) => {
  const { startAt: _startAt, ...place } = wishOf(family);
  const { slots } = await world.ok<FindSlotsReply>('findSlots', { ...place, ...more, day: '2026-11-24' }, family);
  return slots.find(({ startAt }) => startAt === TOMORROW_TEN)?.nurseCount;
};

let rows = 0;
/** An operator gives the order to a nurse; the row with its answer. */
const assign = async (orderId: string, nurseId: string, overrideReason?: string) => {
  const _id = `assign-${(rows += 1)}`;
  const words = { kind: 'assignOrder', orderId, nurseId, ...(overrideReason && { overrideReason }) };
  const row = { _id, ...words, requestedBy: 'operator-1', requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.call('runCommand', { commandId: _id }, { uid: 'operator-1' });
  return (await world.find('opCommands', { _id }))[0];
};

describe('a woman is wished for', () => {
  beforeAll(async () => {
    for (const id of ['nurse1', 'nurse2', 'nurse3'])
      await world.db.collection('nurses').doc(id).update({ sex: 'male' });
  });

  test('only women are shown, and only women are asked, in each wave', async () => {
    expect(await shown()).toHaveLength(5);
    expect(await shown({ nurseSex: 'female' })).toEqual(['nurse4', 'nurse5']);
    // the half hours shown before count the same
    expect([await countAt(), await countAt(wangs, { nurseSex: 'female' })]).toEqual([5, 2]);
    const orderId = await booked(world, { nurseSex: 'male', startAt: TOMORROW_TEN + DAY });
    expect(await askedFor(orderId)).toEqual(['nurse1', 'nurse2', 'nurse3']);
    await world.jumpTo(world.now() + 5.1 * MINUTE);
    await world.tick('reassignTimer');
    // nobody else is asked: people take over
    expect(await askedFor(orderId)).toEqual(['nurse1', 'nurse2', 'nurse3']);
    expect((await world.order(orderId)).dispatch.stage).toBe('operators');
  });

  test('another word than the two is refused', async () => {
    const asked = { ...wishOf(wangs), nurseSex: 'other' };
    expect(codeOf(await world.call('quoteOrder', asked, wangs))).toBe('BAD_INPUT');
  });
});

describe('a dialect is wished for', () => {
  const [, , , , far] = NURSES;
  const wishFor = (wish: object | null) =>
    world.call('saveRecipient', { step: 'dialect', recipientId: lis.recipientId, wish }, lis);
  const reasons = async () => {
    const { nurses } = await world.ok<RecommendNursesReply>('recommendNurses', wishOf(lis), lis);
    return nurses.flatMap(({ nurseId, reason, speaks, dialects }) => (speaks ? [{ nurseId, reason, dialects }] : []));
  };

  test('a nurse says what she speaks; a dialect nobody knows is refused', async () => {
    const plan = await world.ok<PlanView>('planWork', { kind: 'saveDialects', codes: ['ningbo', 'hangzhou'] }, far);
    expect(plan.dialects.filter(({ spoken }) => spoken).map(({ name }) => name)).toEqual(['杭州话', '宁波话']);
    expect(codeOf(await world.call('planWork', { kind: 'saveDialects', codes: ['klingon'] }, far))).toBe('BAD_INPUT');
    expect(codeOf(await wishFor({ code: 'klingon', must: false }))).toBe('BAD_INPUT');
  });

  test('where it would be nice she is asked earlier, says why, and nobody is left out', async () => {
    expect(await askedFor(await booked(world, { startAt: TOMORROW_TEN + 20 * DAY }, lis))).not.toContain('nurse5');
    expect(codeOf(await wishFor({ code: 'hangzhou', must: false }))).toBe('ok');
    expect(await shown({}, lis)).toHaveLength(5);
    const said = { reason: expect.stringMatching(/ · 会说杭州话$/), dialects: ['杭州话', '宁波话'] };
    expect(await reasons()).toEqual([{ nurseId: 'nurse5', ...said }]);
    const orderId = await booked(world, { startAt: TOMORROW_TEN + 21 * DAY }, lis);
    expect(await askedFor(orderId)).toContain('nurse5');
    const [event] = await world.find<{ details: { scores: object[] } }>('orderEvents', { orderId, event: 'offer' });
    expect(event?.details.scores).toContainEqual(expect.objectContaining({ nurseId: 'nurse5', dialect: 1 }));
  });

  test('where it must be nobody else is shown, counted, asked or assigned without a reason; then it is let go', async () => {
    expect(codeOf(await wishFor({ code: 'hangzhou', must: true }))).toBe('ok');
    expect(await shown({}, lis)).toEqual(['nurse5']);
    expect(await countAt(lis)).toBe(1);
    const orderId = await booked(world, { startAt: TOMORROW_TEN + 22 * DAY }, lis);
    expect(await askedFor(orderId)).toEqual(['nurse5']);
    expect(await assign(orderId, 'nurse3')).toMatchObject({ answer: expect.stringContaining('（H-007）') });
    expect(await assign(orderId, 'nurse3', '家属已同意')).toMatchObject({ state: 'done' });
    const chosen = await quotedOrder(world, lis, { nurseId: 'nurse3', startAt: TOMORROW_TEN + 23 * DAY });
    expect(codeOf(await world.call('createOrder', chosen, lis))).toBe('NURSE_UNAVAILABLE');
    expect(codeOf(await wishFor(null))).toBe('ok');
    expect(await shown({}, lis)).toHaveLength(5);
  });

  test('only whoever manages the person may say it', async () => {
    const asked = { step: 'dialect', recipientId: lis.recipientId, wish: null };
    expect(codeOf(await world.call('saveRecipient', asked, wangs))).toBe('NOT_FOUND');
  });
});

describe('more about one nurse', () => {
  const about = async (nurseId: string) =>
    (await world.ok<RecommendNursesReply>('recommendNurses', { ...wishOf(wangs), about: nurseId }, wangs)).about;

  test('how she was rated, dimension by dimension, and what she has done how often', async () => {
    const order = await world.order(await booked(world, { startAt: TOMORROW_TEN + 6 * DAY }));
    const done = (_id: string, serviceCode: string, serviceName: string) => ({
      ...order,
      ...{ _id, serviceCode, serviceName, nurseId: 'nurse5', status: 'completed', recipientId: 'somebody' },
    });
    const visits = [
      done('done-1', 'MED-05', '换药'),
      done('done-2', 'MED-05', '换药'),
      done('done-3', 'MED-01', '采血'),
    ];
    await world.db.collection('orders').add(visits);
    const review = (orderId: string, professional: number, attitude: number, environment: number) => ({
      ...{ _id: orderId, orderId, nurseId: 'nurse5', patientUserId: 'x', text: '', at: 1 },
      ...{ professional, attitude, environment },
    });
    await world.db
      .collection('reviews')
      .add([review('done-1', 5, 4, 3), review('done-2', 4, 4, 5), review('done-3', 5, 5, 5)]);
    expect(await about('nurse5')).toEqual({
      nurseId: 'nurse5',
      // 14/3, 13/3, 13/3
      ratings: { count: 3, professional: 4.7, attitude: 4.3, environment: 4.3 },
      thisService: 2,
      services: [
        { serviceName: '换药', visits: 2 },
        { serviceName: '采血', visits: 1 },
      ],
    });
    expect(await about('nurse4')).toEqual({ nurseId: 'nurse4', ratings: null, thisService: 0, services: [] });
  });

  test('nothing of one who is not in service', async () => {
    const asked = { ...wishOf(wangs), about: 'nurse6' };
    expect(codeOf(await world.call('recommendNurses', asked, wangs))).toBe('NURSE_UNAVAILABLE');
  });
});

describe('never again', () => {
  test('said by the family: she is not shown, not counted, not asked, and cannot be chosen; taken back she can', async () => {
    const orderId = await accepted(world, { startAt: TOMORROW_TEN + 2 * DAY });
    const before = await countAt();
    await world.ok('changeOrder', { kind: 'block', orderId, on: true }, wangs);
    await world.ok('changeOrder', { kind: 'block', orderId, on: true }, wangs);
    expect(await shown()).not.toContain('nurse1');
    expect(await countAt()).toBe((before ?? 0) - 1);
    const chosen = await quotedOrder(world, wangs, { nurseId: 'nurse1', startAt: TOMORROW_TEN + 3 * DAY });
    expect(codeOf(await world.call('createOrder', chosen, wangs))).toBe('NURSE_UNAVAILABLE');
    const another = await booked(world, { startAt: TOMORROW_TEN + 3 * DAY });
    expect(await askedFor(another)).not.toContain('nurse1');
    // other families are not concerned
    expect(await shown({}, lis)).toContain('nurse1');
    await world.ok('changeOrder', { kind: 'block', orderId, on: false }, wangs);
    expect(await shown()).toContain('nurse1');
  });

  test('said by the nurse: the household does not see her; the family cannot take it back', async () => {
    const orderId = await accepted(world, { startAt: TOMORROW_TEN + 4 * DAY }, lis);
    await world.ok('changeOrder', { kind: 'block', orderId, on: true }, first);
    expect(await shown({}, lis)).not.toContain('nurse1');
    await world.ok('changeOrder', { kind: 'block', orderId, on: false }, lis);
    expect(await shown({}, lis)).not.toContain('nurse1');
    await world.ok('changeOrder', { kind: 'block', orderId, on: false }, first);
    expect(await shown({}, lis)).toContain('nurse1');
  });

  test('what she was asked for by this household ends with it, and others are asked at once; what she has stays', async () => {
    const known = await accepted(world, { startAt: TOMORROW_TEN + 7 * DAY });
    const open = await booked(world, { startAt: TOMORROW_TEN + 8 * DAY, nurseId: 'nurse1' });
    const elsewhere = await booked(world, { startAt: TOMORROW_TEN + 9 * DAY, nurseId: 'nurse1' }, lis);
    await world.ok('changeOrder', { kind: 'block', orderId: known, on: true }, wangs);
    expect(codeOf(await world.call('acceptOrder', { orderId: open }, first))).toBe('OFFER_CLOSED');
    expect(await world.find('bookings', { _id: open })).toEqual([]);
    await world.tick('reassignTimer');
    expect((await askedFor(open)).length).toBeGreaterThan(1);
    expect(await world.order(known)).toMatchObject({ nurseId: 'nurse1', status: 'pendingPayment' });
    expect(codeOf(await world.call('acceptOrder', { orderId: elsewhere }, first))).toBe('ok');
    await world.ok('changeOrder', { kind: 'block', orderId: known, on: false }, wangs);
  });

  test('an operator cannot bring them together, with no reason; against the wish for a woman a reason is enough', async () => {
    const known = await accepted(world, { startAt: TOMORROW_TEN + 10 * DAY });
    await world.ok('changeOrder', { kind: 'block', orderId: known, on: true }, first);
    const orderId = await booked(world, { startAt: TOMORROW_TEN + 11 * DAY, nurseSex: 'female' });
    const refused = { state: 'refused', answer: expect.stringContaining('（H-005、H-006）') };
    expect(await assign(orderId, 'nurse1')).toMatchObject(refused);
    const despite = { state: 'refused', answer: expect.stringContaining('（H-005）') };
    expect(await assign(orderId, 'nurse1', '家属已同意')).toMatchObject(despite);
    expect(await assign(orderId, 'nurse2')).toMatchObject({ answer: expect.stringContaining('（H-006）') });
    expect(await assign(orderId, 'nurse2', '家属已同意')).toMatchObject({ state: 'done' });
    expect(await world.order(orderId)).toMatchObject({ nurseId: 'nurse2' });
    // moved to another hour, the visit goes to somebody else
    const moved = { kind: 'reschedule', orderId: known, startAt: TOMORROW_TEN + 12 * DAY, preview: false };
    expect(await world.ok('changeOrder', moved, wangs)).toMatchObject({ nurse: 'searched' });
    await world.tick('reassignTimer');
    const open = await world.find<{ nurseId: string }>('offers', { orderId: known, status: 'open' });
    expect(open.map(({ nurseId }) => nurseId).sort()).toEqual(['nurse2', 'nurse3', 'nurse4']);
  });

  test('only the two of the order may say it, and only when there are two', async () => {
    const orderId = await booked(world, { startAt: TOMORROW_TEN + 5 * DAY });
    const say = (as: typeof wangs | typeof first) =>
      world.call('changeOrder', { kind: 'block', orderId, on: true }, as);
    expect(codeOf(await say(lis))).toBe('NOT_FOUND');
    expect(codeOf(await say(wangs))).toBe('ILLEGAL_STEP');
  });
});
