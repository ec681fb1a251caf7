/** Shows an assessor what a first assessment, or a reviewer what a doctor's order, is decided by. The line in the audit log is written before anything is handed out. */
import type { OpenAssessmentInput, OpenRecordReply, OpenVisitInput } from '#contract/openRecord';
import { ASSESSMENT_VISIT } from './firstAssessment';
import type { Assessment } from '#domain/assessment/assessment';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { record } from '../audit';
import { read } from '../database';
import { LINK_SECONDS, linkTo } from '../onboarding/documentFiles';
import { openFor, type Reader } from '../personalData';
import { openedHealth, recipientHint, sealedHealth, type Health, type Recipient } from '../recipients';
import { summaryOf, type VisitRecordDocument } from '../visits';
import { saidField, type AssessmentPrivate } from './assessments';

export async function openAssessmentFor(
  operatorUid: string,
  { assessmentId, item, purpose, reason }: OpenAssessmentInput,
  now: number,
): Promise<OpenRecordReply> {
  const assessment = await read<Assessment>('assessments', assessmentId);
  const sealed = await read<AssessmentPrivate>('assessmentPrivate', assessmentId);
  // Answers to the questionnaire are sealed in the same place, and are nobody's to read.
  if (!assessment || assessment.kind === 'risk' || !sealed) throw new Refusal('NOT_FOUND', { assessmentId });
  const subject = `assessments/${assessmentId}`;
  const reader: Reader = { actor: operatorUid, subject, purpose: `${purpose}：${reason}`, now };
  const endsAt = now + LINK_SECONDS * 1000;
  if (item.kind === 'document') {
    return { text: null, url: await openDocument(reader, sealed, item.place ?? 0), endsAt };
  }
  const text = await openRequest(reader, assessment, sealed, now);
  return { text, url: null, documents: sealed.documents.map(({ kind }) => kind), endsAt };
}

async function openDocument(reader: Reader, { documents }: AssessmentPrivate, place: number): Promise<string> {
  const document = documents[place];
  if (!document) throw new Refusal('NOT_FOUND', { place });
  await record({ ...reader, action: `open picture ${document.kind} ${place}`, outcome: 'ok' });
  const url = await linkTo(document.fileId);
  if (url === null) throw new Refusal('NOT_FOUND', { place });
  return url;
}

async function openRequest(
  reader: Reader,
  { recipientId }: Assessment,
  { _id, saidCipher }: AssessmentPrivate,
  now: number,
): Promise<string> {
  const recipient = await read<Recipient>('recipients', recipientId);
  if (!recipient) throw new Refusal('NOT_FOUND', { recipientId });
  const said = saidField(_id);
  const opened = await openFor(reader, { [said]: saidCipher, ...sealedHealth(recipient) });
  const { note = '', hospital = '' } = JSON.parse(opened[said] ?? '{}') as { note?: string; hospital?: string };
  const text = requestText(recipientHint(recipient, now), openedHealth(opened, recipient), note);
  return hospital === '' ? text : `${line('开单医院', hospital)}\n${text}`;
}

const MOBILITY = {
  independent: '行动自如',
  needsHelp: '行走需要帮助',
  wheelchair: '坐轮椅',
  bedridden: '卧床',
} as const;

const line = (name: string, words: string): string => `${name}：${words || '没有填写'}`;

/** One line for each thing; what nobody wrote is said to be missing. */
function requestText(hint: string, health: Health, note: string): string {
  const { conditions, allergies, history, mobility } = health;
  return [
    line('被照护人', hint),
    line('疾病', conditions.join('、')),
    line('过敏', allergies.join('、')),
    line('既往情况', history),
    line('行动能力', mobility ? MOBILITY[mobility] : ''),
    line('家属说明', note),
  ].join('\n');
}

export async function openVisitFor(
  operatorUid: string,
  { orderId, item, purpose, reason }: OpenVisitInput,
  now: number,
): Promise<OpenRecordReply> {
  const order = await read<Order>('orders', orderId);
  const visit = await read<VisitRecordDocument>('visitRecords', orderId);
  const isAssessment = order?.serviceCode === ASSESSMENT_VISIT && order.finishedAt !== null;
  if (!isAssessment || !visit) throw new Refusal('NOT_FOUND', { orderId });
  const reader: Reader = { actor: operatorUid, subject: `orders/${orderId}`, purpose: `${purpose}：${reason}`, now };
  await record({ ...reader, action: `open ${item.kind}`, outcome: 'ok' });
  return { text: summaryOf(visit), url: null, endsAt: now + LINK_SECONDS * 1000 };
}
