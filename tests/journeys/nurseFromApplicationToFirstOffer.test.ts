/** A stranger becomes a nurse: applies, is looked up and approved, learns, is examined, certified, insured; then the first offer comes. */
import type { ApplicationView } from '#contract/applyAsNurse';
import type { ListOffersReply } from '#contract/listOffers';
import type { TrainNurseReply } from '#contract/trainNurse';
import type { Nurse } from '#domain/nurse/nurse';
import type { ExamQuestion } from '#domain/training/exam';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { type City, openCity, TOMORROW_TEN } from './city';
import { type Client, clientOf } from './client';

const NEWCOMER = { openid: 'o-wants-to-work' };
const LICENCE_NUMBER = '201833054321';
const DAY = 86_400_000;
let city: City;
let desk: Client;
let nurseId: string;
beforeAll(async () => {
  city = await openCity({ nurses: 14, applicants: 1, families: 2 });
  desk = await clientOf(city.cloud.emulator.url, OPERATOR_UID);
}, 90_000);
afterAll(() => city.close());

const apply = (data: object) => city.call<ApplicationView>('applyAsNurse', data, NEWCOMER);
const draft = (part: string, fields: object) => apply({ kind: 'saveDraft', part, ...fields });
const train = (data: object) => city.call<TrainNurseReply>('trainNurse', data, NEWCOMER);
const standing = async () => (await city.find<Nurse>('nurses', { _id: nurseId }))[0] as Nurse;

async function uploaded(cloudPath: string): Promise<string> {
  const { app } = await import('#cloud/database');
  return (await app.uploadFile({ cloudPath, fileContent: Buffer.from(cloudPath) })).fileID;
}

let commands = 0;
/** As the desk does: a row under the security rules, a poke that says what is not to stand on the row, the answer on the row. */
async function command({ numberFound, ...words }: Record<string, unknown>): Promise<{ state: string; answer: string }> {
  const _id = `from-the-desk-${(commands += 1)}`;
  const row = { _id, ...words, requestedBy: OPERATOR_UID, requestedAt: await city.now(), state: 'waiting' };
  if (numberFound !== undefined) expect((await desk.insert('opCommands', { ...row, numberFound })).status).toBe(403);
  expect((await desk.insert('opCommands', row)).status).toBe(200);
  await desk.invoke('runCommand', { commandId: _id, ...(numberFound === undefined ? {} : { said: { numberFound } }) });
  const [answered] = await city.find<{ state: string; answer: string }>('opCommands', { _id });
  return answered as { state: string; answer: string };
}
const done = async (words: Record<string, unknown>) => expect(await command(words)).toMatchObject({ state: 'done' });

/** What a family hears that wants her and nobody else. */
async function whyNot(startAt: number): Promise<string> {
  const reply = await city.tryToBook({ family: 1, nurseId, startAt, serviceCode: 'MED-02' });
  return reply.ok ? 'ok' : reply.error.code;
}

test('she applies over two evenings; nobody works here by applying', async () => {
  await draft('person', { name: '郑小燕', idNumber: '511623198811123456', phone: '13711112222' });
  await draft('licence', {
    ...{ role: 'registered_nurse', title: '主管护师', number: LICENCE_NUMBER, validUntilDay: '2028-06-30' },
  });
  await city.advance(24 * 60);
  const again = await apply({ kind: 'read' });
  expect(again).toMatchObject({ state: 'draft', missingPart: 'work' });
  const employments = [{ employer: '市第一人民医院', fromDay: '2014-07-01', toDay: null }];
  await draft('work', { employments, institutionId: 'station-xihu', practicePlaceIds: ['station-xihu'] });
  await draft('certificates', { certificates: [], wishedServiceCodes: ['MED-02'], serviceRadiusMeters: 15_000 });
  const documents = [];
  for (const kind of (await apply({ kind: 'read' })).missingDocuments) {
    const fileId = await uploaded(`${again.uploadFolder}${kind}.jpg`);
    documents.push(kind === 'criminalRecord' ? { kind, fileId, issuedDay: '2026-11-01' } : { kind, fileId });
  }
  await draft('documents', { documents });
  // Tuesday: Wednesday, Thursday, Friday.
  expect(await apply({ kind: 'submit' })).toMatchObject({
    state: 'submitted',
    dueAt: Date.parse('2026-11-28T00:00:00+08:00'),
    calendarKnown: true,
  });
  const [application] = await city.find<{ nurseId: string }>('nurseApplications', { openid: NEWCOMER.openid });
  nurseId = application?.nurseId ?? '';
  expect(await whyNot(TOMORROW_TEN + 2 * DAY)).toBe('NURSE_UNAVAILABLE');
});

