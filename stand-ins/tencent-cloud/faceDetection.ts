/** faceid `DetectAuth` and `GetDetectInfoEnhanced`, the least of them: a session that a test lets pass or fail. */
import { randomUUID } from 'node:crypto';
import { type Table } from '../journal';
import { CloudError } from './cloudError';
import { parameters } from './parameters';

const BIZ_TOKEN_LIFETIME_MS = 7_200_000;

export interface FaceSession {
  bizToken: string;
  ruleId: string;
  createdAtMs: number;
  name?: string;
  idCard?: string;
  extra?: string;
  outcome?: 'pass' | 'fail';
}

interface DetectAuth {
  RuleId: string;
  IdCard?: string;
  Name?: string;
  Extra?: string;
}

/** Opens a session; its `Url` leads to a page with two buttons, tests may decide with `POST /_tencent/face` as well. */
export function detectAuth(body: Buffer, sessions: Table<FaceSession>, url: string, nowMs: number) {
  const asked = parameters<DetectAuth>(body, {
    RuleId: 'string!',
    TerminalType: 'string',
    IdCard: 'string',
    Name: 'string',
    RedirectUrl: 'string',
    Extra: 'string',
    ImageBase64: 'string',
  });
  const bizToken = randomUUID().toUpperCase();
  sessions.put(bizToken, {
    bizToken,
    ruleId: asked.RuleId,
    createdAtMs: nowMs,
    name: asked.Name,
    idCard: asked.IdCard,
    extra: asked.Extra,
  });
  return { Url: `${url}/_tencent/face?bizToken=${bizToken}`, BizToken: bizToken };
}

export function getDetectInfoEnhanced(body: Buffer, sessions: Table<FaceSession>, nowMs: number) {
  const asked = parameters<{ BizToken: string; RuleId: string }>(body, {
    BizToken: 'string!',
    RuleId: 'string!',
    InfoType: 'string',
  });
  const session = sessions.get(asked.BizToken);
  if (session === undefined || session.ruleId !== asked.RuleId) {
    throw new CloudError('InvalidParameterValue.BizTokenIllegal', 'BizToken非法。');
  }
  if (nowMs - session.createdAtMs > BIZ_TOKEN_LIFETIME_MS) {
    throw new CloudError('InvalidParameterValue.BizTokenExpired', 'BizToken过期。');
  }
  return { Text: detectText(session) };
}

function detectText({ outcome, name, idCard, extra }: FaceSession): Record<string, unknown> {
  const person = { IdCard: idCard ?? null, Name: name ?? null, Extra: extra ?? null };
  if (outcome === undefined) return { ErrCode: null, ErrMsg: null, LiveStatus: null, Comparestatus: null, ...person };
  if (outcome === 'fail') {
    return {
      ErrCode: 2004,
      ErrMsg: '比对失败',
      LiveStatus: 0,
      LiveMsg: '成功',
      Comparestatus: 2004,
      Sim: '21.50',
      ...person,
    };
  }
  return { ErrCode: 0, ErrMsg: '成功', LiveStatus: 0, LiveMsg: '成功', Comparestatus: 0, Sim: '95.20', ...person };
}
