/** What the insurer must be told about a visit; anything less is refused. */
export interface CoverRequest {
  requestId: string;
  serviceCode: string;
  startAt: string;
  endAt: string;
  policies: { cover: string; policyNumber: string }[];
}

export class CoverError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

const COVERS = ['liability', 'medicalAccident', 'personalAccident'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/;

export function assertCoverRequest(body: Buffer): CoverRequest {
  const { requestId, serviceCode, startAt, endAt, policies, ...more } = parsed(body);
  const texts = [requestId, serviceCode, startAt, endAt].every((text) => typeof text === 'string' && text !== '');
  const times = INSTANT.test(String(startAt)) && INSTANT.test(String(endAt)) && String(startAt) < String(endAt);
  if (!texts || !times || Object.keys(more).length > 0 || !Array.isArray(policies)) {
    throw new CoverError(400, 'BAD_REQUEST');
  }
  const list = policies as { cover?: unknown; policyNumber?: unknown }[];
  const covered = COVERS.every((cover) =>
    list.some((one) => one.cover === cover && typeof one.policyNumber === 'string' && one.policyNumber !== ''),
  );
  if (!covered) throw new CoverError(422, 'POLICY_NOT_VALID');
  return { requestId, serviceCode, startAt, endAt, policies } as CoverRequest;
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // told below
  }
  throw new CoverError(400, 'BAD_REQUEST');
}
