/**
 * Which nurse for which order, all at once, so that the sum of costs is least. An order may stay unassigned at its own
 * price (how long it has waited already), therefore there is always an answer, also with more orders than nurses.
 */
import { AssignmentState, NONE } from './assignmentState';
import { ScanningPath } from './scanningPath';
import { HeapPath } from './heapPath';

/** What each order may be given, row after row: the choices of order `i` are at `rowStart[i]` up to `rowStart[i + 1]`. */
export interface AssignmentProblem {
  readonly nurses: number;
  readonly rowStart: Int32Array;
  readonly nurse: Int32Array;
  readonly cost: Float64Array;
  readonly unassignedCost: Float64Array;
}

export interface Assignment {
  /** Per order the nurse, or `NONE`. */
  readonly nurseOf: Int32Array;
  readonly cost: number;
}

/** With many nurses for each order ways are short, and looking through all of them beats a heap. */
const MANY_NURSES = 1.5;
const DENSE = 0.25;

export function assign(problem: AssignmentProblem): Assignment {
  const orders = problem.unassignedCost.length;
  const state = new AssignmentState(problem);
  const left = state.giveCheapest();
  const filled = problem.cost.length / Math.max(1, orders * problem.nurses);
  const scanning = problem.nurses >= MANY_NURSES * orders && filled >= DENSE;
  const path = scanning ? new ScanningPath(state) : new HeapPath(state);
  for (const order of left) path.augment(order);
  return { nurseOf: state.nurseOf, cost: costOf(problem, state.nurseOf) };
}

function costOf(problem: AssignmentProblem, nurseOf: Int32Array): number {
  let sum = 0;
  nurseOf.forEach((nurse, order) => {
    if (nurse === NONE) sum += problem.unassignedCost[order]!;
    else sum += costAt(problem, order, nurse);
  });
  return sum;
}

function costAt({ rowStart, nurse, cost }: AssignmentProblem, order: number, wanted: number): number {
  let least = Infinity;
  for (let at = rowStart[order]!; at < rowStart[order + 1]!; at += 1)
    if (nurse[at] === wanted && cost[at]! < least) least = cost[at]!;
  return least;
}
