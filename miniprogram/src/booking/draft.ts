/**
 * What a patient is about to book, carried through the four steps and kept on the phone: a call in between, or a restart, loses
 * nothing. Gone when the order exists, when the person drops it, or after a few days.
 */
import { effectScope, reactive, watch } from 'vue';
import type { WishInput } from '#contract/wish';
import type { NurseCard } from '#contract/people';
import { serverNow } from '@/cloud/server-time';
import { drop, keep, readKept } from '@/session/kept-on-phone';
import { perPerson } from '@/session/per-person';
import { freshId } from '@/words/fresh-id';

export interface Draft {
  serviceCode: string;
  recipientId: string;
  addressId: string;
  startAt: number;
  /** As soon as possible: several nurses are asked at once. */
  urgent: boolean;
  /** Many visits on fixed days: the rest of it stands in repeat-draft.ts. */
  repeats: boolean;
  /** Only a woman or only a man is wished for; null: either. */
  nurseSex: 'female' | 'male' | null;
  /** null: the platform finds the best one. */
  nurse: NurseCard | null;
  note: string;
}
interface KeptDraft {
  readonly draft: Draft;
  /** Request ids by wish: asked again after a restart, the same wish is still one order. */
  readonly names: readonly (readonly [wish: string, requestId: string])[];
  readonly keptAt: number;
}

const KEPT_MS = 3 * 24 * 60 * 60_000;
const empty = (): Draft => ({
  ...{ serviceCode: '', recipientId: '', addressId: '', startAt: 0 },
  ...{ urgent: false, repeats: false, nurseSex: null, nurse: null, note: '' },
});

function readDraft(personId: string): KeptDraft | null {
  const kept = personId ? readKept<KeptDraft>('booking-draft', personId) : null;
  return kept && serverNow() - kept.keptAt < KEPT_MS ? kept : null;
}

const useBooking = perPerson((personId) => {
  const kept = readDraft(personId);
  const draft = reactive<Draft>({ ...empty(), ...kept?.draft });
  const names = new Map(kept?.names ?? []);
  const save = () => {
    if (!draft.serviceCode) drop('booking-draft', personId);
    else keep('booking-draft', personId, { draft: { ...draft }, names: [...names], keptAt: serverNow() });
  };
  // of no component: it goes on when the screen that asked first is gone
  if (personId) effectScope(true).run(() => watch(draft, save, { flush: 'sync' }));
  return { draft, names, save };
});

export const useDraft = (): Draft => useBooking().draft;

/** A new booking keeps for whom and where: that is mostly the same as last time. */
export function startBooking(serviceCode: string): void {
  const draft = useDraft();
  const { recipientId, addressId } = draft;
  Object.assign(draft, empty(), { serviceCode, recipientId, addressId });
}

export function wishOf({ serviceCode, recipientId, addressId, startAt, urgent, nurseSex }: Draft): WishInput {
  return { serviceCode, recipientId, addressId, startAt, urgent, nurseSex };
}

/** The same wish always has the same request id, so sending it twice books once. Another wish has another. */
export function requestIdFor(draft: Draft, totalFen: number): string {
  const wish = JSON.stringify([wishOf(draft), draft.nurse?.nurseId ?? null, draft.note.trim(), totalFen]);
  const { names, save } = useBooking();
  const name = names.get(wish) ?? freshId(serverNow(), Math.random);
  names.set(wish, name);
  save();
  return name;
}

/** Once booked, or dropped, the same wish again is a new wish. */
export function bookingDone(): void {
  useBooking().names.clear();
  startBooking('');
}

export type Step = 'where' | 'when' | 'confirm';
/** At which step an unfinished booking goes on; null where there is none. */
export function unfinishedBooking(): { readonly serviceCode: string; readonly step: Step } | null {
  const { serviceCode, recipientId, addressId, startAt, repeats } = useDraft();
  if (!serviceCode) return null;
  if (repeats || !recipientId || !addressId) return { serviceCode, step: 'where' };
  return { serviceCode, step: startAt > serverNow() ? 'confirm' : 'when' };
}
