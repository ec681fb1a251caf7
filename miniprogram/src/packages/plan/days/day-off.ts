import { reactive } from 'vue';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';

export interface DayOff {
  kind: 'off' | 'extra';
  day: string;
  whole: boolean;
  fromMinute: number;
  toMinute: number;
}

const join = sharedBySteps<DayOff>();

/** The day being planned: one for all steps. */
export const useDayOff = (): Joined<DayOff> =>
  join(signedIn().userId, () =>
    reactive<DayOff>({ kind: 'off', day: '', whole: true, fromMinute: 540, toMinute: 1080 }),
  );
