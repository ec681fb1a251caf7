import type { DocId } from '../engine';
import { chordSquared, type Vector } from './sphere';

/**
 * Points of the sphere in a cube cut into eight again and again. Searching it nearest-first needs no guess of a
 * radius, works in an empty countryside and a crowded city alike, and knows nothing of date line and poles.
 */

const leafCapacity = 24;
/** A cube of 2⁻²⁸ is about 5 cm of ground: below that, points share a leaf however many they are. */
const maxDepth = 28;

export interface Entry {
  readonly id: DocId;
  readonly at: Vector;
}

export interface OctreeNode {
  readonly center: Vector;
  /** Half the length of the cube's side. */
  readonly half: number;
  readonly depth: number;
  entries: Entry[] | undefined;
  children: (OctreeNode | undefined)[] | undefined;
  count: number;
}

const node = (center: Vector, half: number, depth: number): OctreeNode => ({
  center,
  half,
  depth,
  entries: [],
  children: undefined,
  count: 0,
});

export const emptyOctree = (): OctreeNode => node({ x: 0, y: 0, z: 0 }, 1, 0);

const octant = ({ center }: OctreeNode, at: Vector) =>
  (at.x >= center.x ? 1 : 0) | (at.y >= center.y ? 2 : 0) | (at.z >= center.z ? 4 : 0);

function childFor(parent: OctreeNode, at: Vector): OctreeNode {
  const children = (parent.children ??= new Array<OctreeNode | undefined>(8).fill(undefined));
  const which = octant(parent, at);
  const half = parent.half / 2;
  return (children[which] ??= node(
    {
      x: parent.center.x + (which & 1 ? half : -half),
      y: parent.center.y + (which & 2 ? half : -half),
      z: parent.center.z + (which & 4 ? half : -half),
    },
    half,
    parent.depth + 1,
  ));
}

export function addEntry(root: OctreeNode, entry: Entry): void {
  let current = root;
  for (;;) {
    current.count += 1;
    if (current.entries) break;
    current = childFor(current, entry.at);
  }
  current.entries.push(entry);
  if (current.entries.length > leafCapacity && current.depth < maxDepth) split(current);
}

function split(leaf: OctreeNode): void {
  const entries = leaf.entries ?? [];
  leaf.entries = undefined;
  for (const entry of entries) addEntry(childFor(leaf, entry.at), entry);
}

export function removeEntry(root: OctreeNode, entry: Entry): void {
  let current: OctreeNode | undefined = root;
  while (current && !current.entries) {
    current.count -= 1;
    current = current.children?.[octant(current, entry.at)];
  }
  const index = current?.entries?.findIndex(({ id }) => id === entry.id) ?? -1;
  if (!current?.entries || index < 0) throw new Error('the geo index lost an entry');
  current.count -= 1;
  current.entries.splice(index, 1);
}

/** The square of the distance from a point to the nearest part of the node's cube. */
export function chordSquaredToCube({ center, half }: OctreeNode, from: Vector): number {
  const x = Math.max(0, Math.abs(from.x - center.x) - half);
  const y = Math.max(0, Math.abs(from.y - center.y) - half);
  const z = Math.max(0, Math.abs(from.z - center.z) - half);
  return x * x + y * y + z * z;
}

export const chordSquaredToEntry = (entry: Entry, from: Vector) => chordSquared(entry.at, from);
