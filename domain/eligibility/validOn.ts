import { startOfBeijingDay } from '../schedule/beijing';

/** Papers count to the end of their last day (P-006: licence valid_to ≥ day of service). */
export const validOn = (validUntil: number, at: number): boolean =>
  startOfBeijingDay(validUntil) >= startOfBeijingDay(at);
