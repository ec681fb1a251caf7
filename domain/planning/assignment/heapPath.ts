/** Finds the nearest nurse with a heap: best when each order has few choices and chains are long. */
import { NONE } from './assignmentState';
import { PathTree } from './pathTree';

export class HeapPath extends PathTree {
  private readonly heap: Int32Array = new Int32Array(this.state.problem.nurses);
  /** Where a nurse stands in the heap; NONE before, `DONE` after. */
  private readonly place: Int32Array = new Int32Array(this.state.problem.nurses);
  private size = 0;

  protected clear(): void {
    this.length.fill(Infinity);
    this.place.fill(NONE);
    this.size = 0;
  }

  protected reach(order: number, offset: number): void {
    const { rowStart, nurse, cost } = this.state.problem;
    const { price } = this.state;
    for (let at = rowStart[order]!; at < rowStart[order + 1]!; at += 1) {
      const one = nurse[at]!;
      const length = offset + cost[at]! - price[one]!;
      if (length >= this.length[one]! || this.place[one] === DONE) continue;
      this.length[one] = length;
      this.from[one] = order;
      this.paid[one] = cost[at]!;
      if (this.place[one] === NONE) this.place[one] = this.size++;
      this.up(one);
    }
  }

  private up(nurse: number): void {
    const { heap, place, length } = this;
    let at = place[nurse]!;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above]!;
      if (length[other]! <= length[nurse]!) break;
      heap[at] = other;
      place[other] = at;
      at = above;
    }
    heap[at] = nurse;
    place[nurse] = at;
  }

  protected nearest(): number {
    if (this.size === 0) return NONE;
    const nurse = this.heap[0]!;
    this.place[nurse] = DONE;
    this.size -= 1;
    if (this.size > 0) this.down(this.heap[this.size]!);
    return nurse;
  }

  /** Lets a nurse sink from the top. */
  private down(nurse: number): void {
    const { heap, place, length, size } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && length[heap[below + 1]!]! < length[heap[below]!]!) below += 1;
      const other = heap[below]!;
      if (length[other]! >= length[nurse]!) break;
      heap[at] = other;
      place[other] = at;
      at = below;
    }
    heap[at] = nurse;
    place[nurse] = at;
  }
}

const DONE = -2;
