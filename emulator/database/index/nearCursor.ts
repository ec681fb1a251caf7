import { Heap } from '../geo/heap';
import { chordSquaredOfAngle, type Vector } from '../geo/sphere';
import type { RecordCursor } from './rangeCursor';
import type { DocRecord } from './record';
import { SpotNode } from './spotTree';

/** Records of several trees in order of distance, found one by one: whoever asks stops when enough have come. */
export class NearCursor implements RecordCursor {
  private readonly heap = new Heap<SpotNode | DocRecord>();
  private readonly limit: number;

  constructor(
    roots: Iterable<SpotNode>,
    private readonly center: Vector,
    maxAngle: number,
  ) {
    this.limit = chordSquaredOfAngle(maxAngle) * (1 + 1e-9) + 1e-18; // the exact distance is tested afterwards
    for (const root of roots) this.push(root.chordSquared(center), root);
  }

  /** A place that is more than one point, by the angle to its nearest part. */
  addShape(record: DocRecord, angle: number): void {
    this.push(chordSquaredOfAngle(angle), record);
  }

  next(): DocRecord | undefined {
    for (let next = this.heap.pop(); next; next = this.heap.pop()) {
      const found = next.item;
      if (!(found instanceof SpotNode)) return found;
      if (found.records) this.openLeaf(found.records, found.coordinates);
      else if (found.children) this.openChildren(found.children);
    }
    return undefined;
  }

  private openLeaf(records: readonly DocRecord[], coordinates: Float64Array): void {
    const { x, y, z } = this.center;
    for (let i = 0; i < records.length; i += 1) {
      const dx = (coordinates[3 * i] as number) - x;
      const dy = (coordinates[3 * i + 1] as number) - y;
      const dz = (coordinates[3 * i + 2] as number) - z;
      this.push(dx * dx + dy * dy + dz * dz, records[i] as DocRecord);
    }
  }

  private openChildren(children: readonly (SpotNode | undefined)[]): void {
    for (const child of children) if (child && child.count > 0) this.push(child.chordSquared(this.center), child);
  }

  private push(key: number, item: SpotNode | DocRecord): void {
    if (key <= this.limit) this.heap.push(key, item);
  }
}
