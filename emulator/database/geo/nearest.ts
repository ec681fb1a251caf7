import type { DocId } from '../engine';
import { Heap } from './heap';
import { chordSquaredToCube, chordSquaredToEntry, type Entry, type OctreeNode } from './octree';
import { chordSquaredOfAngle, type Vector } from './sphere';

/** Documents of several trees in order of distance, found one by one: whoever asks stops when enough have come. */
export function* nearestFirst(
  roots: Iterable<OctreeNode>,
  shapes: Iterable<{ id: DocId; angle: number }>,
  from: Vector,
  maxAngle: number,
): Generator<DocId> {
  const limit = chordSquaredOfAngle(maxAngle) * (1 + 1e-9) + 1e-18; // the exact distance is tested afterwards
  const heap = new Heap<OctreeNode | Entry>();
  for (const root of roots) heap.push(chordSquaredToCube(root, from), root);
  for (const { id, angle } of shapes) heap.push(chordSquaredOfAngle(angle), { id, at: from });
  for (let next = heap.pop(); next && next.key <= limit; next = heap.pop()) {
    const found = next.item;
    if ('id' in found) {
      yield found.id;
      continue;
    }
    for (const entry of found.entries ?? []) heap.push(chordSquaredToEntry(entry, from), entry);
    for (const child of found.children ?? []) {
      if (child && child.count > 0) heap.push(chordSquaredToCube(child, from), child);
    }
  }
}
