/** What the repository declares about its database: `indexes.json` and `rules.json`, carried out at every start. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError, type Engine, type IndexSpec } from './database/engine';
import { KeptRules } from './rules/ruleOverrides';
import { RuleMistake, type RulesFile } from './rules/ruleset';
import { parseJson, placeIn } from './rules/textPlace';

type Log = (line: string) => void;
type IndexesFile = Readonly<Record<string, readonly IndexSpec[]>>;

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return parseJson(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** The ruleset judges what it says. */
function declaredRules(file: string | undefined): RulesFile {
  const content = file === undefined ? undefined : readJson(file);
  return content === undefined ? {} : (content as RulesFile);
}

/** Opens the rules: those declared, and above them those set by hand and kept in `keptIn`. */
export function openRules(databaseDir: string | undefined, keptIn: string | undefined, log: Log): KeptRules {
  const file = databaseDir && join(databaseDir, 'rules.json');
  try {
    return new KeptRules(declaredRules(file), keptIn, log);
  } catch (error) {
    if (!(error instanceof RuleMistake) || !file) throw error;
    throw new Error(`${file}: ${error.placedIn(readFileSync(file, 'utf8'))}`, { cause: error });
  }
}

/** Field order matters in an index, so the keys are compared as written. */
function isSame(a: IndexSpec, b: IndexSpec): boolean {
  const written = ({ keys, unique = false, sparse = false, expireAfterSeconds }: IndexSpec) =>
    JSON.stringify([keys, unique, sparse, expireAfterSeconds]);
  return written(a) === written(b);
}

async function applyIndexes(
  engine: Engine,
  collection: string,
  wanted: readonly IndexSpec[],
  placedAt: (position: number, error: unknown) => unknown,
): Promise<void> {
  const existing = engine.indexes(collection);
  for (const index of existing) {
    const same = wanted.find(({ name }) => name === index.name);
    if (index.name !== '_id_' && !(same && isSame(same, index))) await engine.dropIndex(collection, index.name);
  }
  for (const [position, index] of wanted.entries()) {
    const present = existing.find(({ name }) => name === index.name);
    if (present && isSame(present, index)) continue;
    await engine.createIndex(collection, index).catch((error: unknown) => {
      throw placedAt(position, error);
    });
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is said of the file, at the place in it. */
function mistakeAt(file: string, path: readonly string[], message: string, cause?: unknown): Error {
  const { line, column } = placeIn(readFileSync(file, 'utf8'), path);
  return new Error(`${file}: line ${line}, column ${column}: ${message}`, { cause });
}

/** Lists of definitions by collection; what the definitions say is the engine's to judge. */
function readIndexes(file: string): IndexesFile {
  const content = readJson(file);
  if (content === undefined) return {};
  if (!isObject(content)) throw mistakeAt(file, [], 'must be an object of lists of indexes by collection');
  for (const [collection, indexes] of Object.entries(content)) {
    if (!Array.isArray(indexes)) throw mistakeAt(file, [collection], `${collection} must be a list of indexes`);
    const odd = indexes.findIndex((index) => !isObject(index) || !isObject(index.keys));
    if (odd < 0) continue;
    throw mistakeAt(file, [collection, String(odd)], 'an index must be of the form {"name": "by_n", "keys": {"n": 1}}');
  }
  return content as IndexesFile;
}

/** The mistake with its place, when it is one of the declared definition. */
function placed(file: string, path: readonly string[], error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  return mistakeAt(file, path, error.message, error);
}

/** Creates what is missing, rebuilds what changed, drops what is no longer declared. Collections are never dropped. */
export async function applyDeclaredIndexes(engine: Engine, databaseDir: string | undefined): Promise<void> {
  if (databaseDir === undefined) return;
  if (!statSync(databaseDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`there is no folder ${databaseDir}: it is where indexes.json and rules.json are looked for`);
  }
  const file = join(databaseDir, 'indexes.json');
  for (const [collection, indexes] of Object.entries(readIndexes(file))) {
    if (!engine.hasCollection(collection)) {
      await engine.createCollection(collection).catch((error: unknown) => {
        throw placed(file, [collection], error);
      });
    }
    await applyIndexes(engine, collection, indexes, (position, error) =>
      placed(file, [collection, String(position)], error),
    );
  }
}
