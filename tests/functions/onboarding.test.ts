/** From the first typed name to an approved nurse: interrupted, refused, sent back, looked up, decided. */
import type { ApplicationView } from '#contract/applyAsNurse';
import type { NurseApplication } from '#domain/onboarding/application';
import type { Nurse } from '#domain/nurse/nurse';
import {
  CERTIFICATES,
  command,
  draft,
  filled,
  LICENCE,
  lookup,
  NEWCOMER,
  papers,
  PERSON,
  send,
  uploaded,
  WORK,
} from './applicants';
import { APPLICANT } from './people';
import { openWorld, type As, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const refused = (code: string, details: object = {}) => ({
  ok: false,
  error: { code, details: expect.objectContaining(details) },
});
const apply = (data: object, as: As = NEWCOMER) => world.call<ApplicationView>('applyAsNurse', data, as);
const stored = async (as: As = NEWCOMER) =>
  (await world.find<NurseApplication>('nurseApplications', { openid: as.openid }))[0] as NurseApplication;
const nurse = async (_id: string) => (await world.find<Nurse>('nurses', { _id }))[0] as Nurse;

describe('filling in', () => {
  test('nothing begun: it says where to begin and where photographs go', async () => {
    const view = await send(world, NEWCOMER, { kind: 'read' });
    expect(view).toMatchObject({ state: 'none', missingPart: 'person', checks: [], history: [], face: 'none' });
    expect(view.uploadFolder).toMatch(/^applications\/[0-9a-f-]{36}\/$/);
    expect(view.institutions.length).toBeGreaterThan(3);
    expect(await world.find('nurseApplications', { openid: NEWCOMER.openid })).toEqual([]);
  });

  test('part by part, and what was kept comes back as masks', async () => {
    const view = await draft(world, NEWCOMER, PERSON);
    expect(view).toMatchObject({ state: 'draft', missingPart: 'licence' });
    expect(view.parts.person).toEqual({
      maskedName: '郑**',
      maskedPhone: '137****2222',
      maskedIdNumber: '5****************6',
      sex: 'male',
      birthYear: 1988,
    });
    await draft(world, NEWCOMER, LICENCE);
    expect(await draft(world, NEWCOMER, WORK)).toMatchObject({ missingPart: 'certificates' });
    const view2 = await draft(world, NEWCOMER, CERTIFICATES);
    expect(view2).toMatchObject({ missingPart: 'documents' });
    expect(view2.neededDocuments).toContain('permissionLetter');
  });

  test('nothing of it lies about in the clear', async () => {
    const names = ['nurseApplications', 'nurseApplicationPrivate', 'nurses', 'auditLog', 'opCommands'];
    const all = JSON.stringify(await Promise.all(names.map((name) => world.find(name))));
    for (const secret of [PERSON.name, PERSON.idNumber, PERSON.phone, LICENCE.number])
      expect(all).not.toContain(secret);
  });

  test.each([
    ['an ID number that is none', { ...PERSON, idNumber: '511623198811123457' }, 'ID_NUMBER_INVALID'],
    ['a name that is none', { ...PERSON, name: '郑1' }, 'NAME_INVALID'],
    ['a day that is none', { ...LICENCE, validUntilDay: '2028-02-30' }, 'BAD_INPUT'],
    [
      'an end before the beginning',
      { ...WORK, employments: [{ employer: 'a', fromDay: '2020-01-01', toDay: '2019-01-01' }] },
      'BAD_INPUT',
    ],
    ['an institution nobody knows', { ...WORK, institutionId: 'my-garage' }, 'NOT_FOUND'],
    ['a service nobody knows', { ...CERTIFICATES, wishedServiceCodes: ['MED-99'] }, 'UNKNOWN_SERVICE'],
    ['a part nobody knows', { part: 'wishes' }, 'BAD_INPUT'],
    ['a state of her own choosing', { ...PERSON, state: 'approved' }, 'BAD_INPUT'],
  ])('%s is refused', async (_, part, code) => {
    expect(await apply({ kind: 'saveDraft', ...part })).toMatchObject({ ok: false, error: { code } });
  });

  test('only files of her own folder are taken', async () => {
    const { uploadFolder } = await send(world, NEWCOMER, { kind: 'read' });
    const elsewhere = [
      await uploaded('applications/user-nurse6/idCardFront.jpg'),
      await uploaded('visits/order-1/photo.jpg'),
      await uploaded(`${uploadFolder}deeper/idCardFront.jpg`),
    ];
    for (const fileId of elsewhere) {
      const documents = [{ kind: 'idCardFront', fileId }];
      expect(await apply({ kind: 'saveDraft', part: 'documents', documents })).toMatchObject(
        refused('BAD_INPUT', { fields: ['documents.0.fileId'] }),
      );
    }
  });
});

describe('handing in', () => {
  test('not before everything is there', async () => {
    expect(await apply({ kind: 'submit' })).toMatchObject(refused('APPLICATION_INCOMPLETE', { part: 'documents' }));
    const { uploadFolder } = await send(world, NEWCOMER, { kind: 'read' });
    const { documents } = (await papers(uploadFolder)) as { documents: object[] };
    await draft(world, NEWCOMER, { part: 'documents', documents: documents.slice(0, 4) });
    expect(await apply({ kind: 'submit' })).toMatchObject(
      refused('APPLICATION_INCOMPLETE', { documents: expect.arrayContaining(['permissionLetter']) }),
    );
    expect(await apply({ kind: 'submit' }, { openid: 'o-nobody-yet' })).toMatchObject(
      refused('APPLICATION_INCOMPLETE'),
    );
  });

  test('an old paper and a photograph that is not there are told, kept, and mended', async () => {
    const { uploadFolder } = await send(world, NEWCOMER, { kind: 'read' });
    await draft(world, NEWCOMER, await papers(uploadFolder, '2026-03-01'));
    const reply = await apply({ kind: 'submit' });
    expect(reply).toMatchObject(refused('APPLICATION_CHECKS_FAILED'));
    expect(JSON.stringify(reply)).toContain('已超过 6 个月');
    expect(JSON.stringify(reply)).not.toContain(PERSON.idNumber);
    const view = await send(world, NEWCOMER, { kind: 'read' });
    expect(view.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)).toEqual(['criminalRecord']);
    expect(view.state).toBe('draft');
    const { documents } = (await papers(uploadFolder)) as { documents: { fileId: string }[] };
    const gone = documents.map((one, index) => (index === 0 ? { ...one, fileId: `${one.fileId}x` } : one));
    await draft(world, NEWCOMER, { part: 'documents', documents: gone });
    expect(JSON.stringify(await apply({ kind: 'submit' }))).toContain('1 张照片没有上传成功');
    await draft(world, NEWCOMER, { part: 'documents', documents });
  });

  test('name and number are asked about once, however often she hands in', async () => {
    const asked = async () =>
      (
        await world.find('auditLog', {
          action: 'verify identity',
          subject: `nurseApplications/${(await stored())._id}`,
        })
      ).length;
    expect(await asked()).toBe(1);
  });

  test('handed in by five taps at once: once', async () => {
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => apply({ kind: 'submit' })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.filter((reply) => !reply.ok && reply.error.code !== 'APPLICATION_CLOSED')).toEqual([]);
    const application = await stored();
    expect(application).toMatchObject({ state: 'submitted', submission: 1 });
    expect(application.checks.find(({ id }) => id === 'identity')?.outcome).toBe('pass');
    // Monday at eight: owed by the end of Thursday.
    expect(application.review?.dueAt).toBe(Date.parse('2026-11-27T00:00:00+08:00'));
    expect(await nurse(application.nurseId)).toMatchObject({
      status: 'pending',
      displayName: '郑护士',
      years: 12,
      competencies: [],
      serviceCodes: [],
      insuredUntil: 0,
    });
  });

  test('from then on it is the reviewers’', async () => {
    expect(await apply({ kind: 'saveDraft', ...PERSON })).toMatchObject(refused('APPLICATION_CLOSED'));
    expect(await apply({ kind: 'submit' })).toMatchObject(refused('APPLICATION_CLOSED'));
  });

  test('somebody else with the same numbers may hand in, and a person has to clear it up', async () => {
    const twin = { openid: 'o-twin' };
    await filled(world, twin);
    const view = await send(world, twin, { kind: 'submit' });
    const failed = view.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
    expect(failed).toEqual(['duplicateIdNumber', 'duplicateLicence']);
    const { nurseId } = await stored(twin);
    expect((await command(world, await lookup(world, nurseId)))?.state).toBe('done');
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({ state: 'refused' });
    expect(await command(world, { kind: 'rejectNurse', nurseId, reason: '与他人资料重复' })).toMatchObject({
      state: 'done',
    });
    expect(await send(world, twin, { kind: 'read' })).toMatchObject({
      state: 'rejected',
      rejectReason: '与他人资料重复',
    });
    expect(await apply({ kind: 'saveDraft', ...PERSON }, twin)).toMatchObject(refused('APPLICATION_CLOSED'));
  });
});

