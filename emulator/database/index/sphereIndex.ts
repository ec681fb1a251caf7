import type { Doc, DocId, IndexSpec } from '../engine';
import { angleTo } from '../geo/containment';
import { type Geometry, isSinglePoint, parseGeometry } from '../geo/geometry';
import { nearestFirst } from '../geo/nearest';
import { addEntry, emptyOctree, type OctreeNode, removeEntry } from '../geo/octree';
import type { Vector } from '../geo/sphere';
import { rootsOf } from './orderedIndex';
import { encodeKey } from '../values/orderKey';
import { anyValueAt, indexedValuesAt, splitPath } from '../values/path';

interface Bucket {
  readonly points: OctreeNode;
  /** Places that are more than one point, few enough to be measured one by one. */
  readonly shapes: Map<DocId, Geometry[]>;
}

interface Entries {
  readonly buckets: readonly string[];
  readonly geometries: readonly Geometry[];
}

/** A 2dsphere index. Equality fields before the place divide it into buckets; fields after it are only filters. */
export class SphereIndex {
  readonly path: string;
  readonly leading: readonly { path: string; parts: readonly string[] }[];
  /** Top-level fields it depends on. */
  readonly roots: readonly string[];
  /** How many documents stand in it more than once. */
  multikeyDocs = 0;
  private readonly parts: readonly string[];
  private readonly buckets = new Map<string, Bucket>();

  constructor(readonly spec: IndexSpec) {
    this.roots = rootsOf(spec);
    const paths = Object.keys(spec.keys);
    const place = paths.findIndex((path) => spec.keys[path] === '2dsphere');
    this.path = paths[place] as string;
    this.parts = splitPath(this.path);
    this.leading = paths.slice(0, place).map((path) => ({ path, parts: splitPath(path) }));
  }

  /** Throws when the place is no geometry, as MongoDB refuses such a document. A missing place is not indexed. */
  keysOf(doc: Doc): Entries {
    const geometries: Geometry[] = [];
    anyValueAt(doc, this.parts, (leaf) => {
      const several = Array.isArray(leaf) && typeof leaf[0] !== 'number';
      for (const one of several ? (leaf as unknown[]) : [leaf]) if (one != null) geometries.push(parseGeometry(one));
      return false;
    });
    if (geometries.length === 0) return { buckets: [], geometries };
    let buckets = [''];
    for (const { parts } of this.leading) {
      const keys = [...new Set(indexedValuesAt(doc, parts).map(encodeKey))];
      buckets = buckets.flatMap((bucket) => keys.map((key) => bucket + key));
    }
    return { buckets, geometries };
  }

  add(id: DocId, doc: Doc): void {
    const { buckets, geometries } = this.keysOf(doc);
    if (buckets.length * geometries.length > 1) this.multikeyDocs += 1;
    for (const name of buckets) {
      let bucket = this.buckets.get(name);
      if (!bucket) this.buckets.set(name, (bucket = { points: emptyOctree(), shapes: new Map() }));
      for (const geometry of geometries) {
        if (isSinglePoint(geometry)) addEntry(bucket.points, { id, at: geometry.points[0] as Vector });
        else bucket.shapes.set(id, [...(bucket.shapes.get(id) ?? []), geometry]);
      }
    }
  }

  remove(id: DocId, doc: Doc): void {
    const { buckets, geometries } = this.keysOf(doc);
    if (buckets.length * geometries.length > 1) this.multikeyDocs -= 1;
    for (const name of buckets) {
      const bucket = this.buckets.get(name);
      if (!bucket) throw new Error('the geo index lost a bucket');
      for (const geometry of geometries) {
        if (isSinglePoint(geometry)) removeEntry(bucket.points, { id, at: geometry.points[0] as Vector });
      }
      bucket.shapes.delete(id);
      if (bucket.points.count === 0 && bucket.shapes.size === 0) this.buckets.delete(name);
    }
  }

  /** Ids from near to far; `values` gives the wanted values of the leading fields, undefined = any. */
  *nearest(from: Vector, maxAngle: number, values: readonly (readonly unknown[] | undefined)[]): Generator<DocId> {
    const chosen = this.chosenBuckets(values);
    const shapes = chosen.flatMap(({ shapes: own }) =>
      [...own].map(([id, geometries]) => ({ id, angle: Math.min(...geometries.map((one) => angleTo(one, from))) })),
    );
    const ids = nearestFirst(
      chosen.map(({ points }) => points),
      shapes,
      from,
      maxAngle,
    );
    if (this.multikeyDocs === 0) return yield* ids;
    const seen = new Set<DocId>();
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield id;
    }
  }

  private chosenBuckets(values: readonly (readonly unknown[] | undefined)[]): Bucket[] {
    if (!values.every((list) => list !== undefined)) return [...this.buckets.values()];
    let names = [''];
    for (const list of values as (readonly unknown[])[]) {
      const keys = [...new Set(list.map(encodeKey))];
      names = names.flatMap((name) => keys.map((key) => name + key));
    }
    return names.flatMap((name) => this.buckets.get(name) ?? []);
  }
}
