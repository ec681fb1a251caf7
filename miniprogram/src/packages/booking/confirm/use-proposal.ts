import { computed, onMounted, type ComputedRef } from 'vue';
import { propose, type Proposal } from '@/booking/again';
import type { Draft } from '@/booking/draft';
import { serverNow } from '@/cloud/server-time';
import { loaded, type Loaded } from '@/live/use-loaded';
import { pageQuery } from '@/navigation/page-query';
import { strings } from '@/strings/booking';

export interface Proposed {
  /** This page was reached by 再来一次: the time is proposed, not chosen. */
  readonly isAgain: boolean;
  readonly search: Loaded<{ readonly found: Proposal | null }>;
  /** What to say about the nurse of last time; '' where all is as last time. */
  readonly nurseNote: ComputedRef<string>;
}

/** Proposes a time for the same visit once more, and `then` goes on. A time that is already in the draft stays. */
export function useProposal(draft: Draft, then: () => void): Proposed {
  const usualAt = Number(pageQuery('usualAt'));
  const nurseId = pageQuery('nurseId') || null;
  const isAgain = usualAt > 0;
  const search = loaded(async () => {
    const found = await propose(draft, usualAt, nurseId, serverNow());
    if (found) Object.assign(draft, found);
    return { found };
  });
  onMounted(async () => {
    if (isAgain && draft.startAt <= serverNow()) await search.load();
    if (draft.startAt > 0) then();
  });
  const nurseNote = computed(() => {
    const lost = nurseId !== null && search.data.value?.found && draft.nurse === null;
    return lost ? strings.confirm.nurseLost : '';
  });
  return { isAgain, search, nurseNote };
}
