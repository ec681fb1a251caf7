import type { AssessRecipientReply } from '#contract/assessRecipient';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { Assessment } from '#domain/assessment/assessment';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { uploaded } from './applicants';
import { FAMILIES, TOMORROW_TEN } from './people';
import { NO_QUOTE, requestId, wishOf } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
/** A newcomer of the Wangs: registered, consents given, never assessed. */
let recipientId: string;

beforeAll(async () => {
  world = await openWorld();
  recipientId = 'recipient-newcomer';
  const { recipientOf } = await import('./sealed');
  const { readyPerson } = await import('../../scripts/world/ready');
  await world.db.collection('recipients').add(recipientOf({ ...wangs, recipientId }, world.now()));
  const { consents } = readyPerson({ ...wangs, recipientId, relation: '母亲' }, world.now());
  await world.db.collection('consents').add(consents);
}, 60_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const assess = (data: object, as: As = wangs) =>
  world.call<AssessRecipientReply>('assessRecipient', { recipientId, ...data }, as);
const questions = (serviceCode: string) =>
  world.ok<AssessRecipientReply>('assessRecipient', { step: 'questions', recipientId, serviceCode }, wangs);

/** The first option of each question is the harmless one. */
async function answer(serviceCode: string, except: Record<string, string> = {}) {
  const { version, questions: asked } = await questions(serviceCode);
  const well = Object.fromEntries(asked.map(({ id, options }) => [id, options[0]?.value]));
  return assess({ step: 'answer', serviceCode, version, answers: { ...well, ...except } });
}

const wish = (serviceCode: string, hours: number) =>
  wishOf(wangs, { recipientId, serviceCode, startAt: TOMORROW_TEN + hours * HOUR });
const reasonsFor = async (serviceCode: string) => {
  const { eligibility } = await world.ok<QuoteOrderReply>('quoteOrder', wish(serviceCode, 24), wangs);
  return eligibility.reasons.map(({ rule, code }) => `${rule} ${code}`);
};
const document = async (name = 'a.jpg', owner = recipientId) => ({
  kind: 'doctorOrder',
  fileId: await uploaded(`assessments/${owner}/${name}`),
});

let commands = 0;
async function command(fields: object): Promise<{ state: string; answer: string }> {
  const _id = `command-${(commands += 1)}`;
  const row = { _id, requestedBy: OPERATOR_UID, requestedAt: world.now(), state: 'waiting', ...fields };
  await world.db.collection('opCommands').add(row);
  await world.tick('runCommand');
  const [done] = await world.find<{ state: string; answer: string }>('opCommands', { _id });
  if (!done) throw new Error('the command is gone');
  return done;
}
const verdict = { decision: 'allowed', papers: [{ serviceCode: 'MED-05', validUntil: TOMORROW_TEN + 60 * DAY }] };

test('what is missing is told all at once, with the quote', async () => {
  expect(await reasonsFor('MED-05')).toEqual([
    'P-022@1 RISK_ANSWERS_MISSING',
    'P-018@1 ASSESSMENT_NEEDED',
    'P-027@2 ORDER_PAPERS_MISSING',
  ]);
  // The assessment visit needs no assessment.
  expect(await reasonsFor('SPC-09')).toEqual(['P-022@1 RISK_ANSWERS_MISSING']);
});

test('questions come without what the answers mean', async () => {
  const { questions: asked, firstNeeded, first } = await questions('MED-05');
  expect(asked.length).toBeGreaterThan(8);
  expect(JSON.stringify(asked)).not.toMatch(/emergency|refuse|points|condition|changed":true/);
  expect([firstNeeded, first]).toEqual([true, null]);
});

test('signs of an emergency: 120 at once, kept, and no booking', async () => {
  expect(codeOf(await answer('MED-05', { breath: 'yes' }))).toBe('EMERGENCY_CALL_120');
  expect((await reasonsFor('MED-05'))[0]).toBe('P-022@1 EMERGENCY_CALL_120');
  const order = { ...wish('MED-05', 24), requestId: requestId(), expectedTotalFen: 1, quote: NO_QUOTE };
  expect(codeOf(await world.call('createOrder', order, wangs))).toBe('EMERGENCY_CALL_120');
  const [kept] = await world.find<Assessment>('assessments', { recipientId, isEmergency: true });
  const [sealed] = await world.find('assessmentPrivate', { _id: kept?._id });
  expect(JSON.stringify([kept, sealed])).not.toContain('breath');
});

describe('an urgent question', () => {
  const urgent = async (answers: object) => {
    const { version } = await questions('MED-02');
    return assess({ step: 'urgent', serviceCode: 'MED-02', version, answers });
  };
  const kept = () => world.find<Assessment>('assessments', { recipientId, serviceCodes: 'MED-02' });

  test('is marked for the screen', async () => {
    const { questions: asked } = await questions('MED-02');
    expect(asked.filter(({ isUrgent }) => isUrgent).map(({ id }) => id)).toEqual(['awake', 'breath', 'bleeding']);
  });

  test('answered harmlessly: nothing is kept, nothing decided, nothing counted', async () => {
    const counts = await world.find('dailyCounts');
    expect(await urgent({ awake: 'no' })).toMatchObject({ ok: true, data: { risk: null } });
    expect(await kept()).toEqual([]);
    expect(await world.find('dailyCounts')).toEqual(counts);
  });

  test('an emergency: 120 before the others are asked, kept, and no booking', async () => {
    expect(codeOf(await urgent({ awake: 'no', breath: 'yes' }))).toBe('EMERGENCY_CALL_120');
    expect(await kept()).toMatchObject([{ decision: 'refused', isEmergency: true, reasonCodes: ['EMERGENCY'] }]);
    expect((await reasonsFor('MED-02'))[0]).toBe('P-022@1 EMERGENCY_CALL_120');
  });

  test('who has used up the tries of the day is told 120 all the same', async () => {
    const { beijingDay } = await import('#domain/schedule/beijing');
    const _id = `riskAnswers:${wangs.userId}:${beijingDay(world.now())}`;
    const [before] = await world.find<{ _id: string; count: number }>('dailyCounts', { _id });
    await world.db.collection('dailyCounts').doc(_id).set({ count: 60 });
    expect(codeOf(await answer('MED-02'))).toBe('TOO_MANY_TRIES');
    expect(codeOf(await urgent({ bleeding: 'yes' }))).toBe('EMERGENCY_CALL_120');
    expect(codeOf(await answer('MED-02', { awake: 'yes' }))).toBe('EMERGENCY_CALL_120');
    await world.db
      .collection('dailyCounts')
      .doc(_id)
      .set({ count: before?.count ?? 0 });
  });

  test('of an old questionnaire, or a stranger’s', async () => {
    const old = { step: 'urgent', serviceCode: 'MED-02', version: 99, answers: { breath: 'yes' } };
    expect(codeOf(await assess(old))).toBe('QUESTIONNAIRE_CHANGED');
    expect(codeOf(await assess({ ...old, version: 1 }, lis))).toBe('NOT_FOUND');
  });
});

test('refused with a reason and advice; asked again when it is better; the answers count for a day', async () => {
  const refused = await answer('MED-05', { infectious: 'yes' });
  expect(refused).toMatchObject({
    ok: true,
    data: {
      risk: { decision: 'refused', counts: false, reasons: [{ code: 'INFECTIOUS' }], advice: [expect.any(String)] },
    },
  });
  expect((await reasonsFor('MED-05'))[0]).toBe('P-023@1 ASSESSMENT_REFUSED');
  const fine = await answer('MED-05', { family: 'no' });
  expect(fine).toMatchObject({
    data: { risk: { decision: 'conditional', counts: true, conditions: [expect.any(String)] } },
  });
  expect(await reasonsFor('MED-05')).not.toContain('P-022@1 RISK_ANSWERS_MISSING');
  // Another service asks for itself.
  expect(await reasonsFor('MED-01')).toContain('P-022@1 RISK_ANSWERS_MISSING');
});

test('answers nobody asked for, an old questionnaire, a stranger', async () => {
  expect(codeOf(await answer('MED-05', { breath: 'perhaps' }))).toBe('BAD_INPUT');
  const old = { step: 'answer', serviceCode: 'MED-05', version: 99, answers: {} };
  expect(codeOf(await assess(old))).toBe('QUESTIONNAIRE_CHANGED');
  expect(codeOf(await assess({ step: 'read' }, lis))).toBe('NOT_FOUND');
});

describe('the first assessment', () => {
  test('waits for an assessor, one at a time, also when asked for five times at once', async () => {
    expect(codeOf(await assess({ step: 'requestFirst', documents: [await document('a.jpg', 'other')] }))).toBe(
      'BAD_INPUT',
    );
    const never = (await document()).fileId.replace('a.jpg', 'never.jpg');
    const gone = { step: 'requestFirst', documents: [{ kind: 'doctorOrder', fileId: never }] };
    expect(codeOf(await assess(gone))).toBe('PHOTOS_MISSING');
    const request = { step: 'requestFirst', documents: [await document()], note: '医嘱在第二张' };
    const replies = (await Promise.all([1, 2, 3].map(() => assess(request)))).map(codeOf);
    expect(replies.sort()).toEqual(['ASSESSMENT_WAITING', 'ASSESSMENT_WAITING', 'ok']);
    expect(await reasonsFor('MED-05')).toContain('P-020@1 ASSESSMENT_WAITING');
    expect(JSON.stringify(await world.find('assessmentPrivate', { recipientId }))).not.toContain('医嘱在第二张');
  });

  test('is decided once, by an operator, with reason and advice where it refuses', async () => {
    const [waiting] = await world.find<Assessment>('assessments', { recipientId, decision: 'waiting' });
    const assessmentId = waiting?._id;
    const bare = { kind: 'decideAssessment', assessmentId, decision: 'refused', reasonCodes: ['UNSTABLE'] };
    expect(await command(bare)).toMatchObject({ state: 'refused' });
    expect(await command({ kind: 'decideAssessment', assessmentId, ...verdict })).toMatchObject({
      state: 'done',
      answer: '评估通过',
    });
    expect(await command({ kind: 'decideAssessment', assessmentId, ...verdict })).toMatchObject({ state: 'refused' });
    expect(await reasonsFor('MED-05')).toEqual([]);
    // Its order was seen for this service only.
    expect(await reasonsFor('MED-01')).toContain('P-027@2 ORDER_PAPERS_MISSING');
  });

  test('then it can be booked, and the decision keeps the condition', async () => {
    const { price, quote } = await world.ok<QuoteOrderReply>('quoteOrder', wish('MED-05', 24), wangs);
    const id = requestId();
    const said = { expectedTotalFen: price.totalFen, quote: quote.token };
    await world.ok('createOrder', { ...wish('MED-05', 24), requestId: id, ...said }, wangs);
    const [decision] = await world.find('eligibilityDecisions', { _id: `${id}:booking` });
    expect(decision).toMatchObject({ allowed: true, conditions: ['请安排一位成年家属在服务时能接电话。'] });
  });

  test('ends when the questions say that something changed', async () => {
    expect(codeOf(await answer('MED-05', { changed: 'yes' }))).toBe('ok');
    expect(await reasonsFor('MED-05')).toContain('P-018@1 ASSESSMENT_NEEDED');
  });

  test('speaks no more when the family tells of a new condition', async () => {
    expect(codeOf(await assess({ step: 'requestFirst', documents: [await document()] }))).toBe('ok');
    const [waiting] = await world.find<Assessment>('assessments', { recipientId, decision: 'waiting' });
    await command({ kind: 'decideAssessment', assessmentId: waiting?._id, ...verdict });
    expect(await reasonsFor('MED-05')).toEqual([]);
    await world.advance(1);
    const contacts = ['13800000001', '13800000002'].map((phone) => ({ name: '王小明', phone, relation: '子女' }));
    const said = {
      recipientId,
      name: wangs.name,
      relation: '母亲',
      conditions: ['高血压', '脑卒中'],
      emergencyContacts: contacts,
    };
    await world.ok<SaveRecipientReply>('saveRecipient', said, wangs);
    expect(await reasonsFor('MED-05')).toContain('P-020@1 ASSESSMENT_NEEDED');
  });

  test('is made by a finished assessment visit too, once', async () => {
    const [known] = await world.find('orders', {});
    const visit = { ...known, recipientId, serviceCode: 'SPC-09', finishedAt: null };
    await world.db.collection('orders').add({ ...visit, _id: 'visitspc0900000000001' });
    const decide = { kind: 'recordVisitAssessment', orderId: 'visitspc0900000000001', ...verdict };
    expect(await command(decide)).toMatchObject({ state: 'refused' });
    await world.db.collection('orders').doc('visitspc0900000000001').update({ finishedAt: world.now() });
    expect(await command(decide)).toMatchObject({ state: 'done' });
    expect(await command(decide)).toMatchObject({ state: 'refused' });
    expect(await reasonsFor('MED-05')).toEqual([]);
  });
});

test('a day later the questions are asked again', async () => {
  await world.jumpTo(world.now() + DAY + 1);
  expect(await reasonsFor('MED-05')).toEqual(['P-022@1 RISK_ANSWERS_MISSING']);
});

test('an institution whose filing ran out takes its services off; another one may still send', async () => {
  const institutions = await world.find<{ _id: string }>('institutions');
  const nearest = institutions.find(({ _id }) => _id === 'station-xihu');
  await world.db
    .collection('institutions')
    .doc(nearest?._id ?? '')
    .update({ filedUntil: world.now() - 2 * DAY });
  await world.jumpTo(world.now() + 60_000);
  const { eligibility } = await world.ok<QuoteOrderReply>(
    'quoteOrder',
    wishOf(lis, { startAt: TOMORROW_TEN + 72 * HOUR }),
    lis,
  );
  expect(eligibility.reasons).toEqual([]);
  for (const { _id } of institutions) {
    await world.db
      .collection('institutions')
      .doc(_id)
      .update({ filedUntil: world.now() - 2 * DAY });
  }
  await world.jumpTo(world.now() + 60_000);
  const none = await world.ok<QuoteOrderReply>('quoteOrder', wishOf(lis, { startAt: TOMORROW_TEN + 72 * HOUR }), lis);
  expect(none.eligibility.reasons.map(({ rule }) => rule)).toEqual(['P-002@1']);
});
