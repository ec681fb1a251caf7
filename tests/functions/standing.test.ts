/** Papers and stars of nurses over time: the daily timer, what operators record, and what a nurse reads of it. */
import type { StandingView } from '#contract/readStanding';
import type { Nurse } from '#domain/nurse/nurse';
import { starsFromReviews } from '#domain/nurse/stars';
import { parameters } from '#domain/testing/parameters';
import { uploaded } from './applicants';
import { FAMILIES, MORNING } from './people';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.stop());

const DAY = 86_400_000;
const DESK = { uid: 'operator-1' };
const NIGHT = Date.parse('2026-11-24T00:05:00+08:00');
const nurse = async (id: string) => (await world.find<Nurse>('nurses', { _id: id }))[0] as Nurse;
const change = (id: string, fields: Partial<Nurse>) => world.db.collection('nurses').doc(id).update(fields);
const reminders = async (id: string) =>
  (await world.find<{ paper: string; beforeDays: number }>('paperReminders', { nurseId: id })).map(
    ({ paper, beforeDays }) => `${paper} ${beforeDays}`,
  );
let rows = 0;
async function command(words: object): Promise<string> {
  const _id = `standing-${(rows += 1)}`;
  const row = { _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, DESK);
  await world.tick('outboxTimer');
  const [done] = await world.find<{ state: string; answer: string }>('opCommands', { _id });
  return `${done?.state}: ${done?.answer}`;
}
const read = (id = 'nurse1') => world.ok<StandingView>('readStanding', { kind: 'read' }, { openid: `o-${id}` });

describe('the night of 24 November', () => {
  beforeAll(async () => {
    await change('nurse2', { licenceValidUntil: NIGHT + 30 * DAY });
    await change('nurse3', { insuredUntil: NIGHT - 5 * 60_000 });
    const [first, ...others] = (await nurse('nurse4')).competencies;
    await change('nurse4', { competencies: [{ ...first, validUntil: NIGHT - DAY } as never, ...others] });
    await world.jumpTo(NIGHT);
    // Twice and in parallel, as the platform may.
    await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer'), world.tick('dailyTimer')]);
    await world.tick('outboxTimer');
  });

  test('thirty days before: reminded, once', async () => {
    expect(await reminders('nurse2')).toEqual(['licence 30']);
    const sent = await world.find<{ payload: { template: string; openid: string; words: object } }>('outbox', {
      kind: 'message',
    });
    const hers = sent.filter(({ payload }) => payload.template === 'paperNotice' && payload.openid === 'o-nurse2');
    expect(hers.map(({ payload }) => payload.words)).toEqual([
      { orderId: '', service: '执业证书', time: '12月24日 00:05', note: '还有 30 天到期，请更新' },
    ]);
  });

  test('run out: suspended on the day, and nobody else', async () => {
    expect(await nurse('nurse3')).toMatchObject({
      status: 'suspended',
      suspendedBy: 'papers',
      statusReason: '已到期：保险',
    });
    expect(await nurse('nurse1')).toMatchObject({ status: 'active' });
  });

  test('a competency ends its own service alone', async () => {
    expect(await nurse('nurse4')).toMatchObject({ status: 'active', serviceCodes: ['MED-05', 'MED-12'] });
  });

  test('everybody’s stars were counted, once that day, with their inputs', async () => {
    const counted = await world.find<{ nurseId: string; inputs: object }>('nurseStandings');
    expect(counted.map(({ nurseId }) => nurseId).sort()).toEqual(['nurse1', 'nurse2', 'nurse3', 'nurse4', 'nurse5']);
    expect(counted[0]?.inputs).toMatchObject({ visits: 0, reviewWeight: 0, confirmedComplaints: 0, onTimeRate: 1 });
    expect(await world.find('dailyRuns', { day: '2026-11-24' })).toHaveLength(2);
  });

  test('a run that was cut short goes on where it stopped', async () => {
    await world.db.collection('dailyRuns').doc('stars:2026-11-24').update({ doneAt: null, cursor: 'nurse3' });
    await change('nurse5', { stars: 1 });
    await change('nurse1', { stars: 1 });
    expect(await world.tick('dailyTimer')).toMatchObject({ data: { papers: true, stars: true } });
    expect([(await nurse('nurse1')).stars, (await nurse('nurse5')).stars]).toEqual([1, 3.9]);
    await change('nurse1', { stars: 3.9 });
  });

  test('a week before, and again the day before; a day that was missed is made up', async () => {
    await world.jumpTo(NIGHT + 24 * DAY); // six days are left: the seventh was slept through
    await world.tick('dailyTimer');
    expect((await reminders('nurse2')).sort()).toEqual(['licence 30', 'licence 7']);
    await world.jumpTo(NIGHT + 29 * DAY);
    await world.tick('dailyTimer');
    expect((await reminders('nurse2')).sort()).toEqual(['licence 1', 'licence 30', 'licence 7']);
    await world.jumpTo(NIGHT + 31 * DAY);
    await world.tick('dailyTimer');
    expect(await nurse('nurse2')).toMatchObject({ status: 'suspended', statusReason: '已到期：执业证书' });
  });
});

