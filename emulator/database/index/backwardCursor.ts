import { RangeCursor, type RecordCursor } from './rangeCursor';
import type { DocRecord } from './record';
import type { Place, SortedKeys } from './sortedKeys';

/**
 * The entries between two places, largest keys first. Entries with the same key still come in order of insertion, so
 * that a sort that reads an index backwards orders equal documents as a sort in memory does.
 */
export class BackwardCursor implements RecordCursor {
  /** Everything before this place is still to come. */
  private end: Place;
  private equals: RangeCursor | undefined;
  private key: string | undefined;

  constructor(
    private readonly keys: SortedKeys,
    private readonly from: Place,
    to: Place,
  ) {
    this.end = to;
  }

  next(): DocRecord | undefined {
    return this.settle() ? this.equals?.next() : undefined;
  }

  upcomingKey(): string | undefined {
    return this.settle() ? this.key : undefined;
  }

  upcomingNumber(): number | undefined {
    return this.settle() ? this.equals?.upcomingNumber() : undefined;
  }

  /** Makes sure that `equals` has an entry; false at the beginning of the range. */
  private settle(): boolean {
    if (this.equals?.upcomingKey() !== undefined) return true;
    const last = this.keys.placeBefore(this.end);
    if (!last || !isAfter(this.end, this.from)) return false;
    this.key = this.keys.keyAt(last.block, last.offset) as string;
    const first = this.keys.placeOf(this.key);
    this.equals = new RangeCursor(this.keys, isAfter(first, this.from) ? first : this.from, this.end);
    this.end = first;
    return true;
  }
}

const isAfter = (a: Place, b: Place) => a.block > b.block || (a.block === b.block && a.offset > b.offset);
