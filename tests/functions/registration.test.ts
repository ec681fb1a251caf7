/** Registration in three steps (A3): each saved by itself, each refused by itself; identity by card and by face. */
import { createHash } from 'node:crypto';
import type { MeView, RecipientView } from '#contract/people';
import type { Reply } from '#contract/reply';
import type { SaveRecipientReply } from '#contract/saveRecipient';
import type { CardReadReply, FaceStartReply } from '#contract/verifyIdentity';
import { FAMILIES } from './people';
import { openWorld, type As, type World } from './world';

const [, lis] = FAMILIES;
let world: World;
beforeAll(async () => (world = await openWorld()));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const health = {
  conditions: ['高血压'],
  allergies: ['青霉素'],
  history: '2019 年做过髋关节置换',
  mobility: 'needsHelp',
  living: 'alone',
};
const father = { step: 'basic', name: '张三', birthDay: '1949-01-01', relation: '父亲', statement: true };
const contacts = ['13800000001', '13800000002'].map((phone) => ({ name: '赵晓燕', phone, relation: '女儿' }));
const save = (input: object, as: As) => world.call<SaveRecipientReply>('saveRecipient', input, as);

async function saved(input: object, as: As): Promise<string> {
  const reply = await save(input, as);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.data.recipientId;
}
const personOf = async (recipientId: string, as: As): Promise<RecipientView> => {
  const { recipients } = await world.ok<MeView>('signIn', {}, as);
  const found = recipients.find((one) => one.recipientId === recipientId);
  if (!found) throw new Error(`no ${recipientId}`);
  return found;
};

let uploads = 0;
async function uploaded(content: string, userId: string, folder = 'cards'): Promise<string> {
  const { app } = await import('#cloud/database');
  const cloudPath = `${folder}/${userId}/photo${(uploads += 1)}.jpg`;
  return (await app.uploadFile({ cloudPath, fileContent: Buffer.from(content) })).fileID;
}
const isThere = async (fileID: string) => {
  const { app } = await import('#cloud/database');
  const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
  const url = fileList[0]?.tempFileURL;
  return url ? (await fetch(url)).status === 200 : false;
};
const cardReads = (content: string, fields: Record<string, string>) =>
  world.cloud.standIns.tencentCloud.script({
    card: { image: createHash('sha256').update(content).digest('hex'), fields },
  });

