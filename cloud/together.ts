/**
 * Documents that belong together, in one question instead of one each. What counts on the platform is the number of questions:
 * an environment may ask so many a second, and pays for each.
 */
import { db } from './database';
import { plain } from './plain';

interface LocalPath {
  readonly local: string;
  readonly of?: string;
}

/**
 * Documents of another collection: all of them (of some fields), or those whose `foreign` field is what the first has in `local`,
 * what those found before under the name `of` have there (behind `prefix`), or one of `keys`.
 */
export type Related =
  | { readonly from: string; readonly all: true | readonly string[] }
  | (LocalPath & { readonly from: string; readonly foreign: string })
  | (LocalPath & { readonly from: string; readonly foreign: string; readonly prefix: string })
  | { readonly from: string; readonly foreign: string; readonly keys: readonly string[] };

export interface Together<A, R> {
  readonly anchor: A;
  /** In no promised order. */
  readonly related: { readonly [K in keyof R]: readonly R[K][] };
}

const KEYS = 'keysOf_';

/**
 * One document with everything that is related to it; null where the first is missing, and then nothing of the others is told
 * either. Outside transactions, and for as many rows as fit into one document of the platform (16 MB).
 */
export async function readTogether<A extends object, R extends Record<string, object>>(
  collection: string,
  where: Readonly<Record<string, unknown>>,
  related: { readonly [K in keyof R]: Related },
): Promise<Together<A, R> | null> {
  const entries = Object.entries<Related>(related);
  let question = db.collection(collection).aggregate().match(where).limit(1);
  // As literals: what callers say is never a path into the document.
  const keys = entries.flatMap(([name, one]) => ('keys' in one ? [[KEYS + name, { $literal: one.keys }]] : []));
  if (keys.length > 0) question = question.addFields(Object.fromEntries(keys) as object);
  for (const [name, one] of entries) {
    if ('prefix' in one) question = question.addFields({ [KEYS + name]: prefixed(one) });
    question = question.lookup(joined(name, one));
  }
  const { data } = await question.end();
  const [found] = plain(data as Record<string, unknown>[]);
  if (!found) return null;
  return taken<A, R>(
    found,
    entries.map(([name]) => name),
  );
}

function joined(name: string, one: Related) {
  const said = { from: one.from, as: `related_${name}` };
  if ('all' in one) return { ...said, pipeline: one.all === true ? [] : [{ $project: shown(one.all) }] };
  return {
    ...said,
    localField: 'keys' in one || 'prefix' in one ? KEYS + name : pathOf(one),
    foreignField: one.foreign,
  };
}

/** Ids that are made of a word and another id. */
const prefixed = ({ prefix, of, local }: LocalPath & { readonly prefix: string }) =>
  of === undefined
    ? { $concat: [{ $literal: prefix }, `$${local}`] }
    : {
        $map: { input: `$related_${of}`, as: 'one', in: { $concat: [{ $literal: prefix }, `$$one.${local}`] } },
      };

const pathOf = ({ of, local }: LocalPath) => (of === undefined ? local : `related_${of}.${local}`);

const shown = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1]));

function taken<A, R>(found: Record<string, unknown>, names: readonly string[]): Together<A, R> {
  const anchor = Object.fromEntries(
    Object.entries(found).filter(([name]) => !name.startsWith(KEYS) && !name.startsWith('related_')),
  );
  const related = Object.fromEntries(names.map((name) => [name, found[`related_${name}`]]));
  return { anchor: anchor as A, related: related as Together<A, R>['related'] };
}
