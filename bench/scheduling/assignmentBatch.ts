/** Batches of orders and free nurses of a district, by chance with a seed: half of the nurses may serve an order, within six kilometres. */
import type { AssignmentProblem } from '#domain/planning/assignment/assign';
import { batchOf } from '#domain/planning/assignment/batching';
import { SeededRandom } from '#domain/planning/seededRandom';
import { minutesFor } from './cityDay';

const [SIDE_KM, RADIUS_KM, SKILLS] = [10, 6, 16];

export function assignmentBatch(orders: number, nurses: number, seed: number): AssignmentProblem {
  const random = new SeededRandom(seed);
  const point = () => [random.unit() * SIDE_KM, random.unit() * SIDE_KM] as const;
  const carers = Array.from({ length: nurses }, () => ({
    at: point(),
    skills: Array.from({ length: SKILLS }, () => random.below(2) === 1),
  }));
  const waiting = Array.from({ length: orders }, () => {
    const [x, y] = point();
    const skill = random.below(SKILLS);
    const wayMinutes = carers.map(({ at, skills }) => {
      const km = Math.hypot(at[0] - x, at[1] - y);
      return skills[skill] && km <= RADIUS_KM ? minutesFor(km) : Infinity;
    });
    return { waitedMinutes: random.below(60), wayMinutes };
  });
  return batchOf(waiting, nurses, { waitCost: 120, perWaitedMinute: 0.1 });
}