describe('three steps', () => {
  const as = { openid: 'o-steps' };
  let recipientId: string;

  test('the first may be left half-way; what is missing is named', async () => {
    recipientId = await saved(father, as);
    expect(await personOf(recipientId, as)).toMatchObject({
      ...{ name: '张三', birthDay: '1949-01-01', relation: '父亲', rights: 'owner' },
      ...{ missingStep: 'basic', doneSteps: [], mobility: null, firstContact: null },
    });
    await saved({ ...father, recipientId, sex: 'male', health }, as);
    expect(await personOf(recipientId, as)).toMatchObject({ ...health, missingStep: 'identity', doneSteps: ['basic'] });
  });

  test('contacts may come before the identity; the first one is shown masked', async () => {
    await saved({ step: 'contacts', recipientId, emergencyContacts: contacts }, as);
    expect(await personOf(recipientId, as)).toMatchObject({
      missingStep: 'identity',
      doneSteps: ['basic', 'contacts'],
      firstContact: { maskedName: '赵**', maskedPhone: '138****0001' },
    });
  });

  test('verified: the number’s birthday and sex stand, whatever the family had said', async () => {
    await world.ok('verifyIdentity', { recipientId, name: '张三', idNumber: '11010519491231002X' }, as);
    expect(await personOf(recipientId, as)).toMatchObject({
      ...{ verified: true, sex: 'female', birthDay: '1949-12-31', missingStep: null },
      doneSteps: ['basic', 'identity', 'contacts'],
    });
    await saved({ ...father, recipientId, birthDay: '1950-02-02', sex: 'male', health }, as);
    expect(await personOf(recipientId, as)).toMatchObject({ birthDay: '1949-12-31', sex: 'female' });
  });

  test('a change of health is dated; the same again is not; the short form keeps what it does not ask', async () => {
    const changedAt = async () =>
      (await world.find<{ healthChangedAt: number }>('recipients', { _id: recipientId }))[0]?.healthChangedAt ?? 0;
    const before = await changedAt();
    await world.jumpTo(world.now() + 60_000);
    await saved({ ...father, recipientId, health }, as);
    expect(await changedAt()).toBe(before);
    const short = { recipientId, name: '张三', relation: '父亲', conditions: ['糖尿病'], emergencyContacts: contacts };
    await saved(short, as);
    expect(await changedAt()).toBeGreaterThan(before);
    expect(await personOf(recipientId, as)).toMatchObject({
      ...{ conditions: ['糖尿病'], allergies: [], mobility: 'needsHelp', history: health.history },
    });
  });

  test('nothing of it is readable at rest', async () => {
    const everything = await Promise.all(['recipients', 'careActivities', 'auditLog'].map((name) => world.find(name)));
    expect(JSON.stringify(everything)).not.toMatch(/张三|1949-|糖尿病|髋关节|13800000001|赵晓燕/);
  });

  test.each([
    ['for somebody else without the statement', { ...father, statement: false }, 'AUTHORISATION_MISSING'],
    ['born tomorrow', { ...father, birthDay: '2027-01-01' }, 'BAD_INPUT'],
    ['born on a day that is none', { ...father, birthDay: '1949-02-30' }, 'BAD_INPUT'],
    ['with a field too many', { ...father, verified: true }, 'BAD_INPUT'],
    ['with a step that is none', { ...father, step: 'identity' }, 'BAD_INPUT'],
    ['a child by a friend', { ...father, relation: '其他', birthDay: '2020-01-01' }, 'GUARDIAN_NEEDED'],
    ['somebody else’s person', { ...father, recipientId: lis.recipientId }, 'NOT_FOUND'],
    ['contacts of nobody', { step: 'contacts', recipientId: 'nobody', emergencyContacts: contacts }, 'NOT_FOUND'],
    [
      'one contact twice',
      { step: 'contacts', emergencyContacts: [contacts[0], contacts[0]] },
      'EMERGENCY_CONTACTS_MISSING',
    ],
  ])('%s: refused', async (_, input, code) => {
    const known = input.step === 'contacts' && !('recipientId' in input) ? { recipientId } : {};
    expect(codeOf(await save({ ...known, ...input }, as))).toBe(code);
  });

  test('oneself needs no statement', async () => {
    expect(codeOf(await save({ ...father, relation: '本人', statement: false }, { openid: 'o-self' }))).toBe('ok');
  });
});

describe('a child', () => {
  /** A girl born on 1 June 2018. */
  const NUMBER = '330106201806010023';
  const child = { step: 'basic', name: '王小雨', birthDay: '2018-06-01', relation: '子女', statement: true, health };

  test('is verified only after its guardian, who is grown up and verified as oneself', async () => {
    const as = { openid: 'o-parent' };
    const recipientId = await saved(child, as);
    const asked = { recipientId, name: '王小雨', idNumber: NUMBER };
    expect(codeOf(await world.call('verifyIdentity', asked, as))).toBe('GUARDIAN_NOT_VERIFIED');
    const own = await saved({ ...father, relation: '本人' }, as);
    expect(codeOf(await world.call('verifyIdentity', asked, as))).toBe('GUARDIAN_NOT_VERIFIED');
    await world.ok('verifyIdentity', { recipientId: own, name: '张三', idNumber: '11010519491231002X' }, as);
    expect(codeOf(await world.call('verifyIdentity', asked, as))).toBe('ok');
  });

  test('said to be a grown-up friend, the number tells', async () => {
    const as = { openid: 'o-friend' };
    const recipientId = await saved({ ...child, birthDay: '1990-01-01', relation: '其他' }, as);
    const asked = { recipientId, name: '王小雨', idNumber: NUMBER };
    expect(codeOf(await world.call('verifyIdentity', asked, as))).toBe('GUARDIAN_NEEDED');
  });
});

