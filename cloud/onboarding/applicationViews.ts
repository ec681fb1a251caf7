/** The application as its owner's screens show it. */
import type { ApplicationView } from '#contract/applyAsNurse';
import { LACK_WORDS, lacksOf } from '#domain/nurse/admission';
import type { Nurse } from '#domain/nurse/nurse';
import { missingDocuments, missingPart, neededDocuments } from '#domain/onboarding/papers';
import { newApplication } from '#domain/onboarding/steps';
import type { Account } from '../accounts';
import { db, read, rows } from '../database';
import { applicationOf, emptyPrivate, type ApplicationPrivate } from './applications';
import { uploadFolder } from './documentFiles';
import { knownIdentity } from './identityFacts';
import { historyOf } from './submission';
import type { Institution } from './nurseDocument';

const MOST_INSTITUTIONS = 500;

export async function applicationView({ userId, openid, uid }: Account, now: number): Promise<ApplicationView> {
  const [standing, sealed, history, stations] = await Promise.all([
    applicationOf(userId),
    read<ApplicationPrivate>('nurseApplicationPrivate', userId),
    historyOf(userId),
    rows<Institution>(db.collection('institutions').orderBy('name', 'asc'), MOST_INSTITUTIONS, 'institutions'),
  ]);
  const application = standing ?? newApplication({ _id: userId, nurseId: '', openid, uid }, now);
  const { parts, review, state } = application;
  const nurse = state === 'approved' ? await read<Nurse>('nurses', application.nurseId) : null;
  return {
    state: standing ? state : 'none',
    missingPart: missingPart(parts),
    parts,
    neededDocuments: neededDocuments(parts),
    missingDocuments: missingDocuments(parts),
    uploadFolder: uploadFolder(userId),
    face: knownIdentity(userId, sealed ?? emptyPrivate(userId)).faceState,
    checks: application.checks,
    returnReasons: application.returnReasons,
    rejectReason: application.rejectReason,
    submittedAt: review?.submittedAt ?? null,
    dueAt: review?.dueAt ?? null,
    calendarKnown: review?.calendarKnown ?? true,
    history: history.map(({ at, kind, text, reasons }) => ({ at, kind, text, reasons })) as ApplicationView['history'],
    nurseId: nurse?._id ?? null,
    nextSteps: nurse && nurse.status === 'training' ? lacksOf(nurse, now).map((lack) => LACK_WORDS[lack]) : [],
    institutions: stations.map(({ _id, name }) => ({ institutionId: _id, name })),
  };
}