describe('the review', () => {
  const id = async () => (await stored()).nurseId;

  test('operators are reminded before it is late and when it is, once each, and the desk sees it', async () => {
    const alerts = async () =>
      (await world.find<{ kind: string; state: string }>('operatorAlerts', { nurseId: await id() })).map(
        ({ kind, state }) => `${kind} ${state}`,
      );
    await world.jumpTo(Date.parse('2026-11-26T08:00:00+08:00'));
    await world.tick('runCommand');
    await world.tick('runCommand');
    expect(await alerts()).toEqual(['nurseReviewSoon open']);
    await world.jumpTo(Date.parse('2026-11-27T00:00:30+08:00'));
    await world.tick('runCommand');
    expect((await alerts()).sort()).toEqual(['nurseReviewOverdue open', 'nurseReviewSoon open']);
  });

  test('given back with reasons for parts; she mends, hands in again, and the history is whole', async () => {
    const nurseId = await id();
    expect(await command(world, { kind: 'startNurseReview', nurseId })).toMatchObject({ state: 'done' });
    expect(await apply({ kind: 'withdraw' })).toMatchObject(refused('APPLICATION_CLOSED'));
    const reasons = [{ part: 'documents', reason: '执业证书照片反光' }];
    expect(await command(world, { kind: 'returnNurse', nurseId, reasons })).toMatchObject({ state: 'done' });
    expect(await world.find('operatorAlerts', { nurseId, state: 'open' })).toEqual([]);
    expect(await send(world, NEWCOMER, { kind: 'read' })).toMatchObject({ state: 'returned', returnReasons: reasons });
    await draft(world, NEWCOMER, { ...PERSON, phone: '13711113333' });
    const view = await send(world, NEWCOMER, { kind: 'submit' });
    expect(view.history.map(({ kind }) => kind)).toEqual(['submitted', 'reviewStarted', 'returned', 'submitted']);
    const userId = (await stored())._id;
    const copies = await world.find<{ phoneCipher: string }>('nurseApplicationPrivate');
    const [first, second] = [1, 2].map((n) => copies.find((one) => (one as { _id?: string })._id === `${userId}:${n}`));
    expect(first && second && first.phoneCipher !== second.phoneCipher).toBe(true);
  });

  test('no approval without a look into the register; what was found is compared and kept as a mask', async () => {
    const nurseId = await id();
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({
      state: 'refused',
      answer: expect.stringContaining('执业信息查询'),
    });
    const other = await command(world, await lookup(world, nurseId, { numberFound: '201833099999' }));
    expect(other).toMatchObject({ state: 'done', numberFound: '2018******99' });
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({ state: 'refused' });
    expect((await command(world, await lookup(world, nurseId, { status: '注销' })))?.state).toBe('done');
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({ state: 'refused' });
    for (const wrong of [
      { lookedAt: world.now() + 86_400_000 },
      { lookedAt: world.now() - 40 * 86_400_000 },
      { screenshotFileId: await uploaded('registry/somebody-else/shot.png') },
      { screenshotFileId: 'cloud://local-env.local/registry/nowhere/none.png' },
    ]) {
      expect(await command(world, await lookup(world, nurseId, wrong))).toMatchObject({ state: 'refused' });
    }
    expect(JSON.stringify(await world.find('opCommands'))).not.toContain(LICENCE.number);
  });

  test('a photograph deleted since it was handed in is noticed: no approval without it', async () => {
    const nurseId = await id();
    await command(world, await lookup(world, nurseId));
    const { app } = await import('#cloud/database');
    const { uploadFolder } = await send(world, NEWCOMER, { kind: 'read' });
    const portrait = await uploaded(`${uploadFolder}portrait.jpg`);
    await app.deleteFile({ fileList: [portrait] });
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({ state: 'refused' });
    expect(await nurse(nurseId)).toMatchObject({ status: 'pending' });
    await uploaded(`${uploadFolder}portrait.jpg`);
  });

  test('approved: a nurse’s door opens, and nobody is sent yet', async () => {
    const nurseId = await id();
    await command(world, await lookup(world, nurseId));
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({
      state: 'done',
      answer: '已批准，待培训 郑护士',
    });
    const view = await send(world, NEWCOMER, { kind: 'read' });
    expect(view).toMatchObject({ state: 'approved', nurseId });
    expect(view.nextSteps).toHaveLength(3);
    expect(await nurse(nurseId)).toMatchObject({ status: 'training' });
    expect(await world.find('nursePrivate', { _id: nurseId })).toHaveLength(1);
    expect(await world.ok('trainNurse', { kind: 'courses' }, NEWCOMER)).toMatchObject({
      training: { triesLeftToday: 3 },
    });
    expect(await command(world, { kind: 'approveNurse', nurseId })).toMatchObject({ state: 'refused' });
  });

  test('withdrawn: gone from the queue, the numbers free, and it may be taken up again', async () => {
    const as = { openid: 'o-hesitant' };
    await filled(world, as, [
      { ...PERSON, idNumber: '110101198001010010' },
      { ...LICENCE, number: '201833077777' },
    ]);
    await send(world, as, { kind: 'submit' });
    expect(await send(world, as, { kind: 'withdraw' })).toMatchObject({ state: 'withdrawn', dueAt: null });
    const { _id } = await stored(as);
    expect(await world.find('nurseNumbers', { userId: _id })).toEqual([]);
    expect(await send(world, as, { kind: 'submit' })).toMatchObject({ state: 'submitted' });
  });
});