describe('by photographs of the card', () => {
  const as = { openid: 'o-card' };
  let recipientId: string;
  let userId: string;
  beforeAll(async () => {
    ({ userId } = await world.ok<MeView>('signIn', {}, as));
    recipientId = await saved({ ...father, health }, as);
  });
  const photos = async (front = 'front', back = 'back') => ({
    kind: 'cardPhotos',
    recipientId,
    frontFileId: await uploaded(front, userId),
    backFileId: await uploaded(back, userId),
  });

  test('read, shown masked, photographs gone; confirmed, then verified and nothing left', async () => {
    const asked = await photos();
    const read = await world.ok<CardReadReply>('verifyIdentity', asked, as);
    expect(read).toMatchObject({
      ...{ verified: false, name: '张三', maskedIdNumber: '1****************X', birthDay: '1949-12-31' },
      ...{ validUntil: null, warnings: [] },
    });
    expect(await isThere(asked.frontFileId)).toBe(false);
    expect(await isThere(asked.backFileId)).toBe(false);
    expect(await personOf(recipientId, as)).toMatchObject({ verified: false });
    expect(JSON.stringify(await world.find('cardReadings'))).not.toMatch(/张三|11010519491231002X/);
    const confirm = { kind: 'confirmCard', recipientId, cardId: read.cardId };
    expect(codeOf(await world.call('verifyIdentity', { ...confirm, cardId: 'made-up' }, as))).toBe(
      'CARD_EXPIRED_READING',
    );
    expect(await world.ok('verifyIdentity', confirm, as)).toEqual({
      verified: true,
      maskedIdNumber: '1****************X',
    });
    expect(await world.find('cardReadings')).toEqual([]);
  });

  test('a copy, a misread number, a picture of nothing: refused, photographs gone', async () => {
    const other = { openid: 'o-card2' };
    const me = await world.ok<MeView>('signIn', {}, other);
    const person = await saved({ ...father, health }, other);
    const tried = async (front: string) => {
      const frontFileId = await uploaded(front, me.userId);
      const backFileId = await uploaded('back', me.userId);
      const asked = { kind: 'cardPhotos', recipientId: person, frontFileId, backFileId };
      const reply = await world.call('verifyIdentity', asked, other);
      return { reply, left: await isThere(frontFileId) };
    };
    cardReads('copied', { Name: '张三', IdNum: '11010519491231002X', AdvancedInfo: '{"WarnInfos":[-9102]}' });
    cardReads('misread', { Name: '张三', IdNum: '110105194912310021' });
    expect(await tried('copied')).toMatchObject({
      reply: { error: { code: 'CARD_REFUSED', details: { warnings: ['copy'] } } },
      left: false,
    });
    expect(await tried('misread')).toMatchObject({ reply: { error: { code: 'CARD_UNREADABLE' } }, left: false });
    const tencent = world.cloud.standIns.tencentCloud;
    tencent.script({ fail: { action: 'IDCardOCR', code: 'FailedOperation.ImageBlur' }, times: 2 });
    expect(await tried('blurred')).toMatchObject({ reply: { error: { code: 'CARD_UNREADABLE' } }, left: false });
    tencent.script({ fail: { action: 'IDCardOCR', code: 'InternalError' }, times: 2 });
    expect(await tried('unlucky')).toMatchObject({ reply: { error: { code: 'IDENTITY_SERVICE_FAILED' } }, left: true });
    tencent.script({ reset: true });
  });

  test('nobody else’s photographs, and none from elsewhere', async () => {
    const thief = { openid: 'o-card-thief' };
    const me = await world.ok<MeView>('signIn', {}, thief);
    const person = await saved({ ...father, health }, thief);
    const mine = await uploaded('front', me.userId);
    const asked = (frontFileId: string) => ({ kind: 'cardPhotos', recipientId: person, frontFileId, backFileId: mine });
    for (const fileId of [
      await uploaded('front', userId),
      await uploaded('front', me.userId, 'visits'),
      mine.replace('/cards/', '/cards/../cards/'),
    ]) {
      expect(codeOf(await world.call('verifyIdentity', asked(fileId), thief))).toBe('BAD_INPUT');
    }
    const missing = mine.replace(/photo\d+/, 'never-uploaded');
    expect(codeOf(await world.call('verifyIdentity', asked(missing), thief))).toBe('CARD_UNREADABLE');
  });

  test('a reading is good for half an hour', async () => {
    const late = { openid: 'o-card-late' };
    const me = await world.ok<MeView>('signIn', {}, late);
    const person = await saved({ ...father, health }, late);
    const [frontFileId, backFileId] = [await uploaded('front', me.userId), await uploaded('back', me.userId)];
    const asked = { kind: 'cardPhotos', recipientId: person, frontFileId, backFileId };
    const { cardId } = await world.ok<CardReadReply>('verifyIdentity', asked, late);
    await world.jumpTo(world.now() + 30 * 60_000);
    const confirm = { kind: 'confirmCard', recipientId: person, cardId };
    expect(codeOf(await world.call('verifyIdentity', confirm, late))).toBe('CARD_EXPIRED_READING');
  });
});

