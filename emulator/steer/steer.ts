import type { IncomingHttpHeaders } from 'node:http';
import type { CloudPay } from '../cloud-pay/cloudPay';
import type { Clock } from '../clock';
import type { Faults } from '../faults/faults';
import type { LocalFunctionHost } from '../functions/localHost';
import type { OpenApi } from '../openapi/wechat';
import type { Timers } from '../timers/timers';

export interface SteerRequest {
  readonly method: string;
  /** The whole path, `/_emulator/...`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
  /** The socket's remote address: anything but loopback is refused. */
  readonly remoteAddress: string;
  /** Who asks, as far as the headers tell: pages of other sites are refused. */
  readonly headers: IncomingHttpHeaders;
}

export interface SteerContext {
  readonly appid: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly host: LocalFunctionHost;
  readonly openApi: OpenApi;
  readonly cloudPay?: CloudPay;
  readonly faults: Faults;
  readonly createTicket: (uid: string, options: { openid?: string }) => string | Promise<string>;
  readonly stats: () => unknown;
}

export interface SteerAnswer {
  readonly status: number;
  readonly json: unknown;
}
