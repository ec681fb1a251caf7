/** The steps of a real-name check, each with the answer it gets. */
import type {
  CardReadReply,
  FaceStartReply,
  VerifyIdentityInput,
  VerifyIdentityStepInput,
} from '#contract/verifyIdentity';
import { call } from '@/cloud/call';

type Step<K extends VerifyIdentityStepInput['kind']> = Omit<Extract<VerifyIdentityStepInput, { kind: K }>, 'kind'>;
type Last = VerifyIdentityInput | Extract<VerifyIdentityStepInput, { kind: 'confirmCard' | 'faceResult' }>;

const unexpected = () => new Error('verifyIdentity answered a step that was not asked');

/** The step that verifies; answers the masked number. */
export async function verifiedBy(input: Last): Promise<string> {
  const answer = await call('verifyIdentity', input);
  if (!answer.verified) throw unexpected();
  return answer.maskedIdNumber;
}

export async function cardRead(input: Step<'cardPhotos'>): Promise<CardReadReply> {
  const answer = await call('verifyIdentity', { kind: 'cardPhotos', ...input });
  if (!('cardId' in answer)) throw unexpected();
  return answer;
}

export async function faceStarted(input: Step<'faceStart'>): Promise<FaceStartReply> {
  const answer = await call('verifyIdentity', { kind: 'faceStart', ...input });
  if (!('faceCheckId' in answer)) throw unexpected();
  return answer;
}
