/** The numbers of operation, as operators set them in `settings`. */
import * as v from 'valibot';
import defaults from '../database/data/operations.json';
import { sharesAt } from '#domain/institution/share';
import { effective, type ParameterChange } from '#domain/operations/changes';
import type { OperationParameters } from '#domain/operations/parameters';
import { readReference, reference, type Reference } from './reference';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Each number that a new environment starts with. One that is missing would make every comparison false and let things pass. */
const namesAsIn = (group: object) => v.object(Object.fromEntries(Object.keys(group).map((name) => [name, amount])));
const Operations = v.object(
  Object.fromEntries(
    Object.entries(defaults satisfies OperationParameters).map(([group, numbers]) => [group, namesAsIn(numbers)]),
  ),
);

/** Refuses an incomplete document and says what is missing. */
export function checkedOperations(document: unknown): OperationParameters {
  const result = v.safeParse(Operations, document);
  if (result.success) return result.output as unknown as OperationParameters;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ');
  throw new Error(`settings/operations is incomplete, compare it with database/data/operations.json: ${fields}`);
}

/** A document of `settingChanges`: what operators decided, with who and why. */
export interface SettingChange extends ParameterChange {
  readonly _id: string;
  readonly was: number;
  readonly reason: string;
  readonly by: string;
}

const holding = ({ settings, changes, shares }: Reference, now: number): OperationParameters => ({
  ...effective(checkedOperations(settings.get('operations')), changes, now),
  institutionShares: sharesAt(shares, now),
});

/** The numbers that hold now. What was read is remembered; which of the changes have come is asked each time. */
export const operations = async (now: number): Promise<OperationParameters> => holding(await reference(now), now);

/** As the database has them at this moment, past the memory: for whoever decides about a number. */
export const operationsAt = async (now: number): Promise<OperationParameters> => holding(await readReference(), now);
