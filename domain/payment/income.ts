import type { OperationParameters } from '../operations/parameters';
import { percentOf, sum } from './fen';
import type { Price } from './price';
import { partOf } from './quote';

/** What a nurse earns by the visit: her share of the service fee, and the whole of the way, which is hers to go.
 * Consumables stay with the platform that supplies them. */
export const nurseIncomeFen = (price: Price, p: OperationParameters['price']): number =>
  sum(
    percentOf(partOf(price, 'service'), p.nurseSharePercent, 'down'),
    partOf(price, 'transport'),
    partOf(price, 'night'),
  );