describe('the face', () => {
  test('is shown to the public source, whose word alone counts', async () => {
    const as = { openid: 'o-face' };
    expect(await apply({ kind: 'faceStart' }, as)).toMatchObject(refused('APPLICATION_INCOMPLETE', { part: 'person' }));
    await draft(world, as, PERSON);
    const begun = await send(world, as, { kind: 'faceStart' });
    expect(begun).toMatchObject({ face: 'pending', faceUrl: expect.stringContaining('bizToken') });
    expect(await send(world, as, { kind: 'faceResult' })).not.toHaveProperty('faceUrl');
    // Another person in the meantime: the session was about somebody else.
    await draft(world, as, { ...PERSON, idNumber: '11010519491231002X' });
    expect(await send(world, as, { kind: 'faceResult' })).toMatchObject({ face: 'none' });
  });
});

describe('who may do what', () => {
  test('an operator without the role gives no such command, and it says so', async () => {
    await world.db.collection('operators').add({ _id: 'operator-support', name: '客服', role: '客服' });
    const nurseId = APPLICANT.nurse._id;
    for (const words of [
      { kind: 'approveNurse', nurseId },
      {
        kind: 'certifyCompetency',
        nurseId,
        serviceCode: 'MED-05',
        trainedAt: 1,
        observedAt: 2,
        observer: '张三',
        validUntil: 3,
      },
    ]) {
      expect(await command(world, words, 'operator-support')).toMatchObject({
        state: 'refused',
        answer: expect.stringContaining('没有权限'),
      });
    }
    expect(await nurse(nurseId)).toMatchObject({ status: 'pending' });
  });

  test('an ID photo is opened with a purpose by whoever may, for minutes, and leaves a line before it is seen', async () => {
    const { nurseId } = await stored();
    const ask = (item: object, uid = 'operator-1') =>
      world.call<{ url: string; text: string; endsAt: number }>(
        'openRecord',
        { nurseId, item, purpose: '资质审核', reason: '核对身份证照片' },
        { uid },
      );
    const opened = await ask({ kind: 'document', document: 'idCardFront' }, 'operator-support');
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const picture = await fetch(opened.data.url);
    expect(await picture.text()).toContain('idCardFront');
    expect(opened.data.endsAt - world.now()).toBeLessThanOrEqual(180_000);
    expect(await ask({ kind: 'idNumber' })).toMatchObject({ ok: true, data: { text: PERSON.idNumber, url: null } });
    expect(await ask({ kind: 'phone' })).toMatchObject({ data: { text: '13711113333' } });
    expect(await ask({ kind: 'registryScreenshot' })).toMatchObject({ ok: true });
    expect(await ask({ kind: 'document', document: 'healthCertificate' })).toMatchObject(refused('NOT_FOUND'));
    const lines = await world.find<{ actor: string; action: string; purpose: string }>('auditLog', {
      subject: `nurses/${nurseId}`,
    });
    const opening = lines.filter(({ action }) => action.startsWith('open'));
    expect(opening.map(({ actor, action }) => `${actor} ${action.replace(/ .*\//, ' ')}`).sort()).toEqual([
      ...['operator-1 open idNumber', 'operator-1 open phone', 'operator-1 open picture registryScreenshot'],
      'operator-support open picture idCardFront 0',
    ]);
    expect(new Set(opening.map(({ purpose }) => purpose))).toEqual(new Set(['资质审核：核对身份证照片']));
    // After minutes the link leads nowhere.
    await world.jumpTo(world.now() + 200_000);
    expect((await fetch(opened.data.url)).status).toBe(403);
  });

  test('not for another role, not without a reason, not for strangers', async () => {
    await world.db.collection('operators').add({ _id: 'operator-money', name: '财务', role: '财务' });
    const { nurseId } = await stored();
    const item = { kind: 'idNumber' };
    const whole = { nurseId, item, purpose: '资质审核', reason: '核对身份证照片' };
    for (const uid of ['operator-money', 'somebody']) {
      expect(await world.call('openRecord', whole, { uid })).toMatchObject(refused('FORBIDDEN'));
    }
    for (const wrong of [
      { ...whole, reason: '看' },
      { ...whole, purpose: '好奇' },
      { ...whole, item: { kind: 'health' } },
    ]) {
      expect(await world.call('openRecord', wrong, { uid: 'operator-1' })).toMatchObject({
        error: { code: 'BAD_INPUT' },
      });
    }
  });
});
