import type { Doc, IndexSpec } from '../engine';
import { angleTo } from '../geo/containment';
import { type Geometry, isSinglePoint, parseGeometry } from '../geo/geometry';
import { chordSquaredOfAngle, type Vector } from '../geo/sphere';
import { encodeKey } from '../values/orderKey';
import { anyValueAt, indexedValuesAt, splitPath } from '../values/path';
import { NearCursor } from './nearCursor';
import { rootsOf } from './orderedIndex';
import type { DocRecord, Records } from './record';
import { type Spot, SpotNode } from './spotTree';

/** The places of all documents that have the same values in the leading fields. */
export interface Bucket {
  /** The encoded leading values. */
  readonly keys: readonly string[];
  readonly points: SpotNode;
  /** Places that are more than one point, few enough to be measured one by one. */
  readonly shapes: Map<DocRecord, Geometry[]>;
}

interface Entries {
  /** For each bucket its encoded leading values. */
  readonly buckets: readonly (readonly string[])[];
  readonly geometries: readonly Geometry[];
}

const nameOf = (keys: readonly string[]) => keys.join('');

function bucketIn(buckets: Map<string, Bucket>, keys: readonly string[]): Bucket {
  const name = nameOf(keys);
  let bucket = buckets.get(name);
  if (!bucket) buckets.set(name, (bucket = { keys, points: SpotNode.root(), shapes: new Map() }));
  return bucket;
}

const spotOf = (record: DocRecord, { points }: Geometry): Spot => ({ record, at: points[0] as Vector });

function addShape({ shapes }: Bucket, record: DocRecord, geometry: Geometry): void {
  shapes.set(record, [...(shapes.get(record) ?? []), geometry]);
}

/**
 * A 2dsphere index. Equality fields before the place divide it into buckets; fields after it are only filters. It is
 * built when it is first needed.
 */
export class SphereIndex {
  readonly path: string;
  readonly leading: readonly { path: string; parts: readonly string[] }[];
  /** Top-level fields it depends on. */
  readonly roots: readonly string[];
  private readonly parts: readonly string[];
  /** How many documents stand in it more than once. */
  private multikeyDocs = 0;
  /** How many have several places. */
  private scatteredDocs = 0;
  /** What was asked for last: a write asks once to check and once more to index. Stored documents never change. */
  private latest: { readonly doc: Doc; readonly entries: Entries } | undefined;
  private built: Map<string, Bucket> | undefined;

  constructor(
    readonly spec: IndexSpec,
    private readonly records: Records,
  ) {
    this.roots = rootsOf(spec);
    const paths = Object.keys(spec.keys);
    const place = paths.findIndex((path) => spec.keys[path] === '2dsphere');
    this.path = paths[place] as string;
    this.parts = splitPath(this.path);
    this.leading = paths.slice(0, place).map((path) => ({ path, parts: splitPath(path) }));
  }

  get isMultikey(): boolean {
    return this.buckets.size > 0 && this.multikeyDocs > 0;
  }

  /** Has any document several places? Else what a bucket has at one place is all there is of a document in it. */
  get isScattered(): boolean {
    return this.buckets.size > 0 && this.scatteredDocs > 0;
  }

  /** Throws when the place is no geometry, as MongoDB refuses such a document. A missing place is not indexed. */
  keysOf(doc: Doc): Entries {
    if (this.latest?.doc === doc) return this.latest.entries;
    const entries = this.entriesOf(doc);
    if (Object.isFrozen(doc)) this.latest = { doc, entries };
    return entries;
  }

  private entriesOf(doc: Doc): Entries {
    const geometries: Geometry[] = [];
    anyValueAt(doc, this.parts, (leaf) => {
      const several = Array.isArray(leaf) && typeof leaf[0] !== 'number';
      for (const one of several ? (leaf as unknown[]) : [leaf]) if (one != null) geometries.push(parseGeometry(one));
      return false;
    });
    let buckets: string[][] = geometries.length === 0 ? [] : [[]];
    for (const { parts } of this.leading) {
      const keys = [...new Set(indexedValuesAt(doc, parts).map(encodeKey))];
      buckets = buckets.flatMap((bucket) => keys.map((key) => [...bucket, key]));
    }
    return { buckets, geometries };
  }

