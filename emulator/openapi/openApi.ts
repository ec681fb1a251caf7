import { randomUUID } from 'node:crypto';
import { EngineError } from '../database/engine';
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
    if (text('action') === 'wx.wxPayApi') {
      return this.pay(apiName, text('requestData'), text('tcb_sessionToken'));
    }
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
    const answer = this.call(apiName, call.values, this.options.functionOf(text('tcb_sessionToken')));
    return protobuf(typeof answer === 'number' ? encodePlatformError(answer) : encodeAnswer(answer));
  }

  /** Plain JSON both ways; business refusals are ordinary answers. */
  private pay(apiName: string, requestText: string, sessionToken: string): WireAnswer {
    const { cloudPay, openidOf } = this.options;
    if (!cloudPay) return cloudError('INVALID_PARAM', `cloudPay.${apiName} is not emulated here`);
    let fields: unknown;
    try {
      fields = JSON.parse(requestText);
    } catch (error) {
      return cloudError('INVALID_PARAM', `the pay request is not JSON: ${(error as Error).message}`);
    }
    if (fields === null || typeof fields !== 'object') return cloudError('INVALID_PARAM', 'no pay request');
    const answer = cloudPay.call(apiName, fields as Record<string, unknown>, openidOf?.(sessionToken));
    if (!answer) return cloudError('INVALID_PARAM', `cloudPay.${apiName} is not emulated`);
    return { contentType: 'text/plain', body: Buffer.from(JSON.stringify(answer)) };
  }

  callJson(apiName: string, requestText: string, sessionToken: string): string {
    let values: unknown;
    try {
      values = JSON.parse(requestText || '{}');
    } catch (error) {
      throw new EngineError('INVALID_PARAM', `requestData is not JSON: ${(error as Error).message}`);
    }
    if (values === null || typeof values !== 'object')
      throw new EngineError('INVALID_PARAM', 'requestData is no object');
    const answer = this.call(apiName, values as Record<string, unknown>, this.options.functionOf(sessionToken));
    if (typeof answer === 'number') {
      return JSON.stringify({ errcode: answer, errmsg: answer === API_NOT_FOUND ? 'no such api' : 'no permission' });
    }
    if (isBytes(answer)) throw new EngineError('INVALID_PARAM', `${apiName} answers bytes: use cloud.openapi`);
    return JSON.stringify(answer);
  }

  openCloudIds(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const isCloudId = (value: unknown): value is { cloudID: string } =>
      value !== null && typeof value === 'object' && Object.keys(value).join() === 'cloudID';
    const opened = Object.entries(event).map(([key, value]) => [
      key,
      isCloudId(value) ? this.open(value.cloudID) : value,
    ]);
    return Object.fromEntries(opened) as Record<string, unknown>;
  }

  /** Its answer, or the number of the refusal. Scripts outside any function are trusted; a function must have asked for the API in its config.json. */
  private call(apiName: string, values: Record<string, unknown>, functionName: string | undefined): ApiAnswer | number {
    const sender = functionName === undefined ? {} : { functionName };
    const entry = { at: this.options.now(), apiName, values, ...sender };
    const api = Object.hasOwn(APIS, apiName) ? APIS[apiName] : undefined;
    if (!api) this.options.log?.(`openapi: ${apiName} is not emulated`);
    const isDenied = functionName !== undefined && !this.options.hasPermission(functionName, apiName);
    if (!api || isDenied) {
      const refusal = api ? API_NOT_PERMITTED : API_NOT_FOUND;
      this.keep({ ...entry, errcode: refusal });
      return refusal;
    }
    const failure = this.scripted.failureOf(apiName);
    const answer: ApiAnswer = failure
      ? { errcode: failure, errmsg: 'failing as scripted' }
      : api(values, { ...this.options, push: this.push, script: this.scripted });
    this.keep({ ...entry, errcode: isBytes(answer) ? 0 : answer.errcode });
    return answer;
  }

  /** Never before the answer that announces it. */
  private readonly push = (event: string, message: Record<string, unknown>): void => {
    const functionName = this.scripted.pushedTo(event);
    if (functionName) setImmediate(() => this.options.push?.(functionName, message));
    else this.options.log?.(`openapi: nobody is chosen for the event ${event} (messagePush)`);
  };

  private open(cloudId: string): Record<string, unknown> {
    const data = this.scripted.dataOf(cloudId);
    const opened = data === undefined ? { errCode: INVALID_CLOUD_ID, errMsg: 'invalid cloudID' } : { data };
    return { cloudID: cloudId, ...opened };
  }

  private svrkit({ apiName, request }: { apiName: string; request: Buffer }): WireAnswer {
    if (apiName !== 'ApiGetOpenDataByCloudId') return protobuf(encodePlatformError(API_NOT_FOUND));
    const items = decodeCloudIds(request).map((cloudId) => ({ cloudId, json: JSON.stringify(this.open(cloudId)) }));
    return protobuf(encodeOpenData(items));
  }

  private keep(entry: OutboxEntry): void {
    this.entries.push(entry);
    if (this.entries.length > OUTBOX_LIMIT) this.entries.shift();
    this.options.onMessage?.(entry);
  }
}
