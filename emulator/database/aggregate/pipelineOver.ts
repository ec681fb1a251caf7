/** What the stage tests share: pipelines over documents in memory. */
import type { Doc, IndexSpec } from '../engine';
import { openEngine } from '../open';

export const testNow = 1_600_000_000_000;

/** Collection `t` holds the documents; more collections and indexes of `t` if wanted. */
export function pipelineOver(
  docs: readonly Doc[],
  others: Readonly<Record<string, readonly Doc[]>> = {},
  indexes: readonly IndexSpec[] = [],
): (...stages: Doc[]) => Promise<Doc[]> {
  const opening = (async () => {
    const engine = await openEngine({ now: () => testNow });
    for (const [name, list] of Object.entries({ t: docs, ...others })) {
      await engine.createCollection(name);
      if (list.length > 0) await engine.insert(name, list);
    }
    for (const index of indexes) await engine.createIndex('t', index);
    return engine;
  })();
  return async (...stages) => (await opening).aggregate('t', stages);
}

/** Each stage is refused with this text, over documents and over none. */
export async function expectRefusal(stage: Doc, text: string): Promise<void> {
  for (const docs of [[], [{ _id: 1, a: 1, l: [1] }]]) {
    await expect(pipelineOver(docs, { other: [] })(stage)).rejects.toThrow(text);
    await expect(pipelineOver(docs, { other: [] })({ $match: {} }, { $limit: 1 }, stage)).rejects.toThrow(text);
  }
}
