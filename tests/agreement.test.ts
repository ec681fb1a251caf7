/** What is written down twice must say the same: functions and contracts, collections and rules, tables and pictures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { MESSAGES } from '#contract/messages';
import { REFUSAL_CODES } from '#domain/refusal';
import { groupWords, parameterWords } from '../admin-cms/desk/src/parameterWords';
import { drawStates } from '../scripts/drawStates';

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const functions = readdirSync('cloudfunctions');
const indexes = json<Record<string, { name: string; keys: object }[]>>('database/indexes.json');
const rules = json<{ collections: Record<string, object>; functions: Record<string, { invoke: unknown }> }>(
  'database/rules.json',
);
const models = readdirSync('admin-cms/models').map((file) =>
  json<{ collectionName: string }>(`admin-cms/models/${file}`),
);

interface FunctionConfig {
  readonly timeout: number;
  readonly triggers: readonly { readonly name: string; readonly type: string; readonly config: string }[];
  readonly httpPath?: string;
}
const configOf = (name: string) => json<FunctionConfig>(`cloudfunctions/${name}/config.json`);

test('the five functions the owner prescribed are there', () => {
  expect(functions).toEqual(
    expect.arrayContaining(['createOrder', 'dispatchMatch', 'payNotify', 'verifyIdentity', 'reassignTimer']),
  );
});

test('every function a person calls has a contract of its name', () => {
  const called = functions.filter((name) => !name.endsWith('Timer') && !name.endsWith('Notify'));
  expect(called.filter((name) => !existsSync(`contract/${name}.ts`))).toEqual([]);
});

test('timers have one trigger of seven fields; others have none but the operators’ sweep', () => {
  const wrong = functions.filter((name) => {
    const { triggers } = configOf(name);
    const isTimer = name.endsWith('Timer') || name === 'runCommand';
    return isTimer ? triggers.length !== 1 || triggers[0]?.config.split(' ').length !== 7 : triggers.length !== 0;
  });
  expect(wrong).toEqual([]);
});

test('every function says how long it may take', () => {
  expect(functions.filter((name) => !(configOf(name).timeout >= 1 && configOf(name).timeout <= 60))).toEqual([]);
});

test('what only the platform calls is closed to clients', () => {
  const internal = functions.filter(
    (name) => name.endsWith('Timer') || configOf(name).httpPath !== undefined || name === 'dispatchMatch',
  );
  expect(internal.filter((name) => rules.functions[name]?.invoke !== false)).toEqual([]);
  expect(Object.keys(rules.functions).filter((name) => name !== '*' && !functions.includes(name))).toEqual([]);
});

test('rules and models speak of collections that exist', () => {
  const known = Object.keys(indexes);
  expect(Object.keys(rules.collections).filter((name) => !known.includes(name))).toEqual([]);
  expect(models.map(({ collectionName }) => collectionName).filter((name) => !known.includes(name))).toEqual([]);
});

test('database/README.md describes each collection, and no other', () => {
  const described = [...readFileSync('database/README.md', 'utf8').matchAll(/^\| ([a-zA-Z]+) \|/gm)].map(
    ([, name]) => name,
  );
  expect(described.filter((name) => name !== 'collection').sort()).toEqual(Object.keys(indexes).sort());
});

test('no client may write anything but an operator’s command row', () => {
  const writable = Object.entries(rules.collections).filter(([, rule]) =>
    Object.entries(rule).some(([action, value]) => action !== 'read' && value !== false),
  );
  expect(writable.map(([name]) => name)).toEqual(['opCommands']);
});

test('collections that clients read hold no personal data by their description', () => {
  const readable = Object.keys(rules.collections);
  const lines = readFileSync('database/README.md', 'utf8').split('\n');
  const sealed = readable.filter((name) => lines.find((line) => line.startsWith(`| ${name} |`))?.includes('Cipher'));
  expect(sealed).toEqual([]);
});

test('every refusal has words', () => {
  expect(Object.keys(MESSAGES).sort()).toEqual([...REFUSAL_CODES].sort());
  expect(Object.values(MESSAGES).filter((message) => !/[\u4e00-\u9fff]/.test(message))).toEqual([]);
});

test('every number of operation has words at the desk', () => {
  const groups = Object.entries(json<Record<string, Record<string, number>>>('database/data/operations.json'));
  const names = groups.flatMap(([group, numbers]) => Object.keys(numbers).map((name) => `${group}.${name}`));
  expect(names.length).toBeGreaterThan(150);
  expect(groups.map(([group]) => group).filter((group) => groupWords(group) === group)).toEqual([]);
  expect(names.filter((name) => parameterWords(name) === name)).toEqual([]);
});

test('the catalogue has the 51 services in four categories', () => {
  const services = json<{ code: string; category: string; sop: string[] }[]>('database/data/catalogue.json');
  const count = (category: string) => services.filter((service) => service.category === category).length;
  expect([services.length, count('MED'), count('REH'), count('LIF'), count('SPC')]).toEqual([51, 24, 8, 8, 11]);
  expect(services.filter(({ sop }) => sop.length === 0)).toEqual([]);
});

test('docs/RULES.md or docs/POLICY.md knows each rule that a comment names, and where it is kept', () => {
  const page = ['docs/RULES.md', 'docs/POLICY.md'].map((file) => readFileSync(file, 'utf8')).join('\n');
  const files = ['domain', 'cloud'].flatMap((floor) =>
    readdirSync(floor, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${floor}/${file}`),
  );
  const named = files.flatMap((file) => readFileSync(file, 'utf8').match(/\b[PO]-\d{2,3}\b/g) ?? []);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((rule) => !page.includes(`| ${rule} |`))).toEqual([]);
  const places = [...page.matchAll(/`((?:domain|cloud|database)\/[^`]+)`/g)].map(([, place]) => place as string);
  expect(places.filter((place) => !existsSync(place))).toEqual([]);
});

test('docs/STATES.md is drawn from the table of steps', () => {
  expect(readFileSync('docs/STATES.md', 'utf8')).toBe(drawStates());
});

describe('docs/FEATURES.md', () => {
  const page = readFileSync('docs/FEATURES.md', 'utf8');
  const ids = [...page.matchAll(/^\| ([A-Z]\d{1,2}) \|/gm)].map(([, id]) => id as string);

  test('has each requirement once, A1 to X6', () => {
    const counts = { A: 7, B: 9, P: 10, H: 9, N: 11, S: 6, O: 7, I: 6, Q: 6, X: 6 };
    const wanted = Object.entries(counts).flatMap(([letter, most]) =>
      Array.from({ length: most }, (_, index) => `${letter}${index + 1}`),
    );
    expect([...ids].sort()).toEqual([...wanted].sort());
  });

  test('names tests that exist, by words that stand in them', () => {
    const named = [
      ...page.matchAll(
        /`((?:domain|contract|cloud|tests|emulator|stand-ins|miniprogram)\/[^`]+\.test\.ts)` "([^"]+)"/g,
      ),
    ];
    expect(named.length).toBeGreaterThan(20);
    const wrong = named.filter(
      ([, file, words]) =>
        !existsSync(file as string) || !readFileSync(file as string, 'utf8').includes(words as string),
    );
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });
});

test('no refusal has words that nothing ever says', () => {
  const sources = ['domain', 'contract', 'cloud', 'cloudfunctions'].flatMap((floor) =>
    readdirSync(floor, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => `${floor}/${file}`)
      .filter((file) => !['domain/refusal.ts', 'contract/messages.ts'].includes(file)),
  );
  const said = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(REFUSAL_CODES.filter((code) => !said.includes(`'${code}'`))).toEqual([]);
});
