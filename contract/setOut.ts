import { OrderId } from './fields';

/** The nurse leaves for the patient; from now on the patient may follow the way. */
export const SetOut = OrderId;
export type SetOutReply = Record<string, never>;
