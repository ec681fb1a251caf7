/**
 * Nothing personal gets out: canaries go through every function in one story, then every reply, every log line, every document
 * and every message that left the house is searched. Where one may stand is written down in `MAY_STAND`, and nowhere else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/build/products';
import { CANARIES, canariesIn } from './canaries';
import {
  APPLICANT,
  NURSE,
  OPERATOR,
  OTHER_NURSE,
  OWNER,
  PROXY,
  STRANGER,
  wholeStory,
  type Made,
} from './everyFunction';
import { watched, type Said } from './watched';
import { openWorld, type As, type World } from './world';

/**
 * Which function may say what to whom, at some time of the story. A family hears its own words; a nurse hears whom to visit, where
 * and what to mind, from her acceptance until a day after the visit; an operator hears what she opened with a purpose.
 */
const MAY_STAND: readonly (readonly [where: string, who: string, what: string])[] = [
  ['signIn', 'owner', 'name birthDay condition allergy history address addressPhone fatherName'],
  ['signIn', 'proxy', 'name'],
  ['readContacts', 'owner', 'contactName contactPhone otherContactPhone'],
  ['readHealth', 'owner', 'name condition allergy'],
  ['ownMoney', 'owner', 'name'],
  ['shareCare', 'owner', 'proxyName invitation'],
  ['verifyIdentity', 'owner', 'fatherName'],
  ['readOrder', 'owner', 'name address addressPhone condition allergy note visitSummary visitCode'],
  ['readOrder', 'proxy', 'name address visitSummary'],
  ['readOrder', 'nurse', 'name address addressPhone condition allergy note visitSummary'],
  [
    'openRecord',
    'operator',
    'nurseName nurseIdNumber nursePhone licenceNumber assessmentNote condition allergy history',
  ],
];

/** After the visit and a day more, of everything the nurse heard nothing is left. */
const A_DAY_LATER: typeof MAY_STAND = [
  ['readOrder', 'owner', 'name address addressPhone condition allergy note visitSummary'],
  ['readOrder', 'proxy', 'name address visitSummary'],
];

const PEOPLE: readonly (readonly [string, As])[] = [
  ['owner', OWNER],
  ['proxy', PROXY],
  ['nurse', NURSE],
  ['other nurse', OTHER_NURSE],
  ['stranger', STRANGER],
  ['applicant', APPLICANT],
  ['operator', OPERATOR],
];
const whoIs = ({ as }: Said): string =>
  PEOPLE.find(([, { openid, uid }]) => (openid ? openid === as.openid : uid === as.uid))?.[0] ?? 'nobody';

let world: World;
let said: readonly Said[];
let secrets: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await openWorld();
  const watching = watched(world);
  ({ said } = watching);
  const { orderId: _orderId, ...made }: Made = await wholeStory(watching.world);
  secrets = made as unknown as Record<string, string>;
}, 180_000);
afterAll(() => world?.stop());

const functionNames = () => readdirSync(join(root, 'cloudfunctions')).sort();
/** Written as in the table: `readOrder · nurse · name`. */
const seen = (replies: readonly Said[]) =>
  [
    ...new Set(
      replies.flatMap((one) => canariesIn(one.text, secrets).map((what) => `${one.name} · ${whoIs(one)} · ${what}`)),
    ),
  ].sort();
const lines = (table: typeof MAY_STAND) =>
  table.flatMap(([where, who, what]) => what.split(' ').map((canary) => `${where} · ${who} · ${canary}`)).sort();

/** Where in the database a canary stands: `collection.field · what`. */
async function storedInTheClear(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const collection of Object.keys(
    JSON.parse(readFileSync(join(root, 'database/indexes.json'), 'utf8')) as object,
  )) {
    for (const document of await world.find(collection)) {
      for (const [field, value] of Object.entries(document)) {
        found.push(...canariesIn(JSON.stringify(value), secrets).map((what) => `${collection}.${field} · ${what}`));
      }
    }
  }
  return [...new Set(found)];
}

/** Everything functions wrote to their logs, and what the platform keeps of failed calls. */
const logged = () =>
  functionNames().flatMap((name) =>
    world.cloud.emulator.functions
      .calls(name)
      .flatMap(({ lines: output, message }) => canariesIn(`${output.join('\n')}\n${message}`, secrets))
      .map((what) => `${name} · ${what}`),
  );

test('the story goes through every function', () => {
  const { functions } = world.cloud.emulator;
  expect(functionNames().filter((name) => functions.calls(name).length === 0)).toEqual([]);
});

test('replies hold exactly what the table says, for whom it says', () => {
  expect(seen(said)).toEqual(lines(MAY_STAND));
});

test('a day after the visit the nurse hears nothing any more', () => {
  const late = said.filter(({ name, at }) => name === 'readOrder' && at > world.now() - 3_600_000);
  expect(seen(late)).toEqual(lines(A_DAY_LATER));
});

test('nothing stands in any collection: orders, messages that wait, logs, rows of operators', async () => {
  expect(await storedInTheClear()).toEqual([]);
});

test('no function wrote any of it into its log', () => {
  expect(logged()).toEqual([]);
});

test('of SMS only the code goes out, to the phone that was named', () => {
  const sent = world.cloud.standIns.tencentCloud.sms();
  expect(sent.filter(({ phoneNumber }) => phoneNumber === `+86${CANARIES.accountPhone}`)).toHaveLength(1);
  expect(sent.flatMap(({ params }) => canariesIn(JSON.stringify(params), secrets))).toEqual(['smsCode']);
});

test('a leak would be found, however it is written', async () => {
  const { name, note } = CANARIES;
  const leaks = [
    name,
    JSON.stringify({ a: { b: note } }),
    encodeURIComponent(note),
    Buffer.from(note).toString('base64'),
  ];
  expect(leaks.map((text) => canariesIn(text).length)).toEqual([1, 1, 1, 1]);
  expect(canariesIn(`"visitCode":"${secrets.visitCode}"`, secrets)).toEqual(['visitCode']);
  await world.db.collection('outbox').add({ _id: 'leak', payload: { data: { thing1: { value: `给${name}的护理` } } } });
  expect(await storedInTheClear()).toEqual(['outbox.payload · name']);
  await world.db.collection('outbox').doc('leak').remove();
  expect(
    seen([{ name: 'listOffers', as: OTHER_NURSE, source: 'wx_client', text: `{"note":"${note}"}`, at: 0 }]),
  ).toEqual(['listOffers · other nurse · note']);
});
