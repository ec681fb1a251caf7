/** Which half hours of a day somebody could come, and how many could. */
import { FindSlots, type FindSlotsReply } from '#contract/findSlots';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { recipientSlotIds, slotsOfDay, visitWindow } from '#domain/schedule/slots';
import { ownAddress } from '#cloud/addresses';
import { bookingsOf, nursesNear } from '#cloud/candidates';
import { offeredService } from '#cloud/catalogue';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { familyOf } from '#cloud/eligibility/family';
import { recipientFor } from '#cloud/people/careRights';
import { providers } from '#cloud/places';
import { operations } from '#cloud/settings';
import { recipientSlotsTaken } from '#cloud/slots';

export const main = fromMiniProgram(FindSlots, async (input, { userId }, now): Promise<FindSlotsReply> => {
  const [p, service, address, recipient, sending] = await Promise.all([
    operations(now),
    offeredService(input.serviceCode, now),
    ownAddress(input.addressId, userId),
    recipientFor(input.recipientId, userId, 'manage', now),
    providers(now),
  ]);
  const position = address.location.coordinates;
  const near = await nursesNear({ service, position }, p.dispatch.candidateLimit, p);
  const dayStart = startOfBeijingDay(input.day);
  // slots of a day end within it
  const taken = await recipientSlotsTaken(input.recipientId, { startAt: dayStart, endAt: dayStart + DAY });
  const isBusy = (startAt: number) =>
    recipientSlotIds(input.recipientId, visitWindow(service, startAt)).some((id) => taken.has(id));
  const bookings = await bookingsOf(
    near.map(({ nurse }) => nurse._id),
    bookingsNeeded(dayStart),
  );

  const { district } = address;
  const familyUserIds = await familyOf({ recipientId: recipient._id, ownerUserId: recipient.ownerUserId }, now);
  const visit = { service, position, district, familyUserIds, providers: sending, now };
  const canCome = (startAt: number) =>
    near.filter(({ nurse }) => {
      const wish = { ...visit, startAt, bookings: bookings.get(nurse._id) ?? [] };
      return whyNot(nurse, wish, p) === null;
    }).length;
  const slots = slotsOfDay(input.day, now, p.booking, service);
  const slotAt = (startAt: number) => {
    const recipientBusy = isBusy(startAt);
    return { startAt, nurseCount: recipientBusy ? 0 : canCome(startAt), recipientBusy };
  };
  return { slots: slots.map(slotAt) };
});
