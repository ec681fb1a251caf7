/** A screen that is being looked at stands still: nobody aims at a button that moves away. */
import { takeShifts } from '../../../scripts/test/layoutShift';
import { drawn, type Window } from '../windows';

/** A tenth of what counts as good on the web: nothing that a person sees. */
const MOST = 0.01;

/** What moved by itself since the page before, in words. */
export async function moved({ page }: Window, name: string): Promise<string[]> {
  const { own } = await takeShifts(page);
  return own > MOST ? [`${name} moves by itself: layout shift of ${own.toFixed(4)} (allowed: ${MOST})`] : [];
}

/** What was moved on purpose, by changing sizes and moods, counts for no screen. */
export async function forgetMoves({ page }: Window): Promise<void> {
  // scores are told a frame or two after they are made
  await drawn(page);
  await takeShifts(page);
}
