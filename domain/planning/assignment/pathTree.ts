/** The shortest chain of changes that gives one more order a nurse, or leaves one order of the chain without. */
import { NONE, type AssignmentState } from './assignmentState';

export abstract class PathTree {
  /** Length of the shortest chain to each nurse, and the order before it. */
  protected readonly length: Float64Array;
  protected readonly from: Int32Array;
  protected readonly paid: Float64Array;
  protected readonly settled: Int32Array;
  protected settledCount = 0;
  private leaver = NONE;
  private leaverLength = Infinity;

  constructor(protected readonly state: AssignmentState) {
    const { nurses } = state.problem;
    this.length = new Float64Array(nurses);
    this.from = new Int32Array(nurses);
    this.paid = new Float64Array(nurses);
    this.settled = new Int32Array(nurses);
  }

  protected abstract clear(): void;
  /** Nurses the order could have, now this far away. */
  protected abstract reach(order: number, offset: number): void;
  /** The nearest nurse not settled, or NONE. */
  protected abstract nearest(): number;

  augment(order: number): void {
    const { orderOf, price, costOf, problem } = this.state;
    this.clear();
    this.settledCount = 0;
    this.leaver = order;
    this.leaverLength = problem.unassignedCost[order]!;
    this.reach(order, 0);
    for (;;) {
      const nurse = this.nearest();
      const length = nurse === NONE ? Infinity : this.length[nurse]!;
      if (length >= this.leaverLength) return this.finish(order, NONE, this.leaverLength);
      const holder = orderOf[nurse]!;
      if (holder === NONE) return this.finish(order, nurse, length);
      this.settled[this.settledCount++] = nurse;
      const offset = length - (costOf[holder]! - price[nurse]!);
      const leaving = offset + problem.unassignedCost[holder]!;
      if (leaving < this.leaverLength) {
        this.leaverLength = leaving;
        this.leaver = holder;
      }
      this.reach(holder, offset);
    }
  }

  private finish(order: number, free: number, length: number): void {
    const { state } = this;
    for (let index = 0; index < this.settledCount; index += 1) {
      const nurse = this.settled[index]!;
      state.price[nurse]! += this.length[nurse]! - length;
    }
    let nurse = free;
    if (free === NONE) {
      nurse = state.nurseOf[this.leaver]!;
      state.nurseOf[this.leaver] = NONE;
      if (this.leaver === order) return;
    }
    // Along the chain each order takes the next nurse and leaves its own to the one before.
    for (;;) {
      const taker = this.from[nurse]!;
      const before = state.nurseOf[taker]!;
      state.give(taker, nurse, this.paid[nurse]!);
      if (taker === order) return;
      nurse = before;
    }
  }
}
