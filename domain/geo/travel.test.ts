import { parameters } from '../testing/parameters';
import { travelMinutes } from './travel';

test.each([
  [0, 4],
  // 2200 m × 1.35 = 2970 m at 366.67 m a minute = 8.1, and 4
  [2200, 13],
  [10_000, 41],
])('%i m take %i minutes', (meters, minutes) => {
  expect(travelMinutes(meters, parameters.dispatch)).toBe(minutes);
});
