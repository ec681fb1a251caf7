/** The numbers of operation, as operators set them in `settings`. */
import type { OperationParameters } from '#domain/operations/parameters';
import { read } from './database';
import { remembered } from './remembered';

const readOperations = remembered(async (name) => {
  const document = await read<OperationParameters & { _id: string }>('settings', name);
  if (!document) throw new Error(`settings/${name} is missing: fill the database from database/data first`);
  const { _id, ...parameters } = document;
  return parameters as OperationParameters;
});

export const operations = (now: number): Promise<OperationParameters> => readOperations('operations', now);
