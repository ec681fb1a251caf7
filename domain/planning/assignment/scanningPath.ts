/** Finds the nearest nurse by looking at all that are reached: best when few are, of very many. */
import { NONE } from './assignmentState';
import { PathTree } from './pathTree';

export class ScanningPath extends PathTree {
  private readonly open: Int32Array = new Int32Array(this.state.problem.nurses);
  private readonly place: Int32Array = new Int32Array(this.state.problem.nurses);
  private openCount = 0;

  protected clear(): void {
    this.length.fill(Infinity);
    this.openCount = 0;
    this.place.fill(NONE);
  }

  protected reach(order: number, offset: number): void {
    const { rowStart, nurse, cost } = this.state.problem;
    const { price } = this.state;
    for (let at = rowStart[order]!; at < rowStart[order + 1]!; at += 1) {
      const one = nurse[at]!;
      const length = offset + cost[at]! - price[one]!;
      if (length >= this.length[one]!) continue;
      if (this.length[one] === Infinity) this.open[this.openCount++] = one;
      else if (this.place[one] !== NONE) continue; // settled already; only rounding makes it seem nearer
      this.length[one] = length;
      this.from[one] = order;
      this.paid[one] = cost[at]!;
    }
  }

  protected nearest(): number {
    let best = NONE;
    let least = Infinity;
    for (let index = 0; index < this.openCount; index += 1) {
      const length = this.length[this.open[index]!]!;
      if (length >= least) continue;
      least = length;
      best = index;
    }
    if (best === NONE) return NONE;
    const nurse = this.open[best]!;
    this.open[best] = this.open[--this.openCount]!;
    this.place[nurse] = 1;
    return nurse;
  }
}
