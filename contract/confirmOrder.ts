import { OrderId } from './fields';

/** The patient says the service was done. What is left to pay is then due. */
export const ConfirmOrder = OrderId;
export interface ConfirmOrderReply {
  readonly dueFen: number;
}
