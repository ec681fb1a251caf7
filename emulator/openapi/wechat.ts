import type { CloudPay } from '../cloud-pay/cloudPay';

export interface JsonAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly [key: string]: unknown;
}

export interface BytesAnswer {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What one open API answers: a JSON object, which may be a refusal, or a picture. */
export type ApiAnswer = JsonAnswer | BytesAnswer;

export const isBytes = (answer: ApiAnswer): answer is BytesAnswer => Buffer.isBuffer((answer as BytesAnswer).bytes);

/** One open API call that was made, whatever became of it. */
export interface OutboxEntry {
  readonly at: number;
  readonly apiName: string;
  readonly functionName?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errcode: number;
}

export interface WireAnswer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface OpenApiOptions {
  readonly appid: string;
  readonly now: () => number;
  /** Which function sent a request with this `tcb_sessionToken`; undefined for scripts outside any function. */
  readonly functionOf: (sessionToken: string) => string | undefined;
  /** Whether that function's config.json names the API in `permissions.openapi`. */
  readonly hasPermission: (functionName: string, apiName: string) => boolean;
  /** The WeChat user for whom that function runs. */
  readonly openidOf?: (sessionToken: string) => string | undefined;
  readonly cloudPay?: CloudPay;
  /** Delivers a message of WeChat's to a function, as the console's message push does. */
  readonly push?: (functionName: string, event: Record<string, unknown>) => void;
  readonly log?: (line: string) => void;
  readonly onMessage?: (entry: OutboxEntry) => void;
}

/** The faults a tester may ask for; each `undefined` leaves what was set before, each empty list clears it. */
export interface OpenApiScript {
  /** openids that refuse subscribe messages (43101). */
  readonly refusingOpenids?: readonly string[];
  /** Words msgSecCheck finds risky. */
  readonly riskyWords?: readonly string[];
  /** Parts of addresses whose media mediaCheckAsync finds risky. */
  readonly riskyMedia?: readonly string[];
  /** Template id → its keys. Once any is set others are unknown (40037), and messages must carry exactly these keys. */
  readonly templates?: Readonly<Record<string, readonly string[]>>;
  /** openid → template id → messages left. Once any is set nobody gets more than that (43101). */
  readonly subscriptions?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Event of WeChat's (`wxa_media_check`) → the function that the console's message push sends it to. */
  readonly messagePush?: Readonly<Record<string, string>>;
  /** Phone codes and the number each stands for; each works once. */
  readonly phoneCodes?: Readonly<Record<string, string>>;
  /** CloudIDs and the data each opens to. */
  readonly openData?: Readonly<Record<string, unknown>>;
  /** API name → errcode its next calls answer, until cleared with 0. */
  readonly failing?: Readonly<Record<string, number>>;
}

export interface OpenApi {
  /** Answers `wx.openApi` and `wx.wxPayApi`; the fields are those of the multipart form. */
  handleOpenApi(fields: ReadonlyMap<string, Buffer>): Promise<WireAnswer>;
  /** The older `wx.api`: JSON text both ways. */
  callJson(apiName: string, requestText: string, sessionToken: string): string;
  /** What a mini-program's `wx.cloud.CloudID` becomes before a function sees it: top-level `{cloudID}` values are opened. */
  openCloudIds(event: Readonly<Record<string, unknown>>): Record<string, unknown>;
  outbox(): readonly OutboxEntry[];
  script(script: OpenApiScript): void;
}
