import { EngineError } from './engine';

/** The platform's refusals, word for word where a text is known (see FIDELITY.md for the ones that are guesses). */

const contact = 'Please check your request, but if the problem cannot be solved, contact us.';
const persists = 'Please check your request, but if the problem persists, contact us.';

export const collectionMissing = (name: string) =>
  new EngineError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}. ${contact}`);

export const collectionExists = () =>
  new EngineError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceUnavailable.ResourceExist] Table exist. ${contact}`);

export const requestFailed = (text: string) => new EngineError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${text}`);

export const transactionConflict = () =>
  new EngineError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${persists}`,
  );

export const transactionMissing = () =>
  new EngineError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      `transaction must be commit or abort in 30 seconds. ${persists}`,
  );

export const transactionBusy = () =>
  new EngineError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${persists}`,
  );

export const transactionTooLong = (limit: number) =>
  new EngineError(
    'DATABASE_TRANSACTION_FAIL',
    `[LimitExceeded.TransactionOperations] Transaction has more than ${limit} operations. ${persists}`,
  );

/** Which kind of call met the duplicate: the platform words them differently. */
export type DuplicateSite = 'insert' | 'update';

export const duplicateKey = (site: DuplicateSite, collection: string, index: string, key: string) => {
  const e11000 = `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: { ${key} }`;
  return new EngineError(
    'DATABASE_REQUEST_FAILED',
    site === 'insert'
      ? `[FailedOperation.Insert] bulk write error: [{${e11000}}]`
      : `[FailedOperation] multiple write errors: [{write errors: [{${e11000}}]}, {<nil>}]`,
  );
};
