/** Two orders of the first family for the first nurse: one she is asked for, one she will go to. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { MeView } from '#contract/people';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import { beijingDay, DAY } from '#domain/schedule/beijing';
import { pay } from '../../../scripts/demo/payer';
import type { Players } from '../../../scripts/demo/players';
import { NURSE_UID, PATIENT_UID } from '../../../scripts/world/personas';

const PATIENT = { openid: `o-${PATIENT_UID}` };
const NURSE = { openid: `o-${NURSE_UID}` };
const SERVICE = 'MED-02';

export interface Visits {
  readonly offeredId: string;
  readonly paidId: string;
}

interface Booking {
  readonly daysAhead: number;
  readonly requestId: string;
  /** The informed consent to the visit is given with it. */
  readonly signed?: boolean;
}

/** Asks the nurse for the first hour of that day she can come at. */
async function askNurse(players: Players, { daysAhead, requestId, signed = true }: Booking): Promise<string> {
  const me = await players.call<MeView>('signIn', {}, PATIENT);
  const recipientId = me.recipients.find(({ verified }) => verified)?.recipientId;
  const place = { serviceCode: SERVICE, recipientId, addressId: me.addresses[0]?.addressId };
  const day = beijingDay((await players.now()) + daysAhead * DAY);
  const { slots } = await players.call<FindSlotsReply>('findSlots', { ...place, day }, PATIENT);
  for (const { startAt } of slots.filter(({ nurseCount }) => nurseCount > 0)) {
    const wish = { ...place, startAt };
    const { price, quote } = await players.call<QuoteOrderReply>('quoteOrder', wish, PATIENT);
    const order = {
      ...wish,
      requestId,
      nurseId: NURSE_UID,
      ...(signed && { informedConsent: { version: 1 } }),
      expectedTotalFen: price.totalFen,
      quote: quote.token,
    };
    const reply = await players.ask<{ orderId: string }>('createOrder', order, PATIENT);
    if (reply.ok) return reply.data.orderId;
  }
  throw new Error(`${NURSE_UID} cannot come on ${day}`);
}

export async function makeVisits(players: Players): Promise<Visits> {
  const paidId = await askNurse(players, { daysAhead: 1, requestId: 'gates0000000000000000001' });
  await players.call('acceptOrder', { orderId: paidId }, NURSE);
  await pay(players, paidId, 'deposit', PATIENT);
  return { paidId, offeredId: await askNurse(players, { daysAhead: 2, requestId: 'gates0000000000000000002' }) };
}

/** One that its family still has to sign. */
export const bookUnsigned = (players: Players): Promise<string> =>
  askNurse(players, { daysAhead: 3, requestId: 'gates0000000000000000003', signed: false });
