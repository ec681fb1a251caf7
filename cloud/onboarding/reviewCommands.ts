/** What reviewers do with an application; each a command row, carried out and answered in one transaction. */
import type { CommandInput } from '#contract/runCommand';
import type { Nurse } from '#domain/nurse/nurse';
import { approve, reject } from '#domain/nurse/review';
import type { NurseApplication } from '#domain/onboarding/application';
import { close, giveBack, recordLookup, startReview, type Step } from '#domain/onboarding/steps';
import { Refusal } from '#domain/refusal';
import type { UserDocument } from '../accounts';
import { answerRow, type CommandRow } from '../commandRows';
import { read } from '../database';
import { seal } from '../personalData';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';
import { textOf, writeStep, type ApplicationPrivate, type SealedField } from './applications';
import { countMissing } from './documentFiles';
import { manualVerifier } from './licenceRegistry';
import { releaseNumbers } from './numbersInUse';
import { settleAlerts } from './reviewAlerts';
import { checksNow, numbersOf } from './submission';

type ReviewCommand = Extract<
  CommandInput,
  { kind: 'startNurseReview' | 'recordRegistryLookup' | 'approveNurse' | 'returnNurse' | 'rejectNurse' }
>;

interface Case {
  readonly nurse: Nurse;
  readonly application: NurseApplication;
  readonly sealed: ApplicationPrivate;
}

/** Who decides, and on which row the answer goes. */
interface Desk {
  readonly row: CommandRow;
  readonly now: number;
}

export function runReviewCommand(command: ReviewCommand, row: CommandRow, now: number): Promise<void> {
  const desk = { row, now };
  switch (command.kind) {
    case 'startNurseReview':
      return begin(command.nurseId, desk);
    case 'recordRegistryLookup':
      return keepLookup(command, desk);
    case 'approveNurse':
      return letIn(command.nurseId, command.note ?? '', desk);
    case 'returnNurse':
      return handBack(command, desk);
    case 'rejectNurse':
      return turnAway(command, desk);
  }
}

/** Reads the case, does the work, answers the row: all or nothing. */
async function inCase(
  nurseId: string,
  { row, now }: Desk,
  work: (transaction: Transaction, found: Case) => Promise<string>,
): Promise<void> {
  await transact(async (transaction) => {
    const nurse = await transaction.get<Nurse>('nurses', nurseId);
    if (!nurse) throw new Refusal('NOT_FOUND', { nurseId });
    if (nurse.status !== 'pending') throw new Refusal('ILLEGAL_STEP', { status: nurse.status });
    const application = await transaction.get<NurseApplication>('nurseApplications', nurse.userId);
    const sealed = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', nurse.userId);
    if (!application || !sealed) throw new Refusal('NOT_FOUND', { application: nurse.userId });
    const answer = await work(transaction, { nurse, application, sealed });
    await answerRow(transaction, row, 'done', `${answer} ${nurse.displayName}`, now);
  });
}

const begin = (nurseId: string, desk: Desk) =>
  inCase(nurseId, desk, async (transaction, { application }) => {
    await writeStep(transaction, startReview(application, desk.row.requestedBy, desk.now));
    return '已开始审核';
  });

/** The register's picture is asked for before the transaction; the number stays sealed. */
async function keepLookup(command: Extract<ReviewCommand, { kind: 'recordRegistryLookup' }>, desk: Desk) {
  const { nurseId } = command;
  const nurse = await read<Nurse>('nurses', nurseId);
  const known = nurse && (await read<ApplicationPrivate>('nurseApplicationPrivate', nurse.userId));
  if (!nurse || !known) throw new Refusal('NOT_FOUND', { nurseId });
  const number = textOf(nurse.userId, known, 'licenceNumber');
  const evidence = await manualVerifier.look(number, { ...command, lookedBy: desk.row.requestedBy }, desk.now);
  await inCase(nurseId, desk, async (transaction, { application, sealed }) => {
    // Sent back and changed meanwhile: what was found is about another number.
    if (textOf(application._id, sealed, 'licenceNumber') !== number) throw new Refusal('ILLEGAL_STEP', { nurseId });
    await writeStep(transaction, recordLookup(application, evidence, desk.now));
    await transaction.put('nurseApplicationPrivate', { ...sealed, registryFileId: command.screenshotFileId });
    return `已登记查询结果（${evidence.status}）`;
  });
}

