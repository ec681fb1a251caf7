/** The numbers of operation, as operators set them in `settings`. */
import * as v from 'valibot';
import type { OperationParameters } from '#domain/operations/parameters';
import { read } from './database';
import { remembered } from './remembered';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A number that is missing would make every comparison false and let things pass: so it is an error, by name. */
const group = <G extends keyof OperationParameters>(names: Record<keyof OperationParameters[G], 1>) =>
  v.object(Object.fromEntries(Object.keys(names).map((name) => [name, amount])));

const Operations = v.object({
  acceptance: group<'acceptance'>({
    ...{ deadlineMinutes: 1, waveSize: 1, waveMinutes: 1, alternatesSize: 1, operatorsAfterMinutes: 1 },
    ...{ autoCancelMinutes: 1, quietFromMinute: 1, quietToMinute: 1, urgentLeadMinutes: 1 },
  }),
  booking: group<'booking'>({
    ...{ gridMinutes: 1, horizonDays: 1, minimumLeadMinutes: 1, payWithinMinutes: 1, autoConfirmHours: 1 },
  }),
  dispatch: group<'dispatch'>({
    ...{ searchRadiusMeters: 1, bandMeters: 1, candidateLimit: 1, speedKmPerHour: 1, detourFactor: 1 },
    ...{ fixedTravelMinutes: 1 },
  }),
  rest: group<'rest'>({
    ...{ afterWorkMinutes: 1, restMinutes: 1, dayMaxMinutes: 1, betweenShiftsMinutes: 1, weekMaxMinutes: 1 },
  }),
  onboarding: group<'onboarding'>({
    ...{
      reviewWorkingDays: 1,
      escalateWorkingDays: 1,
      criminalRecordMaxMonths: 1,
      recheckDays: 1,
      competencyMonths: 1,
    },
  }),
  training: group<'training'>({
    ...{ examQuestions: 1, examMinutes: 1, examGraceSeconds: 1, passPoints: 1, triesADay: 1, validMonths: 1 },
  }),
  papers: group<'papers'>({ firstReminderDays: 1, secondReminderDays: 1, lastReminderDays: 1 }),
  visit: group<'visit'>({ geofenceMeters: 1, earliestDepartureMinutes: 1 }),
  price: group<'price'>({
    ...{ depositPercent: 1, baseKm: 1, baseFen: 1, perKmFenTo10: 1, perKmFenOver10: 1, nightFen: 1 },
    ...{ transportCapFen: 1, nurseSharePercent: 1 },
  }),
});

/** Refuses an incomplete document and says what is missing. */
export function checkedOperations(document: unknown): OperationParameters {
  const result = v.safeParse(Operations, document);
  if (result.success) return result.output as unknown as OperationParameters;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ');
  throw new Error(`settings/operations is incomplete, compare it with database/data/operations.json: ${fields}`);
}

const readOperations = remembered(async (name) => {
  const document = await read<object>('settings', name);
  if (!document) throw new Error(`settings/${name} is missing: fill the database from database/data first`);
  return checkedOperations(document);
});

export const operations = (now: number): Promise<OperationParameters> => readOperations('operations', now);
