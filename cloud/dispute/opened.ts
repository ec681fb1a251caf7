/** What a family wrote when it asked for money back: sealed at rest, shown to an operator for a purpose that stands in the audit log. */
import type { OpenDisputeInput, OpenRecordReply } from '#contract/openRecord';
import { Refusal } from '#domain/refusal';
import { read } from '../database';
import { openFor, seal, type Cipher } from '../personalData';

/** A document of `disputePrivate`, id = the order's. */
interface DisputePrivate {
  readonly _id: string;
  readonly textCipher: Cipher;
}

const fieldOf = (orderId: string): string => `disputes/${orderId}/text`;
/** As long as it takes to read. */
const SHOWN_MS = 300_000;

export const sealedText = (orderId: string, text: string): DisputePrivate => ({
  _id: orderId,
  textCipher: seal(text, fieldOf(orderId)),
});

export async function openDisputeFor(
  operatorUid: string,
  { disputeId, purpose, reason }: OpenDisputeInput,
  now: number,
): Promise<OpenRecordReply> {
  const found = await read<DisputePrivate>('disputePrivate', disputeId);
  if (!found) throw new Refusal('NOT_FOUND', { disputeId });
  const reader = { actor: operatorUid, subject: `orders/${disputeId}`, purpose: `${purpose}：${reason}`, now };
  const field = fieldOf(disputeId);
  const opened = await openFor(reader, { [field]: found.textCipher });
  return { text: opened[field] ?? '', url: null, endsAt: now + SHOWN_MS };
}
