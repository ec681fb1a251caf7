/** For the platform's own callback of `cloudPay`: no client can be the source, and anything but `errcode: 0` is repeated for two days. */
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';

const SOURCE = 'wx_paycallback';

interface Acknowledged {
  readonly errcode: number;
  readonly errmsg: string;
}

/** Whatever does not come from that source goes to `others`, which checks for itself. */
export function fromPayCallback<O>(
  act: (event: unknown, now: number) => Promise<void>,
  others: (event: never) => Promise<O>,
) {
  return async (event: unknown): Promise<O | Acknowledged> => {
    if (caller().source !== SOURCE) return others(event as never);
    try {
      await act(event, Date.now());
      return { errcode: 0, errmsg: 'ok' };
    } catch (error) {
      console.error(error);
      return { errcode: 1, errmsg: error instanceof Refusal ? error.code : 'FAIL' };
    }
  };
}
