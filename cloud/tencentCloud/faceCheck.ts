/** A face in front of the camera against the public security source (`DetectAuth`, `GetDetectInfoEnhanced`). */
import { Refusal } from '#domain/refusal';
import { needs, required } from '../environment';
import { ask, TencentFailure } from './ask';

needs('TENCENT_FACE_RULE_ID');

/** The service's own limit. */
export const FACE_SESSION_LIVES_MS = 7_200_000;
/** Likeness in percent, as the service recommends. */
const LEAST_LIKENESS = 70;

export interface FaceSession {
  readonly url: string;
  readonly bizToken: string;
}

export interface Face {
  readonly name: string;
  readonly idNumber: string;
  /** Comes back with the result and must be the same: a result of another session is none of ours. */
  readonly nonce: string;
}

export async function startFace({ name, idNumber, nonce }: Face): Promise<FaceSession> {
  const parameters = { RuleId: required('TENCENT_FACE_RULE_ID'), Name: name, IdCard: idNumber, Extra: nonce };
  const { Url, BizToken } = await asked<{ Url: string; BizToken: string }>('DetectAuth', parameters);
  return { url: Url, bizToken: BizToken };
}

interface Result {
  readonly Text?: {
    readonly ErrCode?: number | null;
    readonly LiveStatus?: number | null;
    readonly Comparestatus?: number | null;
    readonly Sim?: string | null;
    readonly Name?: string | null;
    readonly IdCard?: string | null;
    readonly Extra?: string | null;
  };
}

/** Only the service's own word counts; that the person came back to our page is no proof. */
export async function faceOutcome(bizToken: string, face: Face): Promise<'passed' | 'pending' | 'failed'> {
  const parameters = { RuleId: required('TENCENT_FACE_RULE_ID'), BizToken: bizToken, InfoType: '1' };
  const { Text: text } = await asked<Result>('GetDetectInfoEnhanced', parameters);
  if (!text || text.ErrCode === null || text.ErrCode === undefined) return 'pending';
  const alike = Number(text.Sim) >= LEAST_LIKENESS;
  const same = text.Name === face.name && text.IdCard === face.idNumber && text.Extra === face.nonce;
  return text.ErrCode === 0 && text.LiveStatus === 0 && text.Comparestatus === 0 && alike && same ? 'passed' : 'failed';
}

async function asked<T>(action: string, parameters: Readonly<Record<string, unknown>>): Promise<T> {
  try {
    return await ask<T>('faceid', action, parameters);
  } catch (error) {
    if (error instanceof TencentFailure) throw new Refusal('IDENTITY_SERVICE_FAILED', { code: error.code });
    throw error;
  }
}
