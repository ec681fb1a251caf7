import type { DocRecord } from './record';
import type { Place, SortedKeys } from './sortedKeys';

/** Records one by one; undefined at the end. Read to its end or dropped before anything is written. */
export interface RecordCursor {
  next(): DocRecord | undefined;
}

/** The entries between two places, forwards. */
export class RangeCursor implements RecordCursor {
  private block: number;
  private offset: number;

  constructor(
    private readonly keys: SortedKeys,
    from: Place,
    private readonly to: Place,
  ) {
    ({ block: this.block, offset: this.offset } = from);
  }

  next(): DocRecord | undefined {
    if (!this.settle()) return undefined;
    this.offset += 1;
    return this.keys.recordAt(this.block, this.offset - 1);
  }

  /** The key of the entry that `next` will give. */
  upcomingKey(): string | undefined {
    return this.settle() ? this.keys.keyAt(this.block, this.offset) : undefined;
  }

  upcomingNumber(): number | undefined {
    return this.settle() ? this.keys.recordAt(this.block, this.offset)?.number : undefined;
  }

  /** Steps over the end of a block; false at the end of the range. */
  private settle(): boolean {
    if (this.block < this.to.block && this.offset >= this.keys.blockLength(this.block)) {
      this.block += 1;
      this.offset = 0;
    }
    return this.block < this.to.block || (this.block === this.to.block && this.offset < this.to.offset);
  }
}
