/** Everything a request may need, put together once by `index.ts`. */
import type { Sessions } from './auth/sessions';
import type { SteerableClock } from './clock';
import type { ControlPlane } from './control-plane/controlPlane';
import type { Engine } from './database/engine';
import type { LocalFunctionHost } from './functions/localHost';
import type { OpenApi } from './openapi/wechat';
import type { Guard } from './rules/guard';
import type { Storage } from './storage/storage';
import type { Counters } from './wire/counters';
import type { TransactionStrays } from './wire/transactionStrays';

export interface Platform {
  readonly envId: string;
  readonly appid: string;
  readonly engine: Engine;
  readonly host: LocalFunctionHost;
  readonly openApi: OpenApi;
  readonly storage: Storage;
  readonly sessions: Sessions;
  readonly guard: Guard;
  readonly clock: SteerableClock;
  readonly controlPlane: ControlPlane;
  readonly counters: Counters;
  readonly strays: TransactionStrays;
  readonly log: (line: string) => void;
}
