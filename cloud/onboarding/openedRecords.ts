/** Shows an operator one sensitive thing. The line in the audit log is written before anything is handed out. */
import type { OpenNurseInput, OpenRecordReply } from '#contract/openRecord';
import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { record } from '../audit';
import { read } from '../database';
import { openFor, type Reader } from '../personalData';
import { cipherOf, sealedName, type ApplicationPrivate, type SealedField } from './applications';
import { LINK_SECONDS, linkTo } from './documentFiles';

export async function openRecordFor(
  operatorUid: string,
  { nurseId, item, purpose, reason }: OpenNurseInput,
  now: number,
): Promise<OpenRecordReply> {
  const nurse = await read<Nurse>('nurses', nurseId);
  const sealed = nurse && (await read<ApplicationPrivate>('nurseApplicationPrivate', nurse.userId));
  if (!nurse || !sealed) throw new Refusal('NOT_FOUND', { nurseId });
  const reader: Reader = { actor: operatorUid, subject: `nurses/${nurseId}`, purpose: `${purpose}：${reason}`, now };
  const endsAt = now + LINK_SECONDS * 1000;
  if (item.kind === 'document' || item.kind === 'registryScreenshot') {
    const url = await openPicture(
      reader,
      item.kind === 'document' ? fileOf(sealed, item) : sealed.registryFileId,
      item,
    );
    return { text: null, url, endsAt };
  }
  return { text: await openText(reader, nurse.userId, sealed, item.kind), url: null, endsAt };
}

type Document = Extract<OpenNurseInput['item'], { kind: 'document' }>;

const fileOf = (sealed: ApplicationPrivate, { document, place = 0 }: Document): string | null =>
  sealed.files.filter(({ kind }) => kind === document)[place]?.fileId ?? null;

async function openPicture(reader: Reader, fileId: string | null, item: OpenNurseInput['item']): Promise<string> {
  const what = item.kind === 'document' ? `${item.document} ${item.place ?? 0}` : item.kind;
  if (fileId === null) throw new Refusal('NOT_FOUND', { item: what });
  await record({ ...reader, action: `open picture ${what}`, outcome: 'ok' });
  const url = await linkTo(fileId);
  if (url === null) throw new Refusal('NOT_FOUND', { item: what });
  return url;
}

async function openText(
  reader: Reader,
  userId: string,
  sealed: ApplicationPrivate,
  field: SealedField,
): Promise<string> {
  const cipher = cipherOf(sealed, field);
  if (cipher === null) throw new Refusal('NOT_FOUND', { item: field });
  const name = sealedName(userId, field);
  const opened = await openFor(reader, { [name]: cipher });
  return opened[name] ?? '';
}
