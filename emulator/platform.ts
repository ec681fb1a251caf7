/** Everything a request may need, put together once by `index.ts`. */
import type { Sessions } from './auth/sessions';
import type { CloudPay } from './cloud-pay/cloudPay';
import type { SteerableClock } from './clock';
import type { ControlPlane } from './control-plane/controlPlane';
import type { Engine } from './database/engine';
import type { Faults } from './faults/faults';
import type { LocalFunctionHost } from './functions/localHost';
import type { OpenApi } from './openapi/wechat';
import type { Guard } from './rules/guard';
import type { Ruleset } from './rules/ruleset';
import type { Storage } from './storage/storage';
import type { Counters } from './wire/counters';
import type { TransactionRequests } from './wire/transactionRequests';
import type { TransactionStrays } from './wire/transactionStrays';

export interface Platform {
  readonly envId: string;
  readonly appid: string;
  readonly engine: Engine;
  readonly host: LocalFunctionHost;
  readonly openApi: OpenApi;
  readonly cloudPay: CloudPay;
  readonly storage: Storage;
  readonly sessions: Sessions;
  readonly guard: Guard;
  readonly rules: Ruleset;
  /** Nothing goes wrong by itself: what does is set here. */
  readonly faults: Faults;
  readonly clock: SteerableClock;
  readonly controlPlane: ControlPlane;
  readonly counters: Counters;
  readonly strays: TransactionStrays;
  readonly transactionRequests: TransactionRequests;
  readonly log: (line: string) => void;
}
