import type { Doc, Engine } from '../engine';
import { canonical } from './state';

/** What is in a database after it was opened again, sorted by the lane that owns it. */
export interface Found {
  readonly lanes: ReadonlyMap<string, Map<string, string>>;
  readonly balances: ReadonlyMap<string, number>;
  readonly journal: ReadonlyMap<string, Doc>;
  /** What no crash may cause: an index that disagrees with the documents, a unique one that does not hold. */
  readonly faults: readonly string[];
  readonly indexedQueries: number;
}

const all = async (engine: Engine, name: string): Promise<Doc[]> =>
  engine.hasCollection(name) ? engine.aggregate(name, []) : [];

async function idsBy(engine: Engine, query: Doc): Promise<string> {
  const found = await engine.find('things', { query, limit: 1000 });
  return canonical(found.map(({ _id: id }) => String(id)).sort());
}

/** Every indexed query must answer what a walk through all documents answers. Answers how many used an index. */
async function indexFaults(engine: Engine, things: readonly Doc[], faults: string[]): Promise<number> {
  let indexed = 0;
  const compare = async (query: Doc, matches: (doc: Doc) => boolean) => {
    const expected = canonical(
      things
        .filter(matches)
        .map(({ _id: id }) => String(id))
        .sort(),
    );
    const { index } = await engine.explain('things', { query });
    const found = await idsBy(engine, query);
    if (index !== null) indexed += 1;
    if (expected !== found) {
      faults.push(`index ${String(index)} for ${canonical(query)}: expected ${expected}, found ${found}`);
    }
  };
  for (const { u } of things) await compare({ u }, (doc) => doc.u === u);
  for (const lane of new Set(things.map((doc) => doc.lane))) await compare({ lane }, (doc) => doc.lane === lane);
  const [first] = things;
  if (!first) return indexed;
  const outcome = await engine.insert('things', [{ u: first.u }]).then(
    () => 'stored',
    (cause: unknown) => String(cause),
  );
  if (!outcome.includes('E11000')) faults.push(`a repeated unique value was ${outcome}`);
  return indexed;
}

export async function inspect(engine: Engine, laneNames: readonly string[]): Promise<Found> {
  const lanes = new Map(laneNames.map((name) => [name, new Map<string, string>()]));
  const things = await all(engine, 'things');
  const others = await all(engine, 'others');
  for (const doc of things) lanes.get(String(doc.lane))?.set(`things/${String(doc._id)}`, canonical(doc));
  for (const doc of others) lanes.get(String(doc.lane))?.set(`others/${String(doc._id)}`, canonical(doc));
  for (const [name, lane] of lanes) {
    if (engine.hasCollection(`own${name}`)) lane.set(`collection own${name}`, 'there');
    const index = engine.hasCollection('things') && engine.indexes('things').find((one) => one.name === `by${name}`);
    if (index) lane.set(`index things by${name}`, canonical({ name: index.name, keys: index.keys }));
  }
  const accounts = await all(engine, 'accounts');
  const faults: string[] = [];
  return {
    lanes,
    balances: new Map(accounts.map((doc) => [String(doc._id), doc.balance as number])),
    journal: new Map((await all(engine, 'journal')).map((doc) => [String(doc._id), doc])),
    faults,
    indexedQueries: await indexFaults(engine, things, faults),
  };
}
