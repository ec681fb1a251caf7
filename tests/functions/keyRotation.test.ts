/** Keys change: what lies under the old one stays readable, moves to the new one in the background, then the old key goes. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeView } from '#contract/people';
import type { ReadContactsReply } from '#contract/readContacts';
import type { ResealRun } from '#cloud/personalData/reseal';
import { root } from '../../scripts/build/products';
import { CANARIES } from './canaries';
import { OWNER, wholeStory } from './everyFunction';
import { openWorld, type World } from './world';

let world: World;
let orderId: string;
beforeAll(async () => {
  world = await openWorld();
  ({ orderId } = await wholeStory(world));
}, 180_000);
afterAll(() => world?.stop());

const collections = () => Object.keys(JSON.parse(readFileSync(join(root, 'database/indexes.json'), 'utf8')) as object);

interface Place {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
  readonly keyId: string;
}

/** Every sealed text of the database, wherever it stands. */
async function sealedTexts(): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const collection of collections()) {
    for (const document of await world.find<{ _id: string }>(collection)) {
      walk(document, '', (field, text) => {
        const keyId = /^v1\.([^.]+)\.[\w-]+\.[\w-]{22}\.[\w-]*$/.exec(text)?.[1];
        if (keyId) places.push({ collection, id: document._id, field, keyId });
      });
    }
  }
  return places;
}

function walk(value: unknown, field: string, found: (field: string, text: string) => void): void {
  if (typeof value === 'string') found(field, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) walk(inner, field ? `${field}.${name}` : name, found);
  }
}

/** As an owner changes a function's environment; the script's own process alike. */
function useKeys(keys: Record<string, string>, keyId: string): void {
  const settings = { PERSONAL_DATA_KEYS: JSON.stringify(keys), PERSONAL_DATA_KEY_ID: keyId };
  Object.assign(world.cloud.environment, settings);
  Object.assign(process.env, settings);
}
const keysNow = () => JSON.parse(world.cloud.environment.PERSONAL_DATA_KEYS as string) as Record<string, string>;

async function readsEverything(): Promise<void> {
  const me = await world.ok<MeView>('signIn', {}, OWNER);
  expect(me.recipients.map(({ name }) => name)).toEqual(expect.arrayContaining([CANARIES.name, CANARIES.fatherName]));
  const { emergencyContacts } = await world.ok<ReadContactsReply>(
    'readContacts',
    { recipientId: OWNER.recipientId },
    OWNER,
  );
  expect(emergencyContacts[0]?.phone).toBe(CANARIES.contactPhone);
  expect(await world.ok('readOrder', { orderId }, OWNER)).toMatchObject({ note: CANARIES.note });
  const { openedIn, SEALED_FIELDS } = await import('#cloud/personalData/sealedFields');
  const opened = [];
  for (const collection of Object.keys(SEALED_FIELDS)) {
    for (const document of await world.find<{ _id: string }>(collection)) opened.push(openedIn(collection, document));
  }
  const all = JSON.stringify(opened);
  for (const canary of [
    CANARIES.idNumber,
    CANARIES.visitSummary,
    CANARIES.assessmentNote,
    CANARIES.proxyName,
    CANARIES.licenceNumber,
  ])
    expect(all).toContain(canary);
}

test('the list of sealed fields is the database’s: none is missing, none stands elsewhere', async () => {
  const { SEALED_FIELDS } = await import('#cloud/personalData/sealedFields');
  const listed = Object.entries(SEALED_FIELDS).flatMap(([name, fields]) =>
    Object.keys(fields).map((field) => `${name}.${field}`),
  );
  const seen = new Set((await sealedTexts()).map(({ collection, field }) => `${collection}.${field}`));
  expect([...seen].sort()).toEqual(listed.sort());
});

test('a sealed text in a field nobody listed is found', async () => {
  const { seal } = await import('#cloud/personalData');
  await world.db.collection('dailyCounts').add({ _id: 'stray', inner: { textCipher: seal('x', 'dailyCounts/stray') } });
  expect(await sealedTexts()).toContainEqual(
    expect.objectContaining({ collection: 'dailyCounts', field: 'inner.textCipher' }),
  );
  await world.db.collection('dailyCounts').doc('stray').remove();
});

test('two keys: what lies there is read, what is new is sealed with the new one', async () => {
  useKeys({ ...keysNow(), second: randomBytes(32).toString('base64') }, 'second');
  await readsEverything();
  const contacts = ['13900000007', '13900000008'].map((phone) => ({ name: '新联系人', phone, relation: '子女' }));
  const { recipients } = await world.ok<MeView>('signIn', {}, OWNER);
  const father = recipients.find(({ name }) => name === CANARIES.fatherName)?.recipientId as string;
  await world.ok('saveRecipient', { step: 'contacts', recipientId: father, emergencyContacts: contacts }, OWNER);
  const now = await sealedTexts();
  expect(now.find(({ id, field }) => id === father && field === 'contactsCipher')?.keyId).toBe('second');
  expect(new Set(now.map(({ keyId }) => keyId))).toEqual(new Set(['local1', 'second']));
});

test('a timer moves everything; a page that ran twice at once does no harm; the old key goes and all is read', async () => {
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  expect(await world.tick('dailyTimer')).toMatchObject({ ok: true, data: { resealed: 'done' } });
  expect(new Set((await sealedTexts()).map(({ keyId }) => keyId))).toEqual(new Set(['second']));
  const [run] = await world.find<ResealRun>('resealRuns', { _id: 'second' });
  expect(run).toMatchObject({ movedThisRound: 0, failedLastRound: 0 });
  expect(run?.moved).toBeGreaterThan(50);
  const { second } = keysNow() as { second: string };
  useKeys({ second }, 'second');
  await readsEverything();
});

test('a text whose key is gone is told, holds up no other, and keeps the run from being done', async () => {
  const { seal } = await import('#cloud/personalData');
  const { second } = keysNow() as { second: string };
  const lost = randomBytes(32).toString('base64');
  useKeys({ second, lost }, 'lost');
  const orphan = seal('x', 'users/orphan/phone');
  useKeys({ second, third: randomBytes(32).toString('base64') }, 'third');
  await world.db.collection('users').add({ _id: 'orphan', openid: '', uid: 'orphan', phoneCipher: orphan });
  expect(await world.tick('dailyTimer')).toMatchObject({ data: { resealed: 'stuck' } });
  const left = (await sealedTexts()).filter(({ keyId }) => keyId !== 'third');
  expect(left).toEqual([expect.objectContaining({ collection: 'users', id: 'orphan', keyId: 'lost' })]);
  await world.db.collection('users').doc('orphan').remove();
  expect(await world.tick('dailyTimer')).toMatchObject({ data: { resealed: 'done' } });
});
