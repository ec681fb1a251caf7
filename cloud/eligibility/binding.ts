/** What it takes to bind a nurse for a visit: the rules' consent, and the decision to be stored with it. */
import { NOTHING_LOOKED_AT, type Facts } from '#domain/eligibility/facts';
import { factsOfNurse, serviceFacts, type VisitOfNurse } from '#domain/eligibility/nurseFacts';
import { papersOf } from '#domain/eligibility/provider';
import { allAgainst, bookingsNeeded, isSoft } from '#domain/nurse/eligible';
import type { Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import { boundWindow, visitWindow } from '#domain/schedule/slots';
import type { Wanted } from '../candidates';
import type { Binding } from '../slots';
import { judge, type Judged } from './decisions';

/** A binding that knows, once it was checked, what was decided and over which facts. */
export interface JudgedBinding extends Binding {
  readonly judged: () => Judged;
}

/**
 * What it means to bind this nurse for the order; refused, when it is done, with the rules' reason. `asked`: what was asked about
 * the family before, when a nurse is chosen at booking. `overrides`: an operator sends her against her own wishes about place and hours.
 */
export function bindingOf(
  orderId: string,
  nurse: Nurse,
  wanted: Omit<Wanted, 'recipientId'> & Pick<VisitOfNurse, 'measuredMinutes'>,
  now: number,
  p: OperationParameters,
  asked: Facts | null = null,
  overrides = false,
): JudgedBinding {
  const { service, startAt, position } = wanted;
  const nurseId = nurse._id;
  let judged: Judged | null = null;
  return {
    booking: { _id: orderId, nurseId, ...boundWindow(service, startAt), coordinates: position },
    around: bookingsNeeded(startAt),
    check: (bookings) => {
      const against = allAgainst(nurse, { ...wanted, bookings, now }, p);
      const stands = overrides ? against.filter((one) => !isSoft(one)) : against;
      const [first] = stands;
      if (first) throw new Refusal(first.code, { nurseId, rules: stands.map(({ ruleId }) => ruleId) });
      const visit = { ...wanted, bookings };
      const institution = wanted.providers.get(nurse.institutionId) ?? null;
      judged = judge({
        ...(asked ?? acceptanceFacts(wanted, now)),
        ...factsOfNurse(nurse, visit, p),
        provider: institution && papersOf(institution),
      });
    },
    judged: () => {
      if (!judged) throw new Error(`nobody asked whether ${nurseId} may come to ${orderId}`);
      return judged;
    },
  };
}

/** What an acceptance asks beside the nurse: of the family everything was asked at booking. */
const acceptanceFacts = ({ service, startAt }: Pick<Wanted, 'service' | 'startAt'>, now: number): Facts => ({
  moment: 'acceptance',
  now,
  visit: visitWindow(service, startAt),
  service: serviceFacts(service),
  ...NOTHING_LOOKED_AT,
});
