/** The two files of an export: below their owner's folder, under names nobody guesses, given out by links that end, gone after a day. */
import { randomBytes } from 'node:crypto';
import type { ExportFiles } from '#contract/ownData';
import { readablePage } from '#domain/rights/readable';
import { DAY, MINUTE } from '#domain/schedule/beijing';
import { _, app, db, erase, read, write } from '../database';
import { upload } from '../upload';
import type { OwnExport } from './ownExport';

/** A document of `dataExports`, id = the account's: the last export. Earlier ones were deleted when it was made. */
export interface DataExport {
  readonly _id: string;
  readonly htmlFileId: string;
  readonly jsonFileId: string;
  readonly createdAt: number;
  readonly deleteAt: number;
}

const LINK_MS = 10 * MINUTE;
const SWEPT_AT_ONCE = 100;

/** An export made before is deleted first, so that there is one at most. */
export async function keepExport(userId: string, content: OwnExport, now: number): Promise<ExportFiles> {
  await deleteExport(userId);
  const folder = `exports/${userId}/${randomBytes(16).toString('hex')}`;
  const pathOf = { html: `${folder}/my-data.html`, json: `${folder}/my-data.json` };
  const htmlFileId = await upload(pathOf.html, Buffer.from(readablePage(content, now)));
  const jsonFileId = await upload(pathOf.json, Buffer.from(JSON.stringify(content, null, 2)));
  const kept = { _id: userId, htmlFileId, jsonFileId, createdAt: now, deleteAt: now + DAY };
  await write('dataExports', kept satisfies DataExport);
  return linked(kept, now);
}

/** The last export, with new links; null: there is none. */
export async function exportOf(userId: string, now: number): Promise<ExportFiles | null> {
  const kept = await read<DataExport>('dataExports', userId);
  return kept && now < kept.deleteAt ? linked(kept, now) : null;
}

async function linked({ htmlFileId, jsonFileId, deleteAt }: DataExport, now: number): Promise<ExportFiles> {
  const maxAge = Math.max(1, Math.floor(Math.min(LINK_MS, deleteAt - now) / 1000));
  const asked = [htmlFileId, jsonFileId].map((fileID) => ({ fileID, maxAge }));
  const { fileList } = await app.getTempFileURL({ fileList: asked });
  const [htmlUrl, jsonUrl] = [htmlFileId, jsonFileId].map(
    (id) => fileList.find(({ fileID }) => fileID === id)?.tempFileURL,
  );
  if (!htmlUrl || !jsonUrl) throw new Error('an export without files');
  return { htmlUrl, jsonUrl, linksEndAt: now + maxAge * 1000, deletedAt: deleteAt };
}

/** The note goes only with the files. */
export async function deleteExport(userId: string): Promise<void> {
  const kept = await read<DataExport>('dataExports', userId);
  if (!kept) return;
  await deleteFiles([kept.htmlFileId, kept.jsonFileId]);
  await erase('dataExports', userId);
}

/** Already gone counts as deleted. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const { fileList } = await app.deleteFile({ fileList: [...fileIds] });
  const left = fileList.filter(({ code }) => code !== 'SUCCESS' && !/NOT_EXIST|NONEXIST|NOT_FOUND/i.test(code));
  if (left.length > 0) throw new Error(`files not deleted: ${left.map(({ code }) => code).join(', ')}`);
}

/** Exports whose day is over. */
export async function sweepExports(now: number): Promise<number> {
  const { data } = await db
    .collection('dataExports')
    .where({ deleteAt: _.lte(now) })
    .orderBy('deleteAt', 'asc')
    .limit(SWEPT_AT_ONCE)
    .get();
  for (const { _id } of data as DataExport[]) await deleteExport(_id);
  return data.length;
}