describe('back in service by proof', () => {
  const evidenceOf = (nurseId: string, name = 'proof.jpg') => uploaded(`evidence/${nurseId}/${name}`);

  test('the proof must be there, and be about her', async () => {
    const validUntil = world.now() + 700 * DAY;
    const renewal = { kind: 'renewPaper', nurseId: 'nurse2', paper: 'licence', validUntil };
    const theirs = await evidenceOf('nurse1');
    const never = theirs.replace('evidence/nurse1/proof.jpg', 'evidence/nurse2/never.jpg');
    expect(await command({ ...renewal, evidenceFileId: theirs })).toMatch(/^refused: 填写的内容有误/);
    expect(await command({ ...renewal, evidenceFileId: never })).toMatch(/^refused: 还缺少必需的照片/);
    const policy = { kind: 'recordPolicy', nurseId: 'nurse2', cover: 'liability', insurer: '示例财险' };
    const terms = { policyNumber: 'NEW-0000', validFrom: world.now(), validUntil };
    expect(await command({ ...policy, ...terms, evidenceFileId: theirs })).toMatch(/^refused: 填写的内容有误/);
    expect(await command({ ...policy, ...terms, evidenceFileId: never })).toMatch(/^refused: 还缺少必需的照片/);
    expect(await nurse('nurse2')).toMatchObject({ status: 'suspended' });
  });

  test('a renewed licence, seen by an operator', async () => {
    const until = world.now() + 700 * DAY;
    const evidenceFileId = await evidenceOf('nurse2');
    const renewal = { kind: 'renewPaper', nurseId: 'nurse2', paper: 'licence', validUntil: until, evidenceFileId };
    expect(await command({ ...renewal, validUntil: world.now() - DAY })).toMatch(/^refused: 证件或保单/);
    expect(await command(renewal)).toMatch(/^done: 已更新至 .*，可接单$/);
    expect(await nurse('nurse2')).toMatchObject({ status: 'active', statusReason: '', licenceValidUntil: until });
    expect(await nurse('nurse2')).not.toHaveProperty('suspendedBy');
  });

  test('three policies, not two', async () => {
    const validUntil = world.now() + 300 * DAY;
    const policy = {
      kind: 'recordPolicy',
      nurseId: 'nurse3',
      insurer: '示例财险',
      validFrom: world.now() - DAY,
      validUntil,
      evidenceFileId: await evidenceOf('nurse3'),
    };
    await world.db.collection('nursePolicies').where({ nurseId: 'nurse3' }).remove();
    expect(await command({ ...policy, cover: 'liability', policyNumber: 'NEW-0001' })).toBe(
      'done: 已登记责任险，仍不能接单：已到期：保险',
    );
    await command({ ...policy, cover: 'medicalAccident', policyNumber: 'NEW-0002', validUntil: validUntil - DAY });
    expect(await command({ ...policy, cover: 'personalAccident', policyNumber: 'NEW-0003' })).toBe(
      'done: 已登记人身意外险，可接单',
    );
    expect(await nurse('nurse3')).toMatchObject({ status: 'active', insuredUntil: validUntil - DAY });
  });
});

