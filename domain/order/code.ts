import { Refusal } from '../refusal';

/** Six digits the patient says to the nurse at the door (P-035). `random`: 0 … 999999, from a strong source. */
export function visitCode(random: number): string {
  if (!Number.isInteger(random) || random < 0 || random > 999_999) throw new Refusal('INTERNAL', { random });
  return String(random).padStart(6, '0');
}