test('the reviewer opens her ID photo, which leaves a trace, looks into the register, and approves', async () => {
  await done({ kind: 'startNurseReview', nurseId });
  const item = { kind: 'document', document: 'idCardFront' };
  const asked = { nurseId, item, purpose: '资质审核', reason: '对照本人照片' };
  const { body } = await desk.invoke('openRecord', asked);
  const { url } = (body as { data: { url: string } }).data;
  expect(await (await fetch(url)).text()).toContain('idCardFront');
  expect(
    await city.find('auditLog', { subject: `nurses/${nurseId}`, action: 'open picture idCardFront 0' }),
  ).toMatchObject([{ actor: OPERATOR_UID, purpose: '资质审核：对照本人照片' }]);
  expect((await command({ kind: 'approveNurse', nurseId })).state).toBe('refused');
  await done({
    ...{ kind: 'recordRegistryLookup', nurseId, source: '国家卫生健康委护士执业注册信息查询' },
    ...{ lookedAt: await city.now(), numberFound: LICENCE_NUMBER, status: '在册', validUntilDay: '2028-06-30' },
    ...{ placeFound: '西湖区护理站', placeMatches: true },
    screenshotFileId: await uploaded(`registry/${nurseId}/shot.png`),
  });
  await done({ kind: 'approveNurse', nurseId });
  expect(await apply({ kind: 'read' })).toMatchObject({ state: 'approved', nurseId, nextSteps: { length: 3 } });
});

test('she reads the courses and passes the exam at the second try', async () => {
  const { training } = await train({ kind: 'courses' });
  for (const { courseId } of training.courses) {
    const { course } = await train({ kind: 'readCourse', courseId });
    for (const { sectionId } of course?.sections ?? []) await train({ kind: 'finishSection', courseId, sectionId });
  }
  const bank = new Map(
    (await city.find<ExamQuestion>('examQuestions')).map((question) => [question._id, question.right]),
  );
  for (const known of [15, 30]) {
    const { exam } = await train({ kind: 'startExam' });
    const answers = (exam?.questions ?? []).map(({ questionId }, index) => ({
      questionId,
      chosen: index < known ? (bank.get(questionId) ?? []) : [],
    }));
    const { result } = await train({ kind: 'submitExam', attemptId: exam?.attemptId, answers });
    expect(result?.passed).toBe(known === 30);
  }
  expect((await standing()).status).toBe('training');
});

test('certified and insured she is active; with her hours the first offer comes', async () => {
  const now = await city.now();
  await done({
    ...{ kind: 'certifyCompetency', nurseId, serviceCode: 'MED-02', observer: '护士长 李红' },
    ...{ trainedAt: now - 20 * DAY, observedAt: now - 10 * DAY, validUntil: now + 300 * DAY },
  });
  expect(await whyNot(TOMORROW_TEN + 2 * DAY)).toBe('NURSE_UNAVAILABLE');
  for (const cover of ['liability', 'medicalAccident', 'personalAccident']) {
    await done({
      ...{ kind: 'recordPolicy', nurseId, cover, insurer: '示例财险', policyNumber: `POL-${cover}` },
      ...{ validFrom: now - DAY, validUntil: now + 300 * DAY },
      evidenceFileId: await uploaded(`evidence/${nurseId}/${cover}.png`),
    });
  }
  expect(await standing()).toMatchObject({ status: 'active', serviceCodes: ['MED-02'] });
  expect(await whyNot(TOMORROW_TEN + 2 * DAY)).toBe('NURSE_NOT_ON_SHIFT');
  const shifts = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1080 }));
  await city.call('planWork', { kind: 'saveHours', shifts }, NEWCOMER);
  const orderId = await city.book({ family: 1, nurseId, startAt: TOMORROW_TEN + 2 * DAY, serviceCode: 'MED-02' });
  await city.quiet();
  const { offers } = await city.call<ListOffersReply>('listOffers', {}, NEWCOMER);
  expect(offers.map((offer) => offer.orderId)).toEqual([orderId]);
});
