/** What the repository declares about its database: `indexes.json` and `rules.json`, carried out at every start. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, IndexSpec } from './database/engine';
import type { RulesFile } from './rules/ruleset';

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
    return JSON.parse(text) as T;
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

export function readRules(databaseDir: string | undefined): RulesFile {
  return (databaseDir && readJson<RulesFile>(join(databaseDir, 'rules.json'))) || {};
}

/** Field order matters in an index, so the keys are compared as written. */
function isSame(a: IndexSpec, b: IndexSpec): boolean {
  return JSON.stringify(a.keys) === JSON.stringify(b.keys) && (a.unique ?? false) === (b.unique ?? false);
}

async function applyIndexes(engine: Engine, collection: string, wanted: readonly IndexSpec[]): Promise<void> {
  const existing = engine.indexes(collection);
  for (const index of existing) {
    const same = wanted.find(({ name }) => name === index.name);
    if (index.name !== '_id_' && !(same && isSame(same, index))) await engine.dropIndex(collection, index.name);
  }
  for (const index of wanted) {
    const present = existing.find(({ name }) => name === index.name);
    if (!present || !isSame(present, index)) await engine.createIndex(collection, index);
  }
}

/** Creates what is missing, rebuilds what changed, drops what is no longer declared. Collections are never dropped. */
export async function applyDeclaredIndexes(engine: Engine, databaseDir: string | undefined): Promise<void> {
  const declared = databaseDir ? readJson<IndexesFile>(join(databaseDir, 'indexes.json')) : undefined;
  for (const [collection, indexes] of Object.entries(declared ?? {})) {
    if (!engine.hasCollection(collection)) await engine.createCollection(collection);
    await applyIndexes(engine, collection, indexes);
  }
}
