/** Minutes of a day as a clock shows them; beyond midnight as the hour of the next day. */
const two = (n: number) => String(n).padStart(2, '0');

export function clockText(minute: number): string {
  const ofDay = minute > 1440 ? minute - 1440 : minute;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
