/** docs/POLICY.md names every rule of policy once, with a file and a test that exist, or the reason why there is none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { IN_FORCE } from '#domain/eligibility/table';

interface PolicyRule {
  readonly id: string;
  readonly stage: string;
}

const page = readFileSync('docs/POLICY.md', 'utf8');
const known = JSON.parse(readFileSync('database/data/policyRules.json', 'utf8')) as readonly PolicyRule[];
const rows = [...page.matchAll(/^\| (P-\d{3}) \| (\w+) \| (.+?) \| (.+?) \| ?(.*?) ?\|$/gm)].map(
  ([, id = '', stage = '', place = '', test = '', note = '']) => ({ id, stage, place, test, note }),
);
const fileIn = (cell: string) => /^`(.+)`$/.exec(cell)?.[1] ?? null;

test('all 66 rules, each once, in order', () => {
  expect(known).toHaveLength(66);
  expect(rows.map(({ id, stage }) => ({ id, stage }))).toEqual(known.map(({ id, stage }) => ({ id, stage })));
});

test('what a rule is kept in and proved by exists', () => {
  const named = rows
    .flatMap(({ place, test: proof }) => [fileIn(place), fileIn(proof)])
    .filter((file) => file !== null);
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test('a rule that is kept nowhere says why', () => {
  const silent = rows.filter(({ place, test: proof, note }) => !(fileIn(place) && fileIn(proof)) && note.length < 10);
  expect(silent).toEqual([]);
});

test('a rule of the table is where the page says it is', () => {
  const folder = 'domain/eligibility/rules';
  const files = readdirSync(folder).map(
    (file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')] as const,
  );
  const placeOf = (id: string): readonly string[] =>
    files.filter(([, text]) => text.includes(`id: '${id}'`)).map(([file]) => file);
  const wrong = IN_FORCE.filter(({ id }) => id.startsWith('P-')).filter(({ id }) => {
    const said = fileIn(rows.find((row) => row.id === id)?.place ?? '') ?? '';
    return said.startsWith(folder) && !placeOf(id).includes(said);
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(IN_FORCE.filter(({ id }) => !page.includes(`| ${id} |`)).map(({ id }) => id)).toEqual([]);
});
