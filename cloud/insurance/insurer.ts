/**
 * The insurer's service: one number per visit. No insurer publishes such an interface; the protocol is ours, described in
 * stand-ins/insurer/README.md. Both sides sign. No personal data goes out: the policies name the nurse.
 */
import { needs, required } from '../environment';
import { askSigned } from '../hmacService';

needs('INSURER_BASE_URL', 'INSURER_CLIENT_ID', 'INSURER_KEY');

const PATH = '/v1/covers';

export interface CoverRequest {
  /** The same id asks for the same cover. */
  readonly requestId: string;
  readonly serviceCode: string;
  /** RFC 3339, Beijing. */
  readonly startAt: string;
  readonly endAt: string;
  readonly policies: readonly { readonly cover: string; readonly policyNumber: string }[];
}

export interface CoverAnswer {
  readonly coverNumber: string;
  readonly insurer: string;
}

/** Throws where the insurer does not answer, says no, or where the answer is not the insurer's. */
export async function askForCover(request: CoverRequest, now: number): Promise<CoverAnswer> {
  const [baseUrl, clientId, key] = [
    required('INSURER_BASE_URL'),
    required('INSURER_CLIENT_ID'),
    required('INSURER_KEY'),
  ];
  return read(await askSigned({ name: 'insurer', baseUrl, clientId, key }, PATH, request, now), request.requestId);
}

function read(text: string, requestId: string): CoverAnswer {
  const answer = JSON.parse(text) as Partial<CoverAnswer> & { requestId?: string };
  const { coverNumber, insurer } = answer;
  if (answer.requestId !== requestId || typeof coverNumber !== 'string' || coverNumber === '') {
    throw new Error('insurer: an answer to something else');
  }
  return { coverNumber, insurer: typeof insurer === 'string' ? insurer : '' };
}
