import type { Doc, DocId, IndexSpec } from '../engine';
import { requestFailed } from '../refusals';
import { sameValue } from '../values/compare';
import { OrderedIndex } from './orderedIndex';
import { SphereIndex } from './sphereIndex';

export type Index = OrderedIndex | SphereIndex;

const sameKeys = (a: IndexSpec, b: IndexSpec) =>
  JSON.stringify(Object.entries(a.keys)) === JSON.stringify(Object.entries(b.keys));

function assertValid({ name, keys, unique }: IndexSpec): void {
  const directions = Object.values(keys);
  const spheres = directions.filter((direction) => direction === '2dsphere').length;
  if (directions.length === 0) throw requestFailed(`index ${name} has no keys`);
  const unknownOne = directions.find((direction) => direction !== 1 && direction !== -1 && direction !== '2dsphere');
  if (unknownOne !== undefined) throw requestFailed(`Unknown index plugin '${String(unknownOne)}'`);
  if (spheres > 1) throw requestFailed(`index ${name} has more than one 2dsphere field`);
  if (spheres === 1 && unique) throw requestFailed(`index ${name}: a 2dsphere index cannot be unique`);
}

/** The indexes of one collection, kept in step with its committed documents. */
export class IndexSet {
  private readonly byName = new Map<string, Index>();
  /** The order of ids, built when a page is first asked for by it: many collections are never read that way. */
  private ids: OrderedIndex | undefined;

  specs(): IndexSpec[] {
    return [...this.byName.values()].map(({ spec }) => spec);
  }

  all(): Iterable<Index> {
    return this.byName.values();
  }

  /** The index over `_id` that every collection has. */
  byId(docs: Iterable<readonly [DocId, Doc]>): OrderedIndex {
    return (this.ids ??= IndexSet.build({ name: '_id_', keys: { _id: 1 } }, docs) as OrderedIndex);
  }

  /** Unique ones among them, for the checks before a write. */
  *unique(): Generator<OrderedIndex> {
    for (const index of this.byName.values()) if (index instanceof OrderedIndex && index.spec.unique) yield index;
  }

  /** False when the same index is already there: creating it again is not an error. */
  assertNew(spec: IndexSpec): boolean {
    assertValid(spec);
    const existing = this.byName.get(spec.name);
    if (!existing) return true;
    if (sameKeys(existing.spec, spec) && Boolean(existing.spec.unique) === Boolean(spec.unique)) return false;
    throw requestFailed(`Index with name: ${spec.name} already exists with different options`);
  }

  /** Builds an index over the documents without adding it yet: building may fail. */
  static build(spec: IndexSpec, docs: Iterable<readonly [DocId, Doc]>): Index {
    const isSphere = Object.values(spec.keys).includes('2dsphere');
    const index = isSphere ? new SphereIndex(spec) : new OrderedIndex(spec);
    for (const [id, doc] of docs) index.add(id, doc);
    return index;
  }

  install(index: Index): void {
    this.byName.set(index.spec.name, index);
  }

  drop(name: string): boolean {
    return this.byName.delete(name);
  }

  /** Those that a change concerns: all for a new document, otherwise those over a field that became different. */
  *touched(before: Doc | null, after: Doc | null): Generator<Index> {
    for (const index of this.byName.values()) {
      if (!before || !after || index.roots.some((root) => !sameValue(before[root], after[root]))) yield index;
    }
  }

  replace(id: DocId, before: Doc | null, after: Doc | null): void {
    if (before && !after) this.ids?.remove(id, before);
    if (after && !before) this.ids?.add(id, after);
    for (const index of this.touched(before, after)) {
      if (before) index.remove(id, before);
      if (after) index.add(id, after);
    }
  }
}