  add(record: DocRecord, doc: Doc): void {
    if (!this.built) return;
    const entries = this.keysOf(doc);
    this.count(entries, 1);
    const { buckets, geometries } = entries;
    for (const keys of buckets) {
      const bucket = bucketIn(this.built, keys);
      for (const geometry of geometries) {
        if (isSinglePoint(geometry)) bucket.points.add(spotOf(record, geometry));
        else addShape(bucket, record, geometry);
      }
    }
  }

  remove(record: DocRecord, doc: Doc): void {
    if (!this.built) return;
    const entries = this.keysOf(doc);
    this.count(entries, -1);
    const { buckets, geometries } = entries;
    for (const keys of buckets) {
      const bucket = this.built.get(nameOf(keys));
      if (!bucket) throw new Error('the geo index lost a bucket');
      for (const geometry of geometries) {
        if (isSinglePoint(geometry)) bucket.points.remove(spotOf(record, geometry));
      }
      bucket.shapes.delete(record);
      if (bucket.points.count === 0 && bucket.shapes.size === 0) this.built.delete(nameOf(keys));
    }
  }

  bucketOf(keys: readonly string[]): Bucket | undefined {
    return this.buckets.get(nameOf(keys));
  }

  allBuckets(): Bucket[] {
    return [...this.buckets.values()];
  }

  /** Records of some buckets from near to far, as far as the angle; one with several places may come again. */
  nearest(from: Vector, maxAngle: number, buckets: readonly Bucket[]): NearCursor {
    const cursor = new NearCursor(
      buckets.map(({ points }) => points),
      from,
      maxAngle,
    );
    for (const { shapes } of buckets) {
      for (const [record, geometries] of shapes) {
        cursor.addShape(record, Math.min(...geometries.map((one) => angleTo(one, from))));
      }
    }
    return cursor;
  }

  /** About how many entries lie within the angle; small cubes and sparse ones are not looked into. */
  estimate(from: Vector, maxAngle: number, buckets: readonly Bucket[]): number {
    const limit = chordSquaredOfAngle(maxAngle);
    let sum = 0;
    const visit = (node: SpotNode): void => {
      if (node.count === 0 || node.chordSquared(from) > limit) return;
      const isSmall = node.count < 64 || node.half * node.half * 200 < limit;
      if (isSmall || !node.children) sum += node.count;
      else for (const child of node.children) if (child) visit(child);
    };
    for (const { points, shapes } of buckets) {
      visit(points);
      sum += shapes.size;
    }
    return sum;
  }

  /** Throws when a document cannot be indexed. */
  ensureBuilt(): void {
    this.built ??= this.build();
  }

  private count({ buckets, geometries }: Entries, by: 1 | -1): void {
    if (buckets.length * geometries.length > 1) this.multikeyDocs += by;
    if (geometries.length > 1) this.scatteredDocs += by;
  }

  /** The buckets, filled by now. */
  private get buckets(): Map<string, Bucket> {
    return (this.built ??= this.build());
  }

  private build(): Map<string, Bucket> {
    const buckets = new Map<string, Bucket>();
    const spots = new Map<Bucket, Spot[]>();
    this.multikeyDocs = 0;
    this.scatteredDocs = 0;
    for (const record of this.records.all()) {
      const entries = this.keysOf(record.doc);
      this.count(entries, 1);
      const { buckets: wanted, geometries } = entries;
      for (const keys of wanted) {
        const bucket = bucketIn(buckets, keys);
        let list = spots.get(bucket);
        if (!list) spots.set(bucket, (list = []));
        for (const geometry of geometries) {
          if (isSinglePoint(geometry)) list.push(spotOf(record, geometry));
          else addShape(bucket, record, geometry);
        }
      }
    }
    for (const [bucket, list] of spots) bucket.points.fill(list);
    return buckets;
  }
}
