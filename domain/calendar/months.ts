import { beijingDay, startOfBeijingDay } from '../schedule/beijing';

/** Midnight of the day so many months before or after; the 31st becomes the month's last day where it has no 31st. */
export function addMonths(at: number, months: number): number {
  const [year = 0, month = 1, day = 1] = beijingDay(at).split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
  return startOfBeijingDay(moved.toISOString().slice(0, 10));
}