/** All checks anew, as of today; then the nurse, her account and her sealed papers together. */
async function letIn(nurseId: string, note: string, desk: Desk): Promise<void> {
  const p = await operations(desk.now);
  const photosNotStored = await missingPhotos(nurseId);
  await inCase(nurseId, desk, async (transaction, { nurse, application, sealed }) => {
    const { now, row } = desk;
    const checks = await checksNow(transaction, application, sealed, { p, photosNotStored, now });
    const { evidence } = application;
    const approved = approve(nurse, { checks, evidence, role: nurse.role }, p.onboarding, now);
    await transaction.put('nurses', approved);
    await transaction.put('nursePrivate', nursePrivate(nurse, sealed));
    await makeNurseOf(transaction, nurse);
    await finish(transaction, close(application, 'approved', { operator: row.requestedBy, text: note || '通过' }, now));
    return approved.status === 'active' ? '已批准' : '已批准，待培训';
  });
}

/** Their owner may have deleted them since she handed them in. A draft that changes meanwhile is no longer under review. */
async function missingPhotos(nurseId: string): Promise<number> {
  const nurse = await read<Nurse>('nurses', nurseId);
  const sealed = nurse && (await read<ApplicationPrivate>('nurseApplicationPrivate', nurse.userId));
  return countMissing((sealed?.files ?? []).map(({ fileId }) => fileId));
}

/** `nursePrivate` binds its ciphers to the nurse, so they are sealed anew. */
function nursePrivate({ _id, userId }: Nurse, sealed: ApplicationPrivate) {
  const again = (field: SealedField) => seal(textOf(userId, sealed, field), `nurses/${_id}/${field}`);
  return {
    _id,
    nameCipher: again('name'),
    phoneCipher: again('phone'),
    idNumberCipher: again('idNumber'),
    licenceNumberCipher: again('licenceNumber'),
  };
}

/** From now on she comes in by the nurses' door as well. */
async function makeNurseOf(transaction: Transaction, { _id, userId }: Nurse): Promise<void> {
  const user = await transaction.get<UserDocument>('users', userId);
  if (!user) throw new Error(`nurse without account: ${_id}`);
  const roles = user.roles.includes('nurse') ? user.roles : [...user.roles, 'nurse' as const];
  await transaction.put('users', { ...user, nurseId: _id, roles });
}

const handBack = ({ nurseId, reasons }: Extract<ReviewCommand, { kind: 'returnNurse' }>, desk: Desk) =>
  inCase(nurseId, desk, async (transaction, { nurse, application }) => {
    await finish(transaction, giveBack(application, reasons, desk.row.requestedBy, desk.now));
    const statusReason = reasons.map(({ reason }) => reason).join('；');
    await transaction.put('nurses', { ...nurse, statusReason });
    return '已退回补充';
  });

const turnAway = ({ nurseId, reason }: Extract<ReviewCommand, { kind: 'rejectNurse' }>, desk: Desk) =>
  inCase(nurseId, desk, async (transaction, { nurse, application, sealed }) => {
    await transaction.put('nurses', reject(nurse, reason));
    await finish(
      transaction,
      close(application, 'rejected', { operator: desk.row.requestedBy, text: reason.trim() }, desk.now),
    );
    await releaseNumbers(transaction, numbersOf(application._id, sealed), application._id);
    return '已退回';
  });

async function finish(transaction: Transaction, step: Step): Promise<void> {
  await writeStep(transaction, step);
  await settleAlerts(transaction, step.application, step.event.at);
}
