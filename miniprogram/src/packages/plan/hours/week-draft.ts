import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { PlanView } from '#contract/planWork';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import { isSameOn, spansOf, USUAL, type Span } from './spans';

/** The week begins on Monday; 0 is Sunday. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

export interface WeekDraft {
  /** By weekday. */
  readonly spans: Ref<readonly (readonly Span[])[]>;
  readonly of: (weekday: number) => readonly Span[];
  /** Days with hours, in the week's order. */
  readonly worked: ComputedRef<readonly number[]>;
  /** Changed and not saved yet. */
  readonly isTouched: Ref<boolean>;
  /** In care mode: the same hours on every day worked, or each day its own. */
  readonly same: Ref<boolean>;
  readonly read: (shifts: PlanView['shifts']) => void;
  readonly put: (weekdays: readonly number[], next: readonly Span[]) => void;
  readonly toggle: (weekday: number) => void;
}

const join = sharedBySteps<WeekDraft>();
/** The hours of a week being planned, one for all steps. */
export const useWeekDraft = (): Joined<WeekDraft> => join(signedIn().userId, beginDraft);

function beginDraft(): WeekDraft {
  const spans: WeekDraft['spans'] = ref(WEEK.map(() => []));
  const isTouched = ref(false);
  const same = ref(true);
  const of = (weekday: number) => spans.value[weekday] ?? [];
  const worked = computed(() => WEEK.filter((weekday) => of(weekday).length > 0));
  const read = (shifts: PlanView['shifts']) => {
    spans.value = spansOf(shifts);
    isTouched.value = false;
    same.value = isSameOn(worked.value.map(of));
  };
  const put = (weekdays: readonly number[], next: readonly Span[]) => {
    isTouched.value = true;
    spans.value = spans.value.map((old, day) => (weekdays.includes(day) ? next.map((one) => ({ ...one })) : old));
  };
  /** A day that is added has the hours of the others. */
  const toggle = (weekday: number) => {
    const [other] = worked.value;
    put([weekday], of(weekday).length > 0 ? [] : other === undefined ? [USUAL] : of(other));
  };
  return { spans, of, worked, isTouched, same, read, put, toggle };
}
