import { Refusal } from '#domain/refusal';
import { coverOrder } from './covers';

/** Where only the insurance is missing, the insurer is asked at once and the step tried again; else the first answer stands. */
export async function onceCovered<T>(orderId: string, now: number, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'NO_INSURANCE_COVER')) throw error;
    try {
      await coverOrder(orderId, now);
    } catch (why) {
      console.error(`cover of ${orderId}`, why);
      throw error;
    }
    return step();
  }
}
