/** What may be an index. https://www.mongodb.com/docs/v4.4/reference/limits/#indexes */
import type { IndexSpec } from '../engine';
import { requestFailed } from '../refusals';
import { shown } from '../values/shown';

const maxFields = 32;
const maxIndexes = 64;
const maxExpirySeconds = 2 ** 31 - 1;
const known = ['name', 'keys', 'unique', 'sparse', 'expireAfterSeconds'];
/** Kinds of index that MongoDB has and this engine has not. */
const refusedKinds = ['text', 'hashed', '2d', 'geoHaystack'];

/** As MongoDB writes a definition in its refusals. */
const shownSpec = ({ name, keys, ...options }: IndexSpec) => shown({ v: 2, ...options, key: keys, name });

function assertPath(path: string): void {
  if (path === '') throw requestFailed('Index keys cannot be an empty field.');
  const parts = path.split('.');
  if (parts.includes('')) throw requestFailed('Index keys cannot contain an empty field.');
  if (path.includes('$**')) throw requestFailed('wildcard indexes are not supported');
  if (parts.some((part) => part.startsWith('$')))
    throw requestFailed("Index key contains an illegal field name: field name starts with '$'.");
}

function assertDirection(direction: unknown): void {
  if (direction === 1 || direction === -1 || direction === '2dsphere') return;
  if (direction === 0) throw requestFailed('Values in the index key pattern cannot be 0.');
  if (typeof direction === 'number')
    throw requestFailed(`Values in the index key pattern must be 1 or -1: ${direction}`);
  if (typeof direction !== 'string') {
    throw requestFailed(
      `Values in v:2 index key pattern cannot be of type ${typeof direction}. ` +
        'Only numbers > 0, numbers < 0, and strings are allowed.',
    );
  }
  if (refusedKinds.includes(direction)) throw requestFailed(`${direction} indexes are not supported`);
  throw requestFailed(`Unknown index plugin '${direction}'`);
}

function assertKeys({ name, keys, unique }: IndexSpec): void {
  const entries = Object.entries(keys);
  if (entries.length === 0) throw requestFailed('Index keys cannot be empty.');
  if (entries.length > maxFields) throw requestFailed('too many compound keys');
  for (const [path, direction] of entries) {
    assertPath(path);
    assertDirection(direction);
  }
  const spheres = entries.filter(([, direction]) => direction === '2dsphere').length;
  if (spheres > 1) throw requestFailed(`index ${name} has more than one 2dsphere field`);
  if (spheres === 1 && unique) throw requestFailed(`index ${name}: a 2dsphere index cannot be unique`);
}

function assertExpiry(spec: IndexSpec): void {
  const seconds: unknown = spec.expireAfterSeconds;
  if (seconds === undefined) return;
  const option = "TTL index 'expireAfterSeconds' option";
  const because =
    typeof seconds !== 'number' || Number.isNaN(seconds)
      ? `${option} must be numeric, but received a type of ${typeof seconds}`
      : seconds < 0
        ? `${option} cannot be less than 0`
        : seconds > maxExpirySeconds
          ? `${option} must be within an acceptable range, try a lower number`
          : Object.keys(spec.keys).length > 1
            ? 'TTL indexes are single-field indexes, compound indexes do not support TTL'
            : undefined;
  if (because) throw requestFailed(`${because}. Index spec: ${shownSpec(spec)}`);
  if (Object.values(spec.keys).includes('2dsphere')) throw requestFailed('a 2dsphere index cannot expire documents');
}

/** True for the index that every collection has: asking for it again is nothing, giving it options is refused. */
export function isIdIndex(spec: IndexSpec): boolean {
  const isId = JSON.stringify(spec.keys) === '{"_id":1}';
  if (!isId) {
    if (spec.name !== '_id_') return false;
    throw requestFailed(
      `The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}, found ${shownSpec(spec)}`,
    );
  }
  const option = (['unique', 'sparse', 'expireAfterSeconds'] as const).find((name) => spec[name] !== undefined);
  if (option === undefined) return true;
  throw requestFailed(
    `The field '${option}' is not valid for an _id index specification. Specification: ${shownSpec(spec)}`,
  );
}

export function assertDefinition(spec: IndexSpec): void {
  const unknown = Object.keys(spec).find((name) => !known.includes(name));
  if (unknown === 'partialFilterExpression') throw requestFailed('partial indexes are not supported');
  if (unknown !== undefined)
    throw requestFailed(
      `The field '${unknown}' is not valid for an index specification. Specification: ${shownSpec(spec)}`,
    );
  if (typeof spec.name !== 'string' || spec.name === '') throw requestFailed('index names cannot be empty');
  if (spec.name.includes('\0')) throw requestFailed('index names cannot contain NUL bytes');
  if (spec.name === '*') throw requestFailed("The index name '*' is not valid.");
  assertKeys(spec);
  assertExpiry(spec);
}

const sameKeys = (a: IndexSpec, b: IndexSpec) =>
  JSON.stringify(Object.entries(a.keys)) === JSON.stringify(Object.entries(b.keys));

const sameOptions = (a: IndexSpec, b: IndexSpec) =>
  Boolean(a.unique) === Boolean(b.unique) &&
  Boolean(a.sparse) === Boolean(b.sparse) &&
  a.expireAfterSeconds === b.expireAfterSeconds;

/** False when the same index is already there: creating it again is not an error. */
export function isNew(collection: string, spec: IndexSpec, existing: readonly IndexSpec[]): boolean {
  const both = (other: IndexSpec) => `Requested index: ${shownSpec(spec)}, existing index: ${shownSpec(other)}`;
  for (const other of existing) {
    if (other.name === spec.name) {
      if (!sameKeys(other, spec))
        throw requestFailed(`An existing index has the same name as the requested index. ${both(other)}`);
      if (sameOptions(other, spec)) return false;
      throw requestFailed(
        `An equivalent index already exists with the same name but different options. ${both(other)}`,
      );
    }
    if (sameKeys(other, spec)) {
      throw requestFailed(
        sameOptions(other, spec)
          ? `Index already exists with a different name: ${other.name}`
          : `An equivalent index already exists with a different name and options. ${both(other)}`,
      );
    }
  }
  if (existing.length + 1 >= maxIndexes) {
    throw requestFailed(`add index fails, too many indexes for tnt-local.${collection} key:${shown(spec.keys)}`);
  }
  return true;
}

/** The definition as it is kept: only what was asked for. */
export const ownDefinition = ({ name, keys, unique, sparse, expireAfterSeconds }: IndexSpec): IndexSpec => ({
  name,
  keys: { ...keys },
  ...(unique ? { unique: true } : {}),
  ...(sparse ? { sparse: true } : {}),
  ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
});
