/** What a nurse or an applicant leaves behind: nothing, or, where she gave care, who gave it and with what papers (P-044). */
import { recordOf } from '#domain/nurse/leave';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { db, erase, read, write } from '../database';
import type { ApplicationPrivate } from '../onboarding/applications';
import type { Institution } from '../onboarding/nurseDocument';
import type { Cipher } from '../personalData';
import { removeWhere, rowsWhere } from './accountFacts';
import { deleteFiles } from './exportFiles';

interface NursePapers {
  readonly _id: string;
  readonly nameCipher: Cipher;
  readonly licenceNumberCipher: Cipher;
}

export async function eraseNurse(userId: string, nurseId: string | null, served: readonly Order[]): Promise<void> {
  const hasVisited = served.some(({ checkedInAt }) => checkedInAt !== null);
  await (nurseId !== null && hasVisited ? keepNurse(userId, nurseId) : eraseApplication(userId, nurseId));
  for (const { _id, nurseOpenid, nurseUid } of served) {
    if (nurseOpenid || nurseUid) await db.collection('orders').doc(_id).update({ nurseOpenid: '', nurseUid: '' });
  }
}

/** Of somebody who never gave care here. */
async function eraseApplication(userId: string, nurseId: string | null): Promise<void> {
  await eraseSubmissions(userId);
  await removeWhere('nurseApplicationEvents', { applicationId: userId });
  await erase('nurseApplications', userId);
  if (nurseId !== null) await erase('nursePrivate', nurseId);
  await removeWhere('nurses', { userId });
}

/** Photographs and sealed copies of every submission, and the numbers: she may apply again under another account. */
async function eraseSubmissions(userId: string): Promise<void> {
  const copies = await rowsWhere<ApplicationPrivate>('nurseApplicationPrivate', {
    _id: db.RegExp({ regexp: `^${userId}(:|$)` }),
  });
  await deleteFiles([...new Set(copies.flatMap(({ files }) => files.map(({ fileId }) => fileId)))]);
  for (const { _id } of copies) await erase('nurseApplicationPrivate', _id);
  await removeWhere('nurseNumbers', { userId });
}

/** Who gave care: her name, her licence and what was seen of her papers belong to the records of her visits (P-044). */
async function keepNurse(userId: string, nurseId: string): Promise<void> {
  await eraseSubmissions(userId);
  const papers = await read<NursePapers>('nursePrivate', nurseId);
  if (papers) {
    const { _id, nameCipher, licenceNumberCipher } = papers;
    await write('nursePrivate', { _id, nameCipher, licenceNumberCipher });
  }
  const nurse = await read<Nurse>('nurses', nurseId);
  const station = nurse && (await read<Institution>('institutions', nurse.institutionId));
  if (nurse) await write('nurses', recordOf(nurse, station?.location ?? NO_PLACE));
  for (const collection of ['paperReminders', 'nurseStandings', 'standingAppeals']) {
    await removeWhere(collection, { nurseId });
  }
  await erase('trainingProgress', nurseId);
  await erase('diaries', nurseId);
}

const NO_PLACE: Nurse['location'] = { type: 'Point', coordinates: [0, 0] };
