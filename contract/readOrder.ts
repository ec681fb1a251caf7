import { OrderId } from './fields';
import type { OrderView } from './orders';

/** One order, with the private parts the asker may see in its state. */
export const ReadOrder = OrderId;
export type ReadOrderReply = OrderView;
