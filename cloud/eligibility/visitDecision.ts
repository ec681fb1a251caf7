/** The decisions of the day itself: before the nurse sets out, and before the service begins at the door. */
import { standing } from '#domain/consent/consent';
import { assertAllowed } from '#domain/eligibility/decide';
import type { Facts } from '#domain/eligibility/facts';
import { nurseFacts, serviceFacts } from '#domain/eligibility/nurseFacts';
import { papersOf, type Institution } from '#domain/eligibility/provider';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { serviceByCode } from '../catalogue';
import { actsOf, consentFacts, orderSubject, recipientSubject, type ConsentRow } from '../consents/acts';
import { consentTexts, type ConsentTexts } from '../consents/texts';
import { providers } from '../places';
import type { Related } from '../together';
import type { Transaction } from '../transact';
import { decisionRow, judge, storeDecision } from './decisions';

/** What changes rarely, read before the transaction begins. */
export interface DayPapers {
  readonly texts: ConsentTexts;
  readonly sending: ReadonlyMap<string, Institution>;
}

export async function dayPapers(now: number): Promise<DayPapers> {
  const [texts, sending] = await Promise.all([consentTexts(now), providers(now)]);
  return { texts, sending };
}

export type DayActs = { visitActs: ConsentRow; personActs: ConsentRow };

/** What was agreed to, for whoever reads an order beside the account (cloud/doors/aboutOrder.ts). */
export const dayActs = (orderId: string): { readonly [K in keyof DayActs]: Related } => ({
  visitActs: { from: 'consents', foreign: 'subject', keys: [orderSubject(orderId)] },
  personActs: { from: 'consents', foreign: 'subject', of: 'orders', local: 'recipientId', prefix: 'recipients/' },
});

/**
 * Refuses, or answers with what is to be written beside the deed. Her papers as they are now, the recording as the family says
 * now, and at the door the informed consent to this visit. `known`: what was read of it a moment ago.
 */
export async function decideOnTheDay(
  order: Order,
  nurse: Nurse,
  moment: 'departure' | 'checkIn',
  { texts, sending }: DayPapers,
  now: number,
  known: { readonly [K in keyof DayActs]: readonly ConsentRow[] } | null,
): Promise<(also: Transaction) => Promise<void>> {
  const [service, acts] = await Promise.all([
    serviceByCode(order.serviceCode, now),
    // Not of the transaction, which finds a hundred at most: a family that changes its mind often keeps no nurse from coming.
    known
      ? [...known.visitActs, ...known.personActs]
      : actsOf([orderSubject(order._id), recipientSubject(order.recipientId)]),
  ]);
  const ofVisit = acts.filter((act) => act.subject === orderSubject(order._id));
  const { recording } = consentFacts(acts, { userId: '', recipientId: order.recipientId }, texts);
  const institution = sending.get(nurse.institutionId) ?? null;
  const facts: Facts = {
    moment,
    now,
    visit: { startAt: order.startAt, endAt: order.endAt },
    service: serviceFacts(service),
    provider: institution && papersOf(institution),
    lists: null,
    forbiddenInNote: null,
    recipient: null,
    consents: null,
    recording: recording.state,
    assessment: null,
    visitConsent: moment === 'checkIn' ? standing(ofVisit, 'visit', texts.visit.version).state : null,
    nurse: nurseFacts(nurse, { familyUserIds: [order.patientUserId] }),
    place: null,
    diary: null,
  };
  const judged = judge(facts);
  assertAllowed(judged.eligibility);
  return (also) => storeDecision(also, decisionRow(judged, { orderId: order._id, nurseId: nurse._id }));
}
