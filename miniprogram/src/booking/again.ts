/** The same visit once more: everything as last time, on the next day that has room, near the usual hour, with the same nurse. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { MeView, NurseCard } from '#contract/people';
import { beijingDay, DAY, minuteOfDay, startOfBeijingDay } from '#domain/schedule/beijing';
import { call } from '@/cloud/call';
import type { OrderCard } from '#contract/orders';
import { startBooking, useDraft, wishOf, type Draft } from './draft';

const LOOK_AHEAD_DAYS = 7;
/** For this many half hours it is asked whether the same nurse could come; the nearest to the usual hour first. */
const TRIES_FOR_THE_NURSE = 4;

/** Fills the draft. False where somebody or something of then is no more: then the first step asks. */
export function fillAgain({ serviceCode, again }: OrderCard, me: MeView): boolean {
  startBooking(serviceCode);
  const recipient = me.recipients.find((one) => one.recipientId === again?.recipientId && one.missingStep === null);
  const address = me.addresses.find((one) => one.addressId === again?.addressId);
  const draft = useDraft();
  if (recipient) draft.recipientId = recipient.recipientId;
  if (address) draft.addressId = address.addressId;
  return Boolean(recipient && address);
}

/** Free half hours, those nearest to the usual time of day first, the earlier of two equally near. */
export function byUsualHour(slots: FindSlotsReply['slots'], usualAt: number): readonly number[] {
  const away = (at: number) => Math.abs(minuteOfDay(at) - minuteOfDay(usualAt));
  const free = slots.filter(({ nurseCount }) => nurseCount > 0).map(({ startAt }) => startAt);
  return free.sort((a, b) => away(a) - away(b) || a - b);
}

export interface Proposal {
  readonly startAt: number;
  /** The nurse of last time, where she can come then. */
  readonly nurse: NurseCard | null;
}

/** null: nobody has time within the next days. */
export async function propose(
  draft: Draft,
  usualAt: number,
  nurseId: string | null,
  now: number,
): Promise<Proposal | null> {
  const { serviceCode, recipientId, addressId, nurseSex } = draft;
  for (let n = 0; n < LOOK_AHEAD_DAYS; n += 1) {
    const day = beijingDay(startOfBeijingDay(now) + n * DAY);
    const { slots } = await call('findSlots', { serviceCode, recipientId, addressId, nurseSex, day });
    const free = byUsualHour(slots, usualAt);
    if (free[0] !== undefined) return withTheNurse(draft, free[0], free, nurseId);
  }
  return null;
}

async function withTheNurse(
  draft: Draft,
  first: number,
  free: readonly number[],
  nurseId: string | null,
): Promise<Proposal> {
  if (nurseId === null) return { startAt: first, nurse: null };
  for (const startAt of free.slice(0, TRIES_FOR_THE_NURSE)) {
    const { nurses } = await call('recommendNurses', { ...wishOf(draft), startAt });
    const nurse = nurses.find((one) => one.nurseId === nurseId);
    if (nurse) return { startAt, nurse };
  }
  return { startAt: first, nurse: null };
}
