import type { OperationParameters } from '../operations/parameters';
import { percentOf, sum } from './fen';
import { partOf, type Price } from './price';

/** What a nurse earns by the visit: her share of the service fee, and the whole of the way, which is hers to go, of what is paid for
 * coming at night or on a holiday, and of what is paid for her stars. Consumables stay with the platform that supplies them. */
export const nurseIncomeFen = (price: Price, p: OperationParameters['price']): number =>
  sum(
    percentOf(partOf(price, 'service'), p.nurseSharePercent, 'down'),
    partOf(price, 'transport'),
    partOf(price, 'night'),
    partOf(price, 'holiday'),
    partOf(price, 'star'),
  );
