/** The numbers of operation, as operators set them in `settings`. */
import * as v from 'valibot';
import { effective, type ParameterChange } from '#domain/operations/changes';
import type { OperationParameters } from '#domain/operations/parameters';
import { readReference, reference, type Reference } from './reference';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A number that is missing would make every comparison false and let things pass: so it is an error, by name. */
const group = <G extends keyof OperationParameters>(names: Record<keyof OperationParameters[G], 1>) =>
  v.object(Object.fromEntries(Object.keys(names).map((name) => [name, amount])));

const Operations = v.object({
  acceptance: group<'acceptance'>({
    ...{ deadlineMinutes: 1, waveSize: 1, waveMinutes: 1, alternatesSize: 1, operatorsAfterMinutes: 1 },
    ...{ autoCancelMinutes: 1, quietFromMinute: 1, quietToMinute: 1, urgentLeadMinutes: 1 },
    ...{ urgentAtOnce: 1, urgentOperatorsAfterMinutes: 1, urgentAutoCancelMinutes: 1 },
  }),
  booking: group<'booking'>({
    ...{ gridMinutes: 1, horizonDays: 1, minimumLeadMinutes: 1, payWithinMinutes: 1, autoConfirmHours: 1 },
    ...{ urgentWithinMinutes: 1, urgentMinimumLeadMinutes: 1, urgentAnswerMinutes: 1, urgentPayWithinMinutes: 1 },
    ...{ quoteMinutes: 1, seriesHorizonDays: 1, seriesMaxDays: 1, seriesMaxVisits: 1, seriesMaxEveryWeeks: 1 },
    ...{ seriesPayWithinMinutes: 1, maxUnpaidOrders: 1 },
  }),
  dispatch: group<'dispatch'>({
    ...{ searchRadiusMeters: 1, bandMeters: 1, candidateLimit: 1, speedKmPerHour: 1, detourFactor: 1 },
    ...{ fixedTravelMinutes: 1, batchAcceptMax: 1 },
  }),
  batching: group<'batching'>({
    ...{ withinMinutes: 1, onPercent: 1, offPercent: 1, waitCostMinutes: 1, perWaitedMinute: 1 },
    ...{ scoreMinutes: 1, mostOrders: 1 },
  }),
  score: group<'score'>({
    ...{ travelWeight: 1, starsWeight: 1, continuityWeight: 1, seriesContinuityWeight: 1, fairnessWeight: 1 },
    ...{ travelScaleMinutes: 1, newcomerQuality: 1, newcomerBelowReviews: 1, newcomerEvery: 1 },
    ...{ continuityVisits: 1, continuityDays: 1, targetWeekMinutes: 1 },
  }),
  travel: group<'travel'>({
    ...{ morningRushFromMinute: 1, morningRushToMinute: 1, eveningRushFromMinute: 1, eveningRushToMinute: 1 },
    ...{ rushPercent: 1, bicycleWithinMeters: 1, mapQuestionsADay: 1, mapCandidates: 1, rememberedDays: 1 },
  }),
  transfer: group<'transfer'>({ leadMinutes: 1, reviewMinutes: 1, consentMinutes: 1 }),
  cancellation: group<'cancellation'>({
    ...{ freeLeadMinutes: 1, nearLeadMinutes: 1, lastLeadMinutes: 1, graceMinutes: 1, r1Percent: 1, r1CapFen: 1 },
    ...{ r2Percent: 1, r2CapFen: 1, r3Percent: 1, r4Percent: 1 },
  }),
  nurseCancel: group<'nurseCancel'>({
    ...{ freeLeadMinutes: 1, lateLeadMinutes: 1, compensationFen: 1, latePercent: 1, lateLeastFen: 1 },
  }),
  lateness: group<'lateness'>({ tellMinutes: 1, freeCancelMinutes: 1, discountPercent: 1, noShowMinutes: 1 }),
  atTheDoor: group<'atTheDoor'>({ waitMinutes: 1, calls: 1, assessmentItemFen: 1 }),
  dispute: group<'dispute'>({
    ...{ fileWithinDays: 1, appealWithinDays: 1, answerWithinHours: 1, remindAnswerHours: 1, decideWithinDays: 1 },
    ...{ remindDecideDays: 1, secondLookAboveFen: 1 },
  }),
  archive: group<'archive'>({ afterMonths: 1 }),
  planning: group<'planning'>({
    ...{ nightlyFromMinute: 1, partVisits: 1, searchTurns: 1, searchSeconds: 1, candidates: 1 },
    ...{ leftOutMinutes: 1, calledOutMinutes: 1, strangerMinutes: 1, unevenWeekMinutes: 1 },
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
  messages: group<'messages'>({
    ...{ quietFromMinute: 1, quietToMinute: 1, soonHours: 1, mostTries: 1, firstPauseSeconds: 1, abandonedSeconds: 1 },
    ...{ receiptSeconds: 1 },
  }),
  invoice: group<'invoice'>({ mostTries: 1, firstRetryMinutes: 1, queryMinutes: 1 }),
  photos: group<'photos'>({ unusedHours: 1 }),
  commission: group<'commission'>({ medPercent: 1, rehPercent: 1, lifPercent: 1, spcPercent: 1 }),
  payout: group<'payout'>({ mostPerTransferFen: 1 }),
  coupons: group<'coupons'>({
    ...{ newUserFen: 1, newUserLeastFen: 1, newUserDays: 1, nobodyFoundFen: 1, nobodyFoundDays: 1 },
    ...{ compensationMostFen: 1, compensationDays: 1, returnedDays: 1, reminderDays: 1 },
  }),
  points: group<'points'>({ earnPercent: 1, capPercent: 1, validMonths: 1, returnedDays: 1, reminderDays: 1 }),
  visit: group<'visit'>({ geofenceMeters: 1, earliestDepartureMinutes: 1, overdueMinutes: 1 }),
  price: group<'price'>({
    ...{ depositPercent: 1, baseKm: 1, baseFen: 1, perKmFenTo10: 1, perKmFenOver10: 1, nightFen: 1 },
    ...{ transportCapFen: 1, nurseSharePercent: 1, farKm: 1, nightFromMinute: 1, nightToMinute: 1 },
    ...{ holidayPercent: 1, starFromTenths: 1, starLeastReviews: 1, starBonusPercent: 1, starPremiumPercent: 1 },
    ...{ listNoticeDays: 1 },
  }),
});

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

const holding = ({ settings, changes }: Reference, now: number): OperationParameters =>
  effective(checkedOperations(settings.get('operations')), changes, now);

/** The numbers that hold now. What was read is remembered; which of the changes have come is asked each time. */
export const operations = async (now: number): Promise<OperationParameters> => holding(await reference(now), now);

/** As the database has them at this moment, past the memory: for whoever decides about a number. */
export const operationsAt = async (now: number): Promise<OperationParameters> => holding(await readReference(), now);
