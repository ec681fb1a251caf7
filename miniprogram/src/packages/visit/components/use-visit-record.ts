import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue';
import type { OrderView, Vitals } from '#contract/orders';
import type { VisitRecordInput } from '#contract/visitRecord';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { drop, keep, readKept } from '@/session/kept-on-phone';
import { signedIn } from '@/session/session';
import { sharedBySteps } from '@/steps/shared-by-steps';
import { strings } from '@/strings/visit';

export interface VisitRecord {
  checkedSteps: number[];
  vitals: { -readonly [K in keyof Vitals]: Vitals[K] };
  photos: { label: string; fileId: string }[];
  summary: string;
}
interface Draft {
  readonly orderId: string;
  readonly record: VisitRecord;
}

const QUIET_MS = 1_500;

function begun(order: OrderView): VisitRecord {
  const draft = readKept<Draft>('visit-draft', signedIn().userId);
  if (draft?.orderId === order.orderId) return draft.record;
  const saved = order.visit;
  return {
    checkedSteps: [...(saved?.checkedSteps ?? [])],
    vitals: { ...saved?.vitals },
    photos: (saved?.photos ?? []).map(({ label, fileId }) => ({ label, fileId })),
    summary: saved?.summary ?? '',
  };
}

export interface OpenRecord {
  readonly record: VisitRecord;
  readonly savedAt: Ref<number | null>;
  readonly problem: Ref<string>;
  readonly input: () => VisitRecordInput;
  /** The record is with the server and whole: nothing of it stays on the phone. */
  readonly finished: () => void;
  readonly isFinished: () => boolean;
}

const join = sharedBySteps<OpenRecord>();

/** The record of the visit at hand, one for all its steps. Each change is kept on the phone at once and sent when the hand rests. */
export function useVisitRecord(order: OrderView): OpenRecord {
  const { userId } = signedIn();
  return join(`${userId} ${order.orderId}`, () => openRecord(order, userId)).state;
}

function openRecord(order: OrderView, userId: string): OpenRecord {
  const record = reactive(begun(order));
  const savedAt = ref<number | null>(null);
  const problem = ref('');
  let timer: ReturnType<typeof setTimeout> | null = null;
  let done = false;
  const input = (): VisitRecordInput => ({
    orderId: order.orderId,
    ...(JSON.parse(JSON.stringify(record)) as VisitRecord),
  });
  const send = async () => {
    try {
      savedAt.value = (await call('saveVisit', input())).savedAt;
      problem.value = '';
    } catch (error) {
      problem.value = strings.record.keptOnPhone({ problem: wordsFor(error) });
    }
  };
  watch(record, () => {
    if (done) return;
    const { orderId, ...kept } = input();
    keep('visit-draft', userId, { orderId, record: kept });
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void send(), QUIET_MS);
  });
  const rest = () => timer && clearTimeout(timer);
  onScopeDispose(rest);
  const finished = () => {
    done = true;
    rest();
    drop('visit-draft', userId);
  };
  return { record, savedAt, problem, input, finished, isFinished: () => done };
}
