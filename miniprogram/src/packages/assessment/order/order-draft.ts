import { reactive, ref, type Ref } from 'vue';
import { signedIn } from '@/session/session';
import { sharedBySteps, type Joined } from '@/steps/shared-by-steps';
import type { Paper } from '../first/first-draft';

export interface OrderDraft {
  readonly form: { papers: Paper[]; hospital: string; issuedOn: string; days: string };
  readonly isSent: Ref<boolean>;
}

const join = sharedBySteps<OrderDraft>();

/** An order photographed for one service: one for all steps, in memory only. */
export const useOrderDraft = (recipientId: string, serviceCode: string): Joined<OrderDraft> =>
  join(`${signedIn().userId} ${recipientId} ${serviceCode}`, () => ({
    form: reactive({ papers: [], hospital: '', issuedOn: '', days: '' }),
    isSent: ref(false),
  }));
