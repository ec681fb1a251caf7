/** What the people of a story can do on a CloudBase that runs anywhere on this machine: call functions, pay, let time pass. */
import type { Reply } from '#contract/reply';
import type { WechatPay } from '../../stand-ins/wechat-pay/startWechatPay';

export interface As {
  readonly openid?: string;
  readonly uid?: string;
}

export interface Players {
  readonly wechatPay: WechatPay;
  /** What the function answered, refusals included. */
  ask<T = unknown>(name: string, data: object, as: As): Promise<Reply<T>>;
  /** What the function answered; a refusal is an error. */
  call<T = unknown>(name: string, data: object, as: As): Promise<T>;
  runTimer(name: string): Promise<void>;
  /** Lets time pass: every timer that comes due on the way runs. */
  advance(minutes: number): Promise<void>;
  /** Moves the clock there; nothing that lies between is run. */
  jumpTo(epochMs: number): Promise<void>;
  now(): Promise<number>;
}

/** Answers something that is not a reply: the platform could not run the function at all. */
interface Failed {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
}

interface Walked {
  readonly fired: readonly { readonly name: string; readonly ok: boolean; readonly error?: string }[];
}

type Steer = <T>(path: string, body?: object) => Promise<T>;

/** The tester's handle on a running emulator: `GET` without a body, else `POST`. */
export function steering(url: string): Steer {
  return async <T>(path: string, body?: object): Promise<T> => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/_emulator/${path}`, body ? post : {});
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

export function playersOn(url: string, wechatPay: WechatPay): Players {
  const steer = steering(url);
  const ask = async <T>(name: string, data: object, as: As): Promise<Reply<T>> => {
    const answer = await steer<{ ok: true; result: Reply<T> } | Failed>('call', { name, data, as });
    if (!answer.ok) throw new Error(`${name} did not run: ${answer.error.code} ${answer.error.message}`);
    return answer.result;
  };
  return {
    wechatPay,
    ask,
    call: async <T>(name: string, data: object, as: As): Promise<T> => {
      const reply = await ask<T>(name, data, as);
      if (!reply.ok) throw new Error(`${name} refused: ${reply.error.code} ${JSON.stringify(reply.error.details)}`);
      return reply.data;
    },
    runTimer: async (name) => {
      const answer = await steer<{ ok: true } | Failed>(`timers/${name}/run`, {});
      if (!answer.ok) throw new Error(`${name} did not run: ${answer.error.code} ${answer.error.message}`);
    },
    advance: async (minutes) => {
      const { fired } = await steer<Walked>('clock', { advanceMs: minutes * 60_000 });
      const failed = fired.filter(({ ok }) => !ok);
      if (failed.length > 0) throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('; '));
    },
    jumpTo: async (epochMs) => void (await steer('clock', { setMs: epochMs })),
    now: async () => (await steer<{ now: number }>('clock')).now,
  };
}
