/** Shows an operator whom to phone. The line in the audit log is written before the number is handed out. */
import type { OpenCallInput, OpenRecordReply } from '#contract/openRecord';
import { Refusal } from '#domain/refusal';
import { read } from '../database';
import { openedPrivate, orderPrivateById, sealedPrivate } from '../orderPrivate';
import { openFor, type Reader } from '../personalData';
import { ownNumber } from './addressee';
import type { PhoneCall } from './phoneCalls';

/** As long as it takes to dial. */
const SHOWN_MS = 120_000;

export async function openCallFor(
  operatorUid: string,
  { callId, purpose, reason }: OpenCallInput,
  now: number,
): Promise<OpenRecordReply> {
  const call = await read<PhoneCall>('phoneCalls', callId);
  if (call?.state !== 'open') throw new Refusal('NOT_FOUND', { callId });
  const reader = { actor: operatorUid, purpose: `${purpose}：${reason}`, now };
  // Who has no number of his own left one at the order: whoever answers at the address.
  const number = (await ownNumber(call, reader)) ?? (await atTheAddress(call, reader));
  if (!number) throw new Refusal('NOT_FOUND', { item: 'phone' });
  return { text: number, url: null, endsAt: now + SHOWN_MS };
}

async function atTheAddress({ to, orderId }: PhoneCall, reader: Omit<Reader, 'subject'>): Promise<string | null> {
  if (to === 'nurse' || !orderId) return null;
  const sealed = sealedPrivate(await orderPrivateById(orderId), ['phone']);
  return openedPrivate(await openFor({ ...reader, subject: `orders/${orderId}` }, sealed), orderId, 'phone');
}
