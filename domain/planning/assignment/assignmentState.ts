/** Who has whom, and what each nurse is worth at the moment (the dual prices); the cheap first part of the work. */
import type { AssignmentProblem } from './assign';

export const NONE = -1;
/** How often an order pushed out may push out another one before it waits for the thorough search. */
const PUSHES_PER_ORDER = 4;

export class AssignmentState {
  readonly nurseOf: Int32Array;
  /** What the order pays for the nurse it has. */
  readonly costOf: Float64Array;
  readonly orderOf: Int32Array;
  /** Never above zero, and zero for a nurse nobody has. */
  readonly price: Float64Array;

  constructor(readonly problem: AssignmentProblem) {
    const orders = problem.unassignedCost.length;
    this.nurseOf = new Int32Array(orders).fill(NONE);
    this.costOf = new Float64Array(orders);
    this.orderOf = new Int32Array(problem.nurses).fill(NONE);
    this.price = new Float64Array(problem.nurses);
  }

  give(order: number, nurse: number, cost: number): void {
    this.nurseOf[order] = nurse;
    this.costOf[order] = cost;
    this.orderOf[nurse] = order;
  }

  /**
   * Every order takes what costs it least and raises the price to where its second choice would do as well; whom it pushes
   * out chooses again (the augmenting row reduction of Jonker and Volgenant 1987). Answers the orders still without a choice.
   */
  giveCheapest(): number[] {
    const { rowStart, nurse, cost, unassignedCost } = this.problem;
    const left: number[] = [];
    for (let first = 0; first < unassignedCost.length; first += 1) {
      let order = first;
      for (let pushes = 0; order !== NONE; pushes += 1) {
        let [least, second] = [unassignedCost[order]!, Infinity];
        let [best, paid] = [NONE, 0];
        for (let at = rowStart[order]!; at < rowStart[order + 1]!; at += 1) {
          const net = cost[at]! - this.price[nurse[at]!]!;
          if (net >= second) continue;
          if (net >= least) {
            second = net;
            continue;
          }
          second = least;
          least = net;
          best = nurse[at]!;
          paid = cost[at]!;
        }
        if (best === NONE) break; // its own price is the least: it stays unassigned
        const pushed = this.orderOf[best]!;
        if (pushed !== NONE && (pushes >= PUSHES_PER_ORDER || second <= least)) {
          left.push(order);
          break;
        }
        this.price[best]! -= second - least;
        if (pushed !== NONE) this.nurseOf[pushed] = NONE;
        this.give(order, best, paid);
        order = pushed;
      }
    }
    return left;
  }
}
