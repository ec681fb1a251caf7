/** Photographs of papers: files below `applications/<account>/`, which only their owner writes and nobody but functions gives out. */
import { Refusal } from '#domain/refusal';
import { app } from '../database';

/** Long enough to look at a paper, too short to pass the link on. */
export const LINK_SECONDS = 180;

const NAME = /^[0-9A-Za-z_-]+(\.[0-9A-Za-z]+)?$/;

const isIn = (fileId: string, folder: string, owner: string): boolean => {
  const [first, second, name, ...more] = fileId.replace(/^cloud:\/\/[^/]*\//, '').split('/');
  return first === folder && second === owner && NAME.test(name ?? '') && more.length === 0;
};

export const uploadFolder = (userId: string): string => `applications/${userId}/`;

/** Somebody else's file is not hers to hand in. */
export function assertOwnFiles(userId: string, fileIds: readonly string[]): void {
  const wrong = fileIds.flatMap((fileId, place) => (isIn(fileId, 'applications', userId) ? [] : [place]));
  if (wrong.length > 0) throw new Refusal('BAD_INPUT', { fields: wrong.map((place) => `documents.${place}.fileId`) });
}

/** What the desk keeps of a look into a register: `registry/<nurse>/<name>`. */
export function assertRegistryFile(nurseId: string, fileId: string): void {
  if (!isIn(fileId, 'registry', nurseId)) throw new Refusal('BAD_INPUT', { fields: ['screenshotFileId'] });
}

/** Proof of a paper or a policy: `evidence/<nurse>/<name>`, and it is there. */
export async function assertEvidence(nurseId: string, fileId: string): Promise<void> {
  if (!isIn(fileId, 'evidence', nurseId)) throw new Refusal('BAD_INPUT', { fields: ['evidenceFileId'] });
  if ((await linkTo(fileId)) === null) throw new Refusal('PHOTOS_MISSING', { missing: ['evidence'] });
}

/** A link that ends soon; null where there is no such file. */
export async function linkTo(fileId: string): Promise<string | null> {
  const { fileList } = await app.getTempFileURL({ fileList: [{ fileID: fileId, maxAge: LINK_SECONDS }] });
  const [file] = fileList;
  return file?.code === 'SUCCESS' && file.tempFileURL ? file.tempFileURL : null;
}

/** How many of these are names without a file. */
export async function countMissing(fileIds: readonly string[]): Promise<number> {
  if (fileIds.length === 0) return 0;
  const asked = [...new Set(fileIds)].map((fileID) => ({ fileID, maxAge: LINK_SECONDS }));
  const { fileList } = await app.getTempFileURL({ fileList: asked });
  return fileList.filter(({ code, tempFileURL }) => code !== 'SUCCESS' || !tempFileURL).length;
}
