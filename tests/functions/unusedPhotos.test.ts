/** Photographs that were uploaded and never handed in are deleted after their term; those that belong to something stay. */
import type { MeView } from '#contract/people';
import type { Reply } from '#contract/reply';
import type { AnnouncedPhoto } from '#cloud/photos/announced';
import { draft, send, uploaded } from './applicants';
import { FAMILIES, NURSES } from './people';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const [nurse] = NURSES;
const HOUR = 3_600_000;
let world: World;
beforeAll(async () => (world = await openWorld()), 60_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const announce = async (path: string, as: As) =>
  codeOf(await world.call('ownData', { kind: 'announcePhoto', path }, as));
const userIdOf = async (as: As) => (await world.ok<MeView>('signIn', {}, as)).userId;
const announced = async () => (await world.find<AnnouncedPhoto>('announcedPhotos')).map(({ path }) => path).sort();
const isThere = async (fileId: string) => {
  const { app } = await import('#cloud/database');
  const { fileList } = await app.getTempFileURL({ fileList: [fileId] });
  return fileList[0]?.code === 'SUCCESS';
};
/** As the app does: told first, then uploaded. */
async function photo(path: string, as: As): Promise<string> {
  expect(await announce(path, as)).toBe('ok');
  return uploaded(path);
}
const request = (fileId: string) => ({
  step: 'requestFirst',
  recipientId: wangs.recipientId,
  documents: [{ kind: 'other', fileId }],
});
async function hoursLater(hours: number): Promise<void> {
  await world.jumpTo(world.now() + hours * HOUR);
  await world.tick('dailyTimer');
}

test('announced below the own account, or below a person one manages; nowhere else and once', async () => {
  const own = `cards/${wangs.userId}/first.jpg`;
  expect(await announce(own, wangs)).toBe('ok');
  expect(await announce(own, wangs)).toBe('BAD_INPUT');
  expect(await announce(`cards/${lis.userId}/first.jpg`, wangs)).toBe('BAD_INPUT');
  expect(await announce(`applications/${lis.userId}/first.jpg`, wangs)).toBe('BAD_INPUT');
  expect(await announce(`assessments/${lis.recipientId}/first.jpg`, wangs)).toBe('NOT_FOUND');
  expect(await announce(`evidence/${wangs.userId}/first.jpg`, wangs)).toBe('BAD_INPUT');
  expect(await announce(`cards/${wangs.userId}/../first.jpg`, wangs)).toBe('BAD_INPUT');
  expect(await announced()).toEqual([own]);
});

test('never handed in: there for a day, then gone with its note, also when two sweeps run at once', async () => {
  const forgotten = await photo(`assessments/${wangs.recipientId}/forgotten.jpg`, wangs);
  await hoursLater(23.5);
  expect(await isThere(forgotten)).toBe(true);
  await world.jumpTo(world.now() + HOUR);
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  expect(await isThere(forgotten)).toBe(false);
  expect(await announced()).toEqual([]);
});

test('announced and never uploaded: the note goes, nothing else happens', async () => {
  expect(await announce(`cards/${wangs.userId}/never.jpg`, wangs)).toBe('ok');
  await hoursLater(25);
  expect(await announced()).toEqual([]);
});

test('handed in, it stays for good', async () => {
  const kept = await photo(`assessments/${wangs.recipientId}/kept.jpg`, wangs);
  await world.ok('assessRecipient', request(kept), wangs);
  expect(await announced()).toEqual([]);
  await hoursLater(24 * 30);
  expect(await isThere(kept)).toBe(true);
});

test('what somebody else announced, or what is being deleted, is not handed in', async () => {
  const path = `applications/${nurse.userId}/portrait.jpg`;
  const fileId = await photo(path, nurse);
  await world.db.collection('announcedPhotos').where({ path }).update({ userId: lis.userId });
  const documents = [{ kind: 'portrait', fileId }];
  const hand = async () =>
    codeOf(await world.call('applyAsNurse', { kind: 'saveDraft', part: 'documents', documents }, nurse));
  expect(await hand()).toBe('BAD_INPUT');
  await world.db.collection('announcedPhotos').where({ path }).update({ userId: nurse.userId, sweptAt: world.now() });
  expect(await hand()).toBe('PHOTOS_MISSING');
});

test('a photograph taken out of a draft goes a day later; what was handed in with a submission stays', async () => {
  const as = { openid: 'o-drafting' };
  const folder = `applications/${await userIdOf(as)}/`;
  const [first, second] = [await photo(`${folder}one.jpg`, as), await photo(`${folder}two.jpg`, as)];
  const documents = (fileId: string) => ({ part: 'documents', documents: [{ kind: 'portrait', fileId }] });
  await draft(world, as, documents(first));
  await draft(world, as, documents(second));
  expect(await announced()).toContain(`${folder}one.jpg`);
  await hoursLater(25);
  expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
  const userId = await userIdOf(as);
  const [sealed] = await world.find<Record<string, unknown>>('nurseApplicationPrivate', { _id: userId });
  await world.db.collection('nurseApplicationPrivate').add({ ...sealed, _id: `${userId}:1` });
  await world.db.collection('nurseApplications').doc(userId).update({ submission: 1 });
  await draft(world, as, documents(await photo(`${folder}three.jpg`, as)));
  await hoursLater(25);
  expect(await isThere(second)).toBe(true);
  expect((await send(world, as, { kind: 'read' })).state).toBe('draft');
});
