import { randomUUID } from 'node:crypto';
import { APIS } from './apis';
import {
  type ApiCall,
  decodeApiCall,
  decodeCloudIds,
  encodeAnswer,
  encodeOpenData,
  encodePlatformError,
} from './messages';
import { ScriptedWechat } from './script';
import {
  type ApiAnswer,
  isBytes,
  type OpenApi,
  type OpenApiOptions,
  type OutboxEntry,
  type WireAnswer,
} from './wechat';

const API_NOT_FOUND = -604100;
const API_NOT_PERMITTED = -604101;
const INVALID_CLOUD_ID = -601005;
const OUTBOX_LIMIT = 1000;

const protobuf = (body: Buffer): WireAnswer => ({ contentType: 'application/octet-stream', body });
/** This very content type tells the SDK that the answer is an error of CloudBase, not one of WeChat. */
const cloudError = (code: string, message: string): WireAnswer => ({
  contentType: 'application/json; charset=utf-8',
  body: Buffer.from(JSON.stringify({ code, message, requestId: randomUUID() })),
});

/** WeChat's open API as functions reach it: the calls are answered by rules, and kept. */
export function openApi(options: OpenApiOptions): OpenApi {
  return new LocalOpenApi(options);
}

class LocalOpenApi implements OpenApi {
  private readonly scripted = new ScriptedWechat();
  private readonly entries: OutboxEntry[] = [];

  constructor(private readonly options: OpenApiOptions) {}

  outbox = (): readonly OutboxEntry[] => this.entries;
  script: OpenApi['script'] = (script) => this.scripted.apply(script);

  async handleOpenApi(fields: ReadonlyMap<string, Buffer>): Promise<WireAnswer> {
    const text = (name: string) => fields.get(name)?.toString('utf8') ?? '';
    const apiName = text('apiName');
    if (text('action') !== 'wx.openApi') {
      return cloudError('INVALID_PARAM', `${text('action')} ${apiName} is not emulated`);
    }
    let call: ApiCall;
    try {
      call = decodeApiCall(fields.get('requestData') ?? Buffer.alloc(0));
    } catch (error) {
      return cloudError('INVALID_PARAM', (error as Error).message);
    }
    if (call.kind === 'svrkit') return this.svrkit(call);
    return this.call(apiName, call.values, this.options.functionOf(text('tcb_sessionToken')));
  }

  /** Scripts outside any function are trusted; a function must have asked for the API in its config.json. */
  private call(apiName: string, values: Record<string, unknown>, functionName: string | undefined): WireAnswer {
    const sender = functionName === undefined ? {} : { functionName };
    const entry = { at: this.options.now(), apiName, values, ...sender };
    const api = APIS[apiName];
    const refusal = !api
      ? API_NOT_FOUND
      : functionName !== undefined && !this.options.hasPermission(functionName, apiName)
        ? API_NOT_PERMITTED
        : 0;
    if (!api || refusal !== 0) {
      this.keep({ ...entry, errcode: refusal });
      return protobuf(encodePlatformError(refusal));
    }
    const failure = this.scripted.failureOf(apiName);
    const answer: ApiAnswer = failure
      ? { errcode: failure, errmsg: 'failing as scripted' }
      : api(values, { ...this.options, script: this.scripted });
    this.keep({ ...entry, errcode: isBytes(answer) ? 0 : answer.errcode });
    return protobuf(encodeAnswer(answer));
  }

  private svrkit({ apiName, request }: { apiName: string; request: Buffer }): WireAnswer {
    if (apiName !== 'ApiGetOpenDataByCloudId') return protobuf(encodePlatformError(API_NOT_FOUND));
    const items = decodeCloudIds(request).map((cloudId) => {
      const data = this.scripted.dataOf(cloudId);
      const opened = data === undefined ? { errCode: INVALID_CLOUD_ID, errMsg: 'invalid cloudID' } : { data };
      return { cloudId, json: JSON.stringify({ cloudID: cloudId, ...opened }) };
    });
    return protobuf(encodeOpenData(items));
  }

  private keep(entry: OutboxEntry): void {
    this.entries.push(entry);
    if (this.entries.length > OUTBOX_LIMIT) this.entries.shift();
    this.options.onMessage?.(entry);
  }
}
