import { chordSquaredOfAngle, type Vector } from '../geo/sphere';
import { NearHeap } from './nearHeap';
import type { RecordCursor } from './rangeCursor';
import type { DocRecord } from './record';
import { SpotNode, spotVector } from './spotTree';

/** In place of an entry's number: the cube itself, and a place that is more than one point. */
const wholeCube = -1;
const shape = -2;

/** Records of several trees in order of distance, found one by one: whoever asks stops when enough have come. */
export class NearCursor implements RecordCursor {
  private readonly heap = new NearHeap<SpotNode | DocRecord>();
  private readonly limit: number;

  constructor(
    roots: Iterable<SpotNode>,
    private readonly center: Vector,
    maxAngle: number,
  ) {
    this.limit = chordSquaredOfAngle(maxAngle) * (1 + 1e-9) + 1e-18; // the exact distance is tested afterwards
    for (const root of roots) this.push(root.chordSquared(center), root, wholeCube);
  }

  /** A place that is more than one point, by the angle to its nearest part. */
  addShape(record: DocRecord, angle: number): void {
    this.push(chordSquaredOfAngle(angle), record, shape);
  }

  next(): DocRecord | undefined {
    const { heap } = this;
    while (heap.take()) {
      const { item, slot } = heap;
      if (slot >= 0) return (item as SpotNode).records?.[slot];
      if (slot === shape) return item as DocRecord;
      this.open(item as SpotNode);
    }
    return undefined;
  }

  /** Where the record that came last lies, if it was found by a single point. */
  foundAt(): Vector | undefined {
    const { item, slot } = this.heap;
    return slot >= 0 && item instanceof SpotNode ? spotVector(item.coordinates, slot) : undefined;
  }

  private open(node: SpotNode): void {
    if (node.records) this.openLeaf(node, node.records.length, node.coordinates);
    else if (node.children) this.openChildren(node.children);
  }

  private openLeaf(leaf: SpotNode, count: number, coordinates: Float64Array): void {
    const { x, y, z } = this.center;
    for (let i = 0; i < count; i += 1) {
      const dx = (coordinates[3 * i] as number) - x;
      const dy = (coordinates[3 * i + 1] as number) - y;
      const dz = (coordinates[3 * i + 2] as number) - z;
      this.push(dx * dx + dy * dy + dz * dz, leaf, i);
    }
  }

  private openChildren(children: readonly (SpotNode | undefined)[]): void {
    for (const child of children) {
      if (child && child.count > 0) this.push(child.chordSquared(this.center), child, wholeCube);
    }
  }

  private push(key: number, item: SpotNode | DocRecord, slot: number): void {
    if (key <= this.limit) this.heap.push(key, item, slot);
  }
}
