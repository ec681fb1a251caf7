/** Fault switches on WeChat's open API, by the API's name. */
import { randomUUID } from 'node:crypto';
import { encodeAnswer } from '../openapi/messages';
import type { OpenApi, WireAnswer } from '../openapi/wechat';
import { BareStatus, carryOut, ConnectionCut, requestEnding, type Refusal } from './carryOut';
import type { Faults } from './faults';

/** A number is WeChat's errcode; anything else is an error of CloudBase, told by this very content type. */
function answerOf({ code, message }: Refusal): WireAnswer {
  if (/^-?\d+$/.test(code)) {
    const body = encodeAnswer({ errcode: Number(code), errmsg: message });
    return { contentType: 'application/octet-stream', body };
  }
  const body = Buffer.from(JSON.stringify({ code, message, requestId: randomUUID() }));
  return { contentType: 'application/json; charset=utf-8', body };
}

export function strikeOpenApi(openApi: OpenApi, faults: Faults): void {
  const handle = openApi.handleOpenApi.bind(openApi);
  openApi.handleOpenApi = async (fields) => {
    const name = fields.get('apiName')?.toString('utf8') ?? '';
    const rule = faults.isArmed('openApi') ? faults.strike({ on: 'openApi', name }) : undefined;
    if (!rule) return handle(fields);
    try {
      return await carryOut(rule, () => handle(fields), answerOf);
    } catch (error) {
      const request = requestEnding.getStore();
      if (!request || !(error instanceof ConnectionCut || error instanceof BareStatus)) throw error;
      request.by = error;
      return answerOf({ code: 'SYS_ERR', message: error.message });
    }
  };
}
