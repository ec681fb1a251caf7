/** The inbox has every message, whatever reached the phone. Its owner watches what is unread; only functions write. */
import type { InboxMessage } from '#contract/ownMessages';
import { MESSAGE_KINDS } from '#contract/messageTemplates';
import { db, isDuplicate } from '../database';
import type { MessageRow } from '../outbox';
import { pageOf } from './pageOf';

/** A document of `inbox`, under the id of its row in the outbox. The other side's names are `''`. */
export interface InboxDocument extends Omit<InboxMessage, 'messageId'> {
  readonly _id: string;
  /** A patient's user id, a nurse's id. */
  readonly personId: string;
  readonly patientOpenid: string;
  readonly patientUid: string;
  readonly nurseOpenid: string;
  readonly nurseUid: string;
  readonly state: 'unread' | 'read';
  readonly readAt: number | null;
}

export function inboxDocument({ _id, payload, createdAt }: MessageRow): InboxDocument {
  const { template, to, openid, uid, personId = '', words } = payload;
  const { service = '', time = '', note = '' } = words;
  return {
    _id,
    personId,
    patientOpenid: to === 'patient' ? openid : '',
    patientUid: to === 'patient' ? uid : '',
    nurseOpenid: to === 'nurse' ? openid : '',
    nurseUid: to === 'nurse' ? uid : '',
    template,
    title: MESSAGE_KINDS[template].title,
    text: note,
    about: [service, time].filter(Boolean).join(' '),
    page: pageOf(payload) ?? '',
    createdAt,
    state: 'unread',
    readAt: null,
  };
}

/** Several at once, none of which should be there yet; false: each has to be kept by itself, and what is wrong shows there. */
export async function keepAllInInbox(rows: readonly MessageRow[]): Promise<boolean> {
  try {
    await db.collection('inbox').add(rows.map(inboxDocument));
    return true;
  } catch (error) {
    if (!isDuplicate(error)) console.warn('inbox', error);
    return false;
  }
}

/** Once, however often it is tried. */
export async function keepInInbox(row: MessageRow): Promise<void> {
  try {
    await db.collection('inbox').add(inboxDocument(row));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
