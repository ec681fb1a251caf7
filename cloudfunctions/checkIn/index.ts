/** At the door: the patient's code and the place prove who stands where; then the service begins. Five wrong codes close the door for ten minutes. */
import { CheckIn, type CheckInReply } from '#contract/checkIn';
import { checkInAtDoor } from '#cloud/checkIns';
import { fromNurseAboutOrder } from '#cloud/doors/aboutOrder';
import { dayActs, type DayActs } from '#cloud/eligibility/visitDecision';

export const main = fromNurseAboutOrder<typeof CheckIn, DayActs, CheckInReply>(
  CheckIn,
  dayActs,
  async ({ orderId, position, visitCode }, nurse, about, now) => {
    await checkInAtDoor(orderId, { nurse, position, visitCode }, about, now);
    return {};
  },
);
