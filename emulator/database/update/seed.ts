import type { Doc } from '../engine';
import { hasOperators } from '../query/compile';
import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { reach } from './target';

/** What every document that matches the query holds by equality. */
function* equalities(query: Doc): Generator<readonly [path: string, value: unknown]> {
  for (const [path, condition] of Object.entries(query)) {
    const branches = condition as readonly Doc[];
    if (path === '$and' || (path === '$or' && branches.length === 1))
      for (const one of branches) yield* equalities(one);
    if (path.startsWith('$') || condition instanceof RegExp) continue;
    if (!hasOperators(condition)) yield [path, condition];
    else if ('$eq' in condition) yield [path, condition.$eq];
    else yield* singleMember(path, condition);
  }
}

/** `$in` and `$all` of one value are equality. */
function* singleMember(path: string, { $in, $all }: Doc): Generator<readonly [path: string, value: unknown]> {
  for (const list of [$in, $all]) {
    if (!Array.isArray(list) || list.length !== 1) continue;
    const member: unknown = list[0];
    if (!(member instanceof RegExp) && !hasOperators(member)) yield [path, member];
  }
}

/**
 * The document an upsert begins with: what the query says by equality.
 * https://www.mongodb.com/docs/v4.4/reference/method/db.collection.update/#upsert-behavior
 */
export function seedOf(query: Doc): Doc {
  const seed: Doc = {};
  const taken: string[] = [];
  for (const [path, value] of equalities(query)) {
    const above = taken.find((other) => other === path || path.startsWith(`${other}.`) || other.startsWith(`${path}.`));
    if (above === path) throw requestFailed(`cannot infer query fields to set, path '${path}' is matched twice`);
    if (above !== undefined) {
      throw requestFailed(`cannot infer query fields to set, both paths '${path}' and '${above}' are matched`);
    }
    taken.push(path);
    reach(seed, path).set(clone(value));
  }
  return seed;
}
