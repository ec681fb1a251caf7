import type { RefusalCode } from '#domain/refusal';

/** What every function answers. Never a top-level `code`: the browser SDK would take it for a transport error. */
export type Reply<T> =
  | { readonly ok: true; readonly data: T; /** Server time: countdowns are drawn from it. */ readonly at: number }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: RefusalCode;
        /** Simple Chinese: what is wrong, what to do. */
        readonly message: string;
        readonly details?: Readonly<Record<string, unknown>>;
      };
      readonly at: number;
    };
