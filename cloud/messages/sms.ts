/** Text messages for those whom WeChat does not reach. They cost money, so only kinds that name this channel are sent. */
import { cut } from '#contract/messageFields';
import { MESSAGE_KINDS, type MessageTemplate, type Word } from '#contract/messageTemplates';
import type { Attempt } from '#domain/messages/route';
import { needs, required } from '../environment';
import type { MessagePayload, MessageRow } from '../outbox';
import { receiptsOf, sendSms } from '../tencentCloud/sendSms';
import { phoneOf } from './addressee';
import type { Said } from './said';

needs('SMS_TEMPLATES');

/** What the network says before anything goes out, and says differently a little later. */
const BUSY =
  /^(RequestLimitExceeded|LimitExceeded\.DeliveryFrequencyLimit|LimitExceeded\.PhoneNumberThirtySecondLimit)/;
/** Same words, same number, thirty seconds, less what a call may take: Tencent Cloud's default policy. */
const SURELY_REFUSED_MS = 25_000;
const SAME_WORDS = 'LimitExceeded.PhoneNumberThirtySecondLimit';
/** It does not know itself what it did. */
const UNSURE = /^($|InternalError|ResourceUnavailable)/;

export async function sendBySms({ _id, payload, tried }: MessageRow, now: number): Promise<Said> {
  const templateId = templateIds()[payload.template];
  if (!templateId) {
    console.error(`SMS_TEMPLATES names no ${payload.template}`);
    return { state: 'refused', why: 'no template' };
  }
  const phone = await phoneOf(payload, `message ${_id}`, now);
  if (phone === null) return { state: 'refused', why: 'no phone' };
  const { maybeOut = false, at = now } = tried?.sms ?? {};
  // Held up meanwhile: from here on the network might take the same words twice.
  if (maybeOut && Date.now() > at + SURELY_REFUSED_MS) return { state: 'unknown', why: 'too late to send again' };
  const { code, serialNo } = await sendSms({ phone, templateId, words: smsWords(payload), context: _id });
  if (code === 'Ok') return { state: 'accepted', number: serialNo };
  // The same words went out a moment ago, and nobody told us.
  if (maybeOut && code === SAME_WORDS) return { state: 'accepted', why: code };
  // That this one did not go out says nothing about the one before.
  if (BUSY.test(code)) return { state: maybeOut ? 'unknown' : 'busy', why: code };
  return { state: UNSURE.test(code) ? 'unknown' : 'refused', why: code || 'no answer' };
}

/** What the network says by now; null: nothing yet. One without an answer is known by its context alone. */
export async function receiptOf({ _id, payload }: MessageRow, attempt: Attempt, now: number): Promise<Said | null> {
  const phone = await phoneOf(payload, `receipt ${_id}`, now);
  if (phone === null) return null;
  const receipts = await receiptsOf(phone, attempt.at - CLOCKS_DIFFER_MS);
  const own = receipts.find(({ serialNo, context }) =>
    attempt.number ? serialNo === attempt.number : context === _id,
  );
  return own ? { state: own.arrived ? 'sent' : 'refused', number: own.serialNo, why: own.description } : null;
}

const CLOCKS_DIFFER_MS = 60_000;

const templateIds = () => JSON.parse(required('SMS_TEMPLATES')) as Partial<Record<MessageTemplate, string>>;

/** Notification templates take about twelve characters for each variable: what is longer makes the whole message fail. */
const MOST_IN_WORD = 12;

export const smsWords = ({ template, words }: Pick<MessagePayload, 'template' | 'words'>): string[] =>
  MESSAGE_KINDS[template].sms.map((word: Word) => cut(words[word]?.trim() ?? '', MOST_IN_WORD));
