import { OrderId } from './fields';

/** Poke: take the next step in the search for a nurse, if one is due. Called by functions only. */
export const DispatchMatch = OrderId;
export interface DispatchMatchReply {
  readonly offered: readonly string[];
  readonly stage: 'papers' | 'exclusive' | 'waves' | 'alternates' | 'operators' | 'none';
}