describe('stars', () => {
  const visit = (number: number, more: object = {}) => ({
    _id: `past-${number}`,
    nurseId: 'nurse1',
    status: 'completed',
    startAt: MORNING - number * DAY,
    checkedInAt: MORNING - number * DAY,
    ...more,
  });
  const marks = { professional: 5, attitude: 5, environment: 2 };

  beforeAll(async () => {
    const late = { checkedInAt: MORNING - DAY + 20 * 60_000 };
    await world.db.collection('orders').add([visit(1, late), visit(2), visit(3), visit(4)]);
    const review = {
      _id: 'past-2',
      orderId: 'past-2',
      nurseId: 'nurse1',
      patientUserId: FAMILIES[0].userId,
      text: '',
      at: MORNING - 2 * DAY,
    };
    await world.db.collection('reviews').add({ ...review, ...marks, environmentExcused: true });
    await world.jumpTo(NIGHT + 32 * DAY);
    await world.tick('dailyTimer');
  });

  test('are explained number by number', async () => {
    const { stars, isNew, lines, items, rules, history, papers } = await read();
    expect(isNew).toBe(true);
    expect(lines.map(({ name, mostPoints }) => `${name} ${mostPoints}`)).toEqual([
      '评价 60',
      '服务量 15',
      '投诉 15',
      '守时 10',
    ]);
    expect(lines[3]).toMatchObject({ points: 8.75, text: expect.stringContaining('准时到达 75%') });
    expect(items.map(({ itemId }) => itemId)).toEqual(['late:past-1', 'review:past-2']);
    expect(items[1]?.text).toContain('家中条件，不计');
    expect(history[0]?.stars).toBe(stars);
    expect([rules.length > 3, papers.length > 5]).toEqual([true, true]);
    // The same by the other way in: reviews alone, and a quarter of ten points and a half lost for the late visit.
    const fair = starsFromReviews(
      [{ ...marks, environmentExcused: true, at: MORNING - 2 * DAY }],
      world.now(),
      parameters.rating,
      4,
    );
    expect(stars).toBeCloseTo(fair - 0.05, 0);
  });

  test('a confirmed complaint counts at once, an accepted appeal takes it out again', async () => {
    const before = (await read()).score;
    expect(
      await command({ kind: 'confirmComplaint', orderId: 'past-3', severity: 'ordinary', note: '核实属实' }),
    ).toMatch(/^done/);
    expect((await read()).score).toBeCloseTo(before - 15, 1); // 1 of 50 is 2 %: no points left
    const appeal = { kind: 'appeal', itemId: 'complaint:past-3', text: '当天家属误会了，有记录为证。' };
    const { items } = await world.ok<StandingView>('readStanding', appeal, { openid: 'o-nurse1' });
    expect(items.find(({ kind }) => kind === 'complaint')?.appeal).toMatchObject({ state: 'waiting' });
    expect(await world.call('readStanding', appeal, { openid: 'o-nurse1' })).toMatchObject({
      ok: false,
      error: { code: 'ALREADY_APPEALED' },
    });
    expect(await world.call('readStanding', appeal, { openid: 'o-nurse4' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    const decision = {
      kind: 'decideAppeal',
      appealId: 'nurse1:complaint:past-3',
      accepted: true,
      reply: '记录清楚，撤销。',
    };
    expect(await command(decision)).toBe('done: 申诉成立，星级重新计算');
    expect(await command(decision)).toMatch(/^refused/);
    const after = await read();
    expect(after.score).toBeCloseTo(before, 1);
    expect(after.items.find(({ kind }) => kind === 'complaint')?.appeal).toMatchObject({
      state: 'accepted',
      answer: '记录清楚，撤销。',
    });
  });

  test('every count is kept with its inputs', async () => {
    const kept = await world.find<{ inputs: { confirmedComplaints: number } }>('nurseStandings', { nurseId: 'nurse1' });
    expect(kept.map(({ inputs }) => inputs.confirmedComplaints)).toEqual(expect.arrayContaining([0, 1]));
    expect(kept.length).toBeGreaterThanOrEqual(4);
  });
});
