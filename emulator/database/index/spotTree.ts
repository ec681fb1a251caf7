import type { Vector } from '../geo/sphere';
import type { DocRecord } from './record';

/**
 * Points of the sphere in a cube cut into eight again and again. Searching it nearest-first needs no guess of a
 * radius, works in an empty countryside and a crowded city alike, and knows nothing of date line and poles. The
 * coordinates of a leaf lie side by side in memory: measuring them all costs less than following one reference each.
 */

const leafCapacity = 24;
/** A cube of 2⁻²⁸ is about 5 cm of ground: below that, points share a leaf however many they are. */
const maxDepth = 28;

/** A point that a document gives its index. */
export interface Spot {
  readonly record: DocRecord;
  readonly at: Vector;
}

export class SpotNode {
  count = 0;
  children: (SpotNode | undefined)[] | undefined;
  /** The documents of a leaf, their coordinates in threes beside them. */
  records: DocRecord[] | undefined = [];
  coordinates = new Float64Array(0);

  constructor(
    private readonly x: number,
    private readonly y: number,
    private readonly z: number,
    /** Half the length of the cube's side. */
    readonly half: number,
    private readonly depth: number,
  ) {}

  static root(): SpotNode {
    return new SpotNode(0, 0, 0, 1, 0);
  }

  add(spot: Spot): void {
    let node = this as SpotNode;
    for (;;) {
      node.count += 1;
      if (node.records) break;
      node = node.childAt(node.octant(spot.at));
    }
    node.append(spot);
    if (node.records.length > leafCapacity && node.depth < maxDepth) node.split();
  }

  remove({ record, at }: Spot): void {
    let node = this as SpotNode | undefined;
    while (node && !node.records) {
      node.count -= 1;
      node = node.children?.[node.octant(at)];
    }
    const index = node?.records?.indexOf(record) ?? -1;
    if (!node?.records || index < 0) throw new Error('the geo index lost an entry');
    node.count -= 1;
    node.records.splice(index, 1);
    node.coordinates.copyWithin(3 * index, 3 * (index + 1));
  }

  /** Fills an empty tree with many entries at once. */
  fill(spots: readonly Spot[]): void {
    const [first] = spots;
    if (!first || spots.length <= leafCapacity || this.depth >= maxDepth) {
      this.coordinates = new Float64Array(3 * spots.length);
      for (const spot of spots) this.append(spot);
      this.count = spots.length;
      return;
    }
    this.count = spots.length;
    this.records = undefined;
    const only = this.octant(first.at);
    if (spots.every(({ at }) => this.octant(at) === only)) return this.childAt(only).fill(spots); // a lonely town
    const parts: Spot[][] = [[], [], [], [], [], [], [], []];
    for (const spot of spots) (parts[this.octant(spot.at)] as Spot[]).push(spot);
    for (const [which, part] of parts.entries()) if (part.length > 0) this.childAt(which).fill(part);
  }

  /** The square of the distance from a point to the nearest part of the cube. */
  chordSquared(from: Vector): number {
    const x = Math.max(0, Math.abs(from.x - this.x) - this.half);
    const y = Math.max(0, Math.abs(from.y - this.y) - this.half);
    const z = Math.max(0, Math.abs(from.z - this.z) - this.half);
    return x * x + y * y + z * z;
  }

  private octant(at: Vector): number {
    return (at.x >= this.x ? 1 : 0) | (at.y >= this.y ? 2 : 0) | (at.z >= this.z ? 4 : 0);
  }

  private childAt(which: number): SpotNode {
    const children = (this.children ??= new Array<SpotNode | undefined>(8).fill(undefined));
    const half = this.half / 2;
    const shift = (bit: number) => (which & bit ? half : -half);
    return (children[which] ??= new SpotNode(
      this.x + shift(1),
      this.y + shift(2),
      this.z + shift(4),
      half,
      this.depth + 1,
    ));
  }

  private append({ record, at }: Spot): void {
    const records = this.records as DocRecord[];
    const start = 3 * records.length;
    if (start >= this.coordinates.length) {
      const roomier = new Float64Array(Math.max(12, 2 * this.coordinates.length));
      roomier.set(this.coordinates);
      this.coordinates = roomier;
    }
    this.coordinates[start] = at.x;
    this.coordinates[start + 1] = at.y;
    this.coordinates[start + 2] = at.z;
    records.push(record);
  }

  private split(): void {
    const records = this.records as DocRecord[];
    const { coordinates } = this;
    this.records = undefined;
    this.coordinates = new Float64Array(0);
    records.forEach((record, i) => {
      const at = spotVector(coordinates, i);
      this.childAt(this.octant(at)).add({ record, at });
    });
  }
}

export const spotVector = (coordinates: Float64Array, index: number): Vector => ({
  x: coordinates[3 * index] as number,
  y: coordinates[3 * index + 1] as number,
  z: coordinates[3 * index + 2] as number,
});
