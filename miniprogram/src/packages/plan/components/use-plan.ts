import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { PlanView, PlanWorkInput } from '#contract/planWork';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { useLoaded, type Loaded } from '@/live/use-loaded';
import { useRefresh } from '@/live/use-refresh';
import { useSubmit } from '@/live/use-submit';
import { strings } from '@/strings/plan';

/** An accepted order that a change would leave without its nurse. */
export interface Conflict {
  readonly orderId: string;
  readonly serviceName: string;
  readonly startAt: number;
  readonly mayHandOver: boolean;
}
export type PlanChange = Exclude<PlanWorkInput, { kind: 'read' }>;

export interface Plan {
  readonly page: Loaded<PlanView>;
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string>;
  /** The last change stands. */
  readonly saved: Ref<boolean>;
  readonly conflicts: ShallowRef<readonly Conflict[]>;
  /** The change that was refused can be made by giving these orders away. */
  readonly mayHandOver: Ref<boolean>;
  readonly change: (wished: readonly PlanChange[]) => Promise<void>;
  readonly handOver: () => Promise<void>;
  /** Leaves the plan as it is. */
  readonly dismiss: () => void;
}

const canHandOver = (wished: PlanChange) => wished.kind === 'saveException' || wished.kind === 'importHospitalRoster';

/** The plan, and changes to it: one after another, until one is refused. */
export function usePlan(): Plan {
  const page = useLoaded(() => call('planWork', { kind: 'read' }));
  const saved = ref(false);
  const conflicts: Plan['conflicts'] = shallowRef([]);
  const mayHandOver = ref(false);
  let waiting: readonly PlanChange[] = [];
  const { busy, problem, submit } = useSubmit(async () => {
    saved.value = false;
    conflicts.value = [];
    while (waiting[0]) {
      const [next, ...later] = waiting;
      try {
        page.data.value = await call('planWork', next);
      } catch (error) {
        if (error instanceof AppError && error.code === 'ORDERS_IN_THE_WAY') {
          conflicts.value = (error.details.orders ?? []) as readonly Conflict[];
          mayHandOver.value = canHandOver(next) && conflicts.value.every((one) => one.mayHandOver);
        }
        if (error instanceof AppError && error.details.reason === 'tooLong')
          throw new AppError(error.code, strings.hours.tooLong({ hours: Number(error.details.longestMinutes) / 60 }));
        throw error;
      }
      waiting = later;
    }
    saved.value = true;
  });
  const change = (wished: readonly PlanChange[]) => {
    if (busy.value) return Promise.resolve();
    waiting = wished;
    return submit();
  };
  const handOver = () =>
    change(waiting.map((one) => (canHandOver(one) ? { ...one, handOver: true } : one) as PlanChange));
  const dismiss = () => (conflicts.value = []);
  return { page, busy, problem, saved, conflicts, mayHandOver, change, handOver, dismiss };
}

/** Pulling down asks anew; for pages that only show. */
export function useShownPlan(): Loaded<PlanView> {
  const page = useLoaded(() => call('planWork', { kind: 'read' }));
  useRefresh(page.load);
  return page;
}
