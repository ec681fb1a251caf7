/** What a family is about to arrange for many visits; for whom and where stand in the booking's own draft. */
import { reactive } from 'vue';
import type { CareSeriesInput } from '#contract/careSeries';
import type { NurseCard } from '#contract/people';
import { beijingDay, DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { visitFrom, type SeriesPlan } from '#domain/schedule/series';
import { serverNow } from '@/cloud/server-time';
import { perPerson } from '@/session/per-person';
import { freshId } from '@/words/fresh-id';
import { useDraft } from './draft';

export interface RepeatDraft {
  weekdays: number[];
  everyWeeks: number;
  minuteOfDay: number;
  firstDay: number;
  visits: number;
  /** The first is asked first, the others when she cannot come. */
  nurses: NurseCard[];
}
export const MOST_NURSES = 3;
const TEN = 600;

const fresh = (): RepeatDraft => ({
  ...{ weekdays: [], everyWeeks: 1, minuteOfDay: TEN, visits: 8, nurses: [] },
  firstDay: startOfBeijingDay(serverNow()) + DAY,
});
const useRepeat = perPerson(() => ({ draft: reactive<RepeatDraft>(fresh()), names: new Map<string, string>() }));

export const useRepeatDraft = (): RepeatDraft => useRepeat().draft;

export function startRepeat(): void {
  Object.assign(useRepeat().draft, fresh());
  useRepeat().names.clear();
}

export function planOf({ weekdays, everyWeeks, minuteOfDay, firstDay, visits }: RepeatDraft): SeriesPlan {
  const days = [...weekdays].sort((a, b) => a - b);
  return { weekdays: days, everyWeeks, minuteOfDay, firstDay: beijingDay(firstDay), lastDay: null, visits };
}

/** The first visit, for which nurses are proposed; 0: there is none yet. */
export const firstVisitAt = (draft: RepeatDraft): number =>
  draft.weekdays.length === 0 ? 0 : (visitFrom(planOf(draft), beijingDay(draft.firstDay))?.startAt ?? 0);

type Wanted = Omit<Extract<CareSeriesInput, { kind: 'preview' }>, 'kind'>;
export function repeatWanted(draft: RepeatDraft): Wanted {
  const { serviceCode, recipientId, addressId } = useDraft();
  const [first, ...others] = draft.nurses.map(({ nurseId }) => nurseId);
  const plan = { ...planOf(draft), weekdays: [...planOf(draft).weekdays] };
  return { serviceCode, recipientId, addressId, plan, nurseId: first ?? null, backupNurseIds: others };
}

/** The same arrangement always has the same request id, so sending it twice arranges once. */
export function repeatRequestId(draft: RepeatDraft): string {
  const { names } = useRepeat();
  const wish = JSON.stringify(repeatWanted(draft));
  const name = names.get(wish) ?? freshId(serverNow(), Math.random);
  names.set(wish, name);
  return name;
}
