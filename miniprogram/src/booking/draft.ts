/** What a patient is about to book, carried through the four steps. Gone when the person leaves or the order exists. */
import { reactive } from 'vue';
import type { WishInput } from '#contract/wish';
import type { NurseCard } from '#contract/people';
import { serverNow } from '@/cloud/server-time';
import { perPerson } from '@/session/per-person';
import { freshId } from '@/words/fresh-id';

export interface Draft {
  serviceCode: string;
  recipientId: string;
  addressId: string;
  startAt: number;
  /** null: the platform finds the best one. */
  nurse: NurseCard | null;
  note: string;
}

const empty = (): Draft => ({ serviceCode: '', recipientId: '', addressId: '', startAt: 0, nurse: null, note: '' });
export const useDraft = perPerson(() => reactive(empty()));
const useNames = perPerson(() => new Map<string, string>());

/** A new booking keeps for whom and where: that is mostly the same as last time. */
export function startBooking(serviceCode: string): void {
  const draft = useDraft();
  const { recipientId, addressId } = draft;
  Object.assign(draft, empty(), { serviceCode, recipientId, addressId });
}

export function wishOf({ serviceCode, recipientId, addressId, startAt }: Draft): WishInput {
  return { serviceCode, recipientId, addressId, startAt };
}

/** The same wish always has the same request id, so sending it twice books once. Another wish has another. */
export function requestIdFor(draft: Draft, totalFen: number): string {
  const wish = JSON.stringify([wishOf(draft), draft.nurse?.nurseId ?? null, draft.note.trim(), totalFen]);
  const names = useNames();
  const name = names.get(wish) ?? freshId(serverNow(), Math.random);
  names.set(wish, name);
  return name;
}

/** Once booked, the same wish again is a new wish. */
export function bookingDone(): void {
  useNames().clear();
  startBooking('');
}
