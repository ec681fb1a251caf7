/** Photos of a visit are files of that visit: the app uploads them below `visits/<order id>/`, and nothing else is taken. */
import type { VisitRecordInput } from '#contract/visitRecord';
import { Refusal } from '#domain/refusal';
import { app } from './database';

type Photos = VisitRecordInput['photos'];

/** Long enough to look at a picture, too short to pass it on. */
const LINK_SECONDS = 600;

/** `cloud://<environment>.<bucket>/visits/<order id>/<name>`; the name holds no further folder, so nothing leads out of it. */
const isOfVisit = (fileId: string, orderId: string): boolean => {
  const [folder, owner, name, ...more] = fileId.replace(/^cloud:\/\/[^/]*\//, '').split('/');
  return (
    folder === 'visits' &&
    owner === orderId &&
    /^[0-9A-Za-z_-]+(\.[0-9A-Za-z]+)?$/.test(name ?? '') &&
    more.length === 0
  );
};

/** Somebody else's file must not be shown to the patient of this visit, nor to anybody by our links. */
export function assertOfVisit(photos: Photos, orderId: string): void {
  const places = photos.flatMap(({ fileId }, place) => (isOfVisit(fileId, orderId) ? [] : [`photos.${place}.fileId`]));
  if (places.length > 0) throw new Refusal('BAD_INPUT', { fields: places });
}

/** A visit ends with photos that are there, not with names of photos. */
export async function assertStored(photos: Photos): Promise<void> {
  const links = await linksTo(photos.map(({ fileId }) => fileId));
  const missing = photos.filter(({ fileId }) => !links.has(fileId)).map(({ label }) => label);
  if (missing.length > 0) throw new Refusal('PHOTOS_MISSING', { missing: [...new Set(missing)] });
}

/** Links that end soon, to those that are this visit's and exist. */
export const photoLinks = (photos: Photos, orderId: string): Promise<ReadonlyMap<string, string>> =>
  linksTo(photos.map(({ fileId }) => fileId).filter((fileId) => isOfVisit(fileId, orderId)));

async function linksTo(fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (fileIds.length === 0) return new Map();
  const asked = [...new Set(fileIds)].map((fileID) => ({ fileID, maxAge: LINK_SECONDS }));
  const { fileList } = await app.getTempFileURL({ fileList: asked });
  return new Map(
    fileList
      .filter(({ code, tempFileURL }) => code === 'SUCCESS' && tempFileURL)
      .map((file) => [file.fileID, file.tempFileURL]),
  );
}
