import type { DocRecord } from './record';
import { sortedPositions } from './sortKeys';

/** Keys and records side by side; blocks are short enough that making room in one costs next to nothing. */
interface Block {
  readonly keys: string[];
  readonly records: DocRecord[];
}

const fullBlock = 512;
const loadedBlock = 384;

/** A place between entries: before the entry `offset` of block `block`. */
export interface Place {
  readonly block: number;
  readonly offset: number;
}

/** Does the entry come before the one searched for? Records with the same key stand in order of insertion. */
const isBefore = (block: Block, at: number, key: string, recordNumber: number) => {
  const own = block.keys[at] as string;
  return own < key || (own === key && (block.records[at] as DocRecord).number < recordNumber);
};

/** A sorted list of (key, record) in blocks: what a B+ tree of two levels comes to when memory is flat. */
export class SortedKeys {
  private readonly blocks: Block[] = [];
  private entries = 0;

  /** Builds it at once from entries in any order. */
  static load(keys: readonly string[], records: readonly DocRecord[]): SortedKeys {
    const loaded = new SortedKeys();
    const positions = sortedPositions(keys);
    for (let start = 0; start < positions.length; start += loadedBlock) {
      const length = Math.min(loadedBlock, positions.length - start);
      const block: Block = { keys: new Array<string>(length), records: new Array<DocRecord>(length) };
      for (let i = 0; i < length; i += 1) {
        const position = positions[start + i] as number;
        block.keys[i] = keys[position] as string;
        block.records[i] = records[position] as DocRecord;
      }
      loaded.blocks.push(block);
    }
    loaded.entries = positions.length;
    return loaded;
  }

  get size(): number {
    return this.entries;
  }

  /** The place before the first entry whose key is not below `key`. */
  placeOf(key: string, recordNumber = 0): Place {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.blocks[middle] as Block;
      if (isBefore(block, block.keys.length - 1, key, recordNumber)) low = middle + 1;
      else high = middle;
    }
    const block = this.blocks[low];
    return { block: low, offset: block ? offsetIn(block, key, recordNumber) : 0 };
  }

  /** The place behind the last entry. */
  end(): Place {
    return { block: this.blocks.length, offset: 0 };
  }

  /** The entry right before a place. */
  placeBefore({ block, offset }: Place): Place | undefined {
    if (offset > 0) return { block, offset: offset - 1 };
    return block > 0 ? { block: block - 1, offset: this.blockLength(block - 1) - 1 } : undefined;
  }

  /** Hands over the records of the entries from one key to another, which is excluded; undefined is the end. */
  eachBetween(from: string, to: string | undefined, take: (record: DocRecord) => void): void {
    let { block: which, offset } = this.placeOf(from);
    for (let block = this.blocks[which]; block; which += 1, offset = 0, block = this.blocks[which]) {
      for (; offset < block.keys.length; offset += 1) {
        if (to !== undefined && (block.keys[offset] as string) >= to) return;
        take(block.records[offset] as DocRecord);
      }
    }
  }

  recordAt(block: number, offset: number): DocRecord | undefined {
    return this.blocks[block]?.records[offset];
  }

  keyAt(block: number, offset: number): string | undefined {
    return this.blocks[block]?.keys[offset];
  }

  blockLength(block: number): number {
    return this.blocks[block]?.keys.length ?? 0;
  }

  /** How many entries lie between two places. */
  countBetween(from: Place, to: Place): number {
    if (to.block < from.block) return 0;
    let count = to.offset - from.offset;
    for (let i = from.block; i < to.block; i += 1) count += this.blockLength(i);
    return Math.max(0, count);
  }

  insert(key: string, record: DocRecord): void {
    const found = this.placeOf(key, record.number);
    // Behind the very last entry the last block still takes it.
    const last = this.blocks.length - 1;
    const at = found.block > last && last >= 0 ? { block: last, offset: this.blockLength(last) } : found;
    let block = this.blocks[at.block];
    if (!block) this.blocks.push((block = { keys: [], records: [] }));
    block.keys.splice(at.offset, 0, key);
    block.records.splice(at.offset, 0, record);
    this.entries += 1;
    if (block.keys.length > fullBlock) this.split(at.block, block);
  }

  delete(key: string, record: DocRecord): void {
    const { block: which, offset } = this.placeOf(key, record.number);
    const block = this.blocks[which];
    if (block?.keys[offset] !== key || block.records[offset] !== record) throw new Error('an index lost an entry');
    block.keys.splice(offset, 1);
    block.records.splice(offset, 1);
    this.entries -= 1;
    if (block.keys.length === 0) this.blocks.splice(which, 1);
  }

  /** The first two neighbours with the same key, if there are any. */
  firstRepeated(): DocRecord | undefined {
    let previous: string | undefined;
    for (const { keys, records } of this.blocks) {
      for (let i = 0; i < keys.length; i += 1) {
        if (keys[i] === previous) return records[i];
        previous = keys[i];
      }
    }
    return undefined;
  }

  private split(which: number, block: Block): void {
    // Ascending keys are common (dates, counters): a full last block stays nearly full.
    const keep = which === this.blocks.length - 1 ? loadedBlock : fullBlock >> 1;
    const rest: Block = { keys: block.keys.splice(keep), records: block.records.splice(keep) };
    this.blocks.splice(which + 1, 0, rest);
  }
}

function offsetIn(block: Block, key: string, recordNumber: number): number {
  let low = 0;
  let high = block.keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(block, middle, key, recordNumber)) low = middle + 1;
    else high = middle;
  }
  return low;
}
