/** What the repository declares about its database: `indexes.json` and `rules.json`, carried out at every start. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError, type Engine, type IndexSpec } from './database/engine';
import { KeptRules } from './rules/ruleOverrides';
import { RuleMistake, type RulesFile } from './rules/ruleset';
import { parseJson, placeIn } from './rules/textPlace';

type Log = (line: string) => void;
type IndexesFile = Readonly<Record<string, readonly IndexSpec[]>>;

function readJson<T>(file: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return parseJson(text) as T;
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Opens the rules: those declared, and above them those set by hand and kept in `keptIn`. */
export function openRules(databaseDir: string | undefined, keptIn: string | undefined, log: Log): KeptRules {
  const file = databaseDir && join(databaseDir, 'rules.json');
  try {
    return new KeptRules((file && readJson<RulesFile>(file)) || {}, keptIn, log);
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

/** The mistake with its place, when it is one of the declared definition. */
function placed(file: string, path: readonly string[], error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const { line, column } = placeIn(readFileSync(file, 'utf8'), path);
  return new Error(`${file}: line ${line}, column ${column}: ${error.message}`, { cause: error });
}

/** Creates what is missing, rebuilds what changed, drops what is no longer declared. Collections are never dropped. */
export async function applyDeclaredIndexes(engine: Engine, databaseDir: string | undefined): Promise<void> {
  if (databaseDir === undefined) return;
  const file = join(databaseDir, 'indexes.json');
  for (const [collection, indexes] of Object.entries(readJson<IndexesFile>(file) ?? {})) {
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