describe('by the face', () => {
  const started = async (as: As) => {
    const recipientId = await saved({ ...father, health }, as);
    const asked = { kind: 'faceStart', recipientId, name: '张三', idNumber: '11010519491231002X' };
    const { faceCheckId, url } = await world.ok<FaceStartReply>('verifyIdentity', asked, as);
    const bizToken = new URL(url).searchParams.get('bizToken') as string;
    const result = () => world.call('verifyIdentity', { kind: 'faceResult', recipientId, faceCheckId }, as);
    return { recipientId, bizToken, result };
  };

  test('nothing before the service says so; then verified', async () => {
    const as = { openid: 'o-face' };
    const { recipientId, bizToken, result } = await started(as);
    expect(codeOf(await result())).toBe('FACE_CHECK_PENDING');
    world.cloud.standIns.tencentCloud.face(bizToken, 'pass');
    expect(JSON.stringify(await world.find('faceChecks'))).not.toMatch(/张三|11010519491231002X/);
    expect(codeOf(await result())).toBe('ok');
    expect(await personOf(recipientId, as)).toMatchObject({ verified: true });
    expect(await world.find('faceChecks')).toEqual([]);
  });

  test('another face: refused, and the session is over', async () => {
    const { bizToken, result } = await started({ openid: 'o-face2' });
    world.cloud.standIns.tencentCloud.face(bizToken, 'fail');
    expect(await result()).toMatchObject({ error: { code: 'FACE_CHECK_FAILED', details: { why: 'compared' } } });
    expect(await result()).toMatchObject({ error: { code: 'FACE_CHECK_FAILED', details: { why: 'session' } } });
  });

  test('a session is no good for another person or after two hours', async () => {
    const as = { openid: 'o-face3' };
    const first = await started(as);
    world.cloud.standIns.tencentCloud.face(first.bizToken, 'pass');
    const second = await saved({ ...father, name: '李四', health }, as);
    const [check] = await world.find<{ faceCheckId: string }>('faceChecks', { _id: first.recipientId });
    const stolen = { kind: 'faceResult', recipientId: second, faceCheckId: check?.faceCheckId };
    expect(codeOf(await world.call('verifyIdentity', stolen, as))).toBe('FACE_CHECK_FAILED');
    await world.jumpTo(world.now() + 7_200_000);
    expect(codeOf(await first.result())).toBe('FACE_CHECK_FAILED');
  });
});
