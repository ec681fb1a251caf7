/** One ID number, one licence number: one person who works here. Kept under keyed hashes. */
import { lookupHash } from '../personalData';
import type { Transaction } from '../transact';

/** A document of `nurseNumbers`. */
interface NumberRow {
  readonly _id: string;
  readonly userId: string;
}

type What = 'idNumber' | 'licence';

export const numberKey = (what: What, number: string): string => lookupHash(`nurse/${what}/${number}`);

export interface Numbers {
  readonly idNumber: string;
  readonly licence: string;
}

/** Which of the two somebody else has. */
export async function usedElsewhere(
  { get }: Pick<Transaction, 'get'>,
  { idNumber, licence }: Numbers,
  userId: string,
): Promise<{ readonly idNumberUsedElsewhere: boolean; readonly licenceUsedElsewhere: boolean }> {
  const idRow = await get<NumberRow>('nurseNumbers', numberKey('idNumber', idNumber));
  const licenceRow = await get<NumberRow>('nurseNumbers', numberKey('licence', licence));
  return {
    idNumberUsedElsewhere: idRow !== null && idRow.userId !== userId,
    licenceUsedElsewhere: licenceRow !== null && licenceRow.userId !== userId,
  };
}

/** Takes what is free; what somebody else has stays theirs until a person has cleared it up. */
export async function takeNumbers(transaction: Transaction, { idNumber, licence }: Numbers, userId: string) {
  for (const _id of [numberKey('idNumber', idNumber), numberKey('licence', licence)]) {
    if (!(await transaction.get('nurseNumbers', _id))) await transaction.add('nurseNumbers', { _id, userId });
  }
}

/** Withdrawn or rejected: the numbers are free again. */
export async function releaseNumbers(transaction: Transaction, { idNumber, licence }: Numbers, userId: string) {
  for (const _id of [numberKey('idNumber', idNumber), numberKey('licence', licence)]) {
    const row = await transaction.get<NumberRow>('nurseNumbers', _id);
    if (row?.userId === userId) await transaction.remove('nurseNumbers', _id);
  }
}
