/** Which half hours of a day somebody could come, how many could, and how soon at the soonest. */
import { FindSlots, type FindSlotsReply } from '#contract/findSlots';
import { inTime, urgentStarts } from '#domain/dispatch/urgent';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { recipientSlotIds, slotsOfDay, visitWindow } from '#domain/schedule/slots';
import { travelMinutesAt } from '#domain/geo/travel';
import { bookingsOf, nursesNear } from '#cloud/candidates';
import { besideCare, caredFor, type CareParts } from '#cloud/caredFor';
import { learnServices, offeredService } from '#cloud/catalogue';
import { fromMiniProgramBeside } from '#cloud/doors/fromMiniProgram';
import { providers } from '#cloud/places';
import { operations } from '#cloud/settings';
import { recipientSlotsTaken } from '#cloud/slots';

export const main = fromMiniProgramBeside<typeof FindSlots, CareParts, FindSlotsReply>(
  FindSlots,
  besideCare,
  async (input, { userId }, found, now) => {
    learnServices(found.services, now);
    const [p, service, cared, sending] = await Promise.all([
      operations(now),
      offeredService(input.serviceCode, now),
      caredFor(input, userId, found, now),
      providers(now),
    ]);
    const { recipient, address, familyUserIds, blockedNurseIds } = cared;
    const position = address.location.coordinates;
    const near = await nursesNear({ service, position }, p.dispatch.candidateLimit, p, now);
    const dayStart = startOfBeijingDay(input.day);
    const starts = slotsOfDay(input.day, now, p.booking, service);
    const soon = dayStart === startOfBeijingDay(now) ? urgentStarts(now, p.booking) : [];
    // slots of a day end within it; what is urgent may begin after midnight
    const taken = await recipientSlotsTaken(input.recipientId, { startAt: dayStart, endAt: dayStart + DAY + DAY / 4 });
    const isBusy = (startAt: number) =>
      recipientSlotIds(input.recipientId, visitWindow(service, startAt)).some((id) => taken.has(id));
    const bookings = await bookingsOf(
      near.map(({ nurse }) => nurse._id),
      bookingsNeeded(dayStart),
    );

    const { district } = address;
    const wishes = { sex: input.nurseSex, dialect: recipient.dialect ?? null, blockedNurseIds };
    const visit = { service, position, district, ...wishes, familyUserIds, providers: sending, now };
    const whoCanCome = (startAt: number) =>
      near.filter(({ nurse }) => {
        const wish = { ...visit, startAt, bookings: bookings.get(nurse._id) ?? [] };
        return whyNot(nurse, wish, p) === null;
      });
    const slotAt = (startAt: number) => {
      const recipientBusy = isBusy(startAt);
      return { startAt, nurseCount: recipientBusy ? 0 : whoCanCome(startAt).length, recipientBusy };
    };
    const soonAt = (startAt: number) => {
      const away = whoCanCome(startAt).map((one) => ({
        travelMinutes: travelMinutesAt(one.distanceMeters, startAt, p),
      }));
      return { startAt, nurseCount: isBusy(startAt) ? 0 : inTime(away, startAt, now, p.booking).length };
    };
    const soonest = soon.map(soonAt).find(({ nurseCount }) => nurseCount > 0) ?? null;
    return { slots: starts.map(slotAt), soonest };
  },
);
