/**
 * Printed documents on their way to their reader: in storage under a name nobody guesses, given out by a link that ends, gone after a
 * day. They are made anew each time somebody wants one, so nothing of them is kept.
 */
import { randomBytes } from 'node:crypto';
import type { DocumentReply } from '#contract/ownInvoices';
import { DAY, MINUTE } from '#domain/schedule/beijing';
import { countToday } from '../dailyLimit';
import { _, app, db, erase, write } from '../database';
import { deleteFiles } from '../rights/exportFiles';
import { upload } from '../upload';

/** A document of `documentFiles`. */
export interface DocumentFile {
  readonly _id: string;
  readonly userId: string;
  readonly fileId: string;
  readonly deleteAt: number;
}

const LINK_MS = 10 * MINUTE;
const SWEPT_AT_ONCE = 100;

interface Document {
  readonly userId: string;
  /** What the reader's phone calls the file, letters and hyphens. */
  readonly name: string;
  /** Absent: a PDF. */
  readonly type?: 'pdf' | 'csv';
  readonly make: () => Promise<Buffer>;
}

export async function handOut({ userId, name, type = 'pdf', make }: Document, now: number): Promise<DocumentReply> {
  await countToday('document', userId, now);
  const bytes = await make();
  const _id = randomBytes(16).toString('hex');
  const fileId = await upload(`documents/${userId}/${_id}/${name}.${type}`, bytes);
  await write('documentFiles', { _id, userId, fileId, deleteAt: now + DAY } satisfies DocumentFile);
  const { fileList } = await app.getTempFileURL({ fileList: [{ fileID: fileId, maxAge: LINK_MS / 1000 }] });
  const url = fileList[0]?.tempFileURL;
  if (!url) throw new Error('a document without a link');
  return { kind: 'document', url, linkEndsAt: now + LINK_MS };
}

/** The note goes only with the file. */
async function deleteDocuments(rows: readonly DocumentFile[]): Promise<void> {
  await deleteFiles(rows.map(({ fileId }) => fileId));
  for (const { _id } of rows) await erase('documentFiles', _id);
}

/** Documents whose day is over. */
export async function sweepDocuments(now: number): Promise<number> {
  const { data } = await db
    .collection('documentFiles')
    .where({ deleteAt: _.lte(now) })
    .orderBy('deleteAt', 'asc')
    .limit(SWEPT_AT_ONCE)
    .get();
  await deleteDocuments(data as DocumentFile[]);
  return data.length;
}
