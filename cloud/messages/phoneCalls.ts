/** The last channel: a person at the desk phones. What is to be said stands on the row, the number does not. */
import { MESSAGE_KINDS, type MessageTemplate } from '#contract/messageTemplates';
import { db, isDuplicate } from '../database';
import type { MessageRow } from '../outbox';
import type { Said } from './said';

/** A document of `phoneCalls`, under the id of its row in the outbox. No personal data: operators read it directly. */
export interface PhoneCall {
  readonly _id: string;
  readonly template: MessageTemplate;
  readonly title: string;
  readonly text: string;
  readonly about: string;
  readonly orderId: string;
  readonly to: 'patient' | 'nurse';
  readonly personId: string;
  readonly state: 'open' | 'done';
  readonly raisedAt: number;
  /** Tried, and nobody answered. */
  readonly missed: number;
  readonly missedAt: number | null;
  readonly note: string;
  readonly doneBy: string;
  readonly doneAt: number | null;
}

export async function listForCalling({ _id, payload, orderId }: MessageRow, now: number): Promise<Said> {
  const { template, to, personId = '', words } = payload;
  const { service = '', time = '', note = '' } = words;
  const call: PhoneCall = {
    ...{ _id, template, title: MESSAGE_KINDS[template].title, text: note, about: [service, time].join(' ').trim() },
    ...{ orderId, to, personId, state: 'open', raisedAt: now, missed: 0, missedAt: null, note: '' },
    ...{ doneBy: '', doneAt: null },
  };
  try {
    await db.collection('phoneCalls').add(call);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  return { state: 'sent' };
}
