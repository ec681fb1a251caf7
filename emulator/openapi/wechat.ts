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
  readonly onMessage?: (entry: OutboxEntry) => void;
}

/** The faults a tester may ask for; each `undefined` leaves what was set before, each empty list clears it. */
export interface OpenApiScript {
  /** openids that refuse subscribe messages (43101). */
  readonly refusingOpenids?: readonly string[];
  /** Words msgSecCheck finds risky. */
  readonly riskyWords?: readonly string[];
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
  outbox(): readonly OutboxEntry[];
  script(script: OpenApiScript): void;
}
