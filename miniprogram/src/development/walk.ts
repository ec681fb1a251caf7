import type { Position } from '@/location/gcj02';
import { simulated } from '@/location/position';

const STEPS = 8;
const STEP_MS = 1_500;
/** Where a walk begins when nobody said where we are: some two kilometres to the south-west. */
const FAR: Position = [-0.016, -0.013];

/** The stations of a straight way; the last one is the door. */
export function stations(from: Position, to: Position, steps: number): readonly Position[] {
  return Array.from({ length: steps }, (_, n) => {
    const share = (n + 1) / steps;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
  });
}

/** Moves the simulated position to the door, a station at a time. */
export async function walkTo(door: Position): Promise<void> {
  const from = simulated.value ?? [door[0] + FAR[0], door[1] + FAR[1]];
  for (const station of [from, ...stations(from, door, STEPS)]) {
    simulated.value = station;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
