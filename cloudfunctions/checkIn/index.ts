/** At the door: the patient's code and the place prove who stands where; then the service begins. Five wrong codes close the door for ten minutes. */
import { CheckIn, type CheckInReply } from '#contract/checkIn';
import { checkInAtDoor } from '#cloud/checkIns';
import { fromNurse } from '#cloud/doors/fromMiniProgram';

export const main = fromNurse(CheckIn, async ({ orderId, position, visitCode }, nurse, now): Promise<CheckInReply> => {
  await checkInAtDoor(orderId, { nurse, position, visitCode }, now);
  return {};
});
