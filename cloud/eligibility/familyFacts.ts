/** What the rules ask about the family: who is cared for, what was agreed to, what was assessed. */
import type { Assessment } from '#domain/assessment/assessment';
import { GUARDIAN_UNDER_YEARS } from '#domain/consent/kinds';
import type { AssessmentFacts, ConsentFacts, RecipientFacts } from '#domain/eligibility/facts';
import { ageYears } from '#domain/person/idNumber';
import { assessmentFacts, conditionsOf } from '../assessment/assessments';
import { consentFacts, type ConsentRow } from '../consents/acts';
import type { ConsentTexts } from '../consents/texts';
import type { Recipient } from '../recipients';

export interface FamilyPapers {
  readonly acts: readonly ConsentRow[];
  readonly texts: ConsentTexts;
  readonly assessments: readonly Assessment[];
}

export const isMinor = ({ birthYear }: Pick<Recipient, 'birthYear'>, now: number): boolean =>
  birthYear !== null && ageYears(birthYear, now) < GUARDIAN_UNDER_YEARS;

const recipientFacts = (recipient: Recipient, now: number): RecipientFacts => ({
  recipientId: recipient._id,
  registration: {
    basicDone: recipient.basicDone,
    verified: recipient.verified,
    contactCount: recipient.contactCount,
  },
  isSelf: recipient.relation === '本人',
  isMinor: isMinor(recipient, now),
});

interface FamilyFacts {
  readonly recipient: RecipientFacts;
  readonly consents: ConsentFacts;
  readonly assessment: AssessmentFacts;
  readonly conditions: readonly string[];
}

export function factsOfFamily(
  { acts, texts, assessments }: FamilyPapers,
  { recipient, userId, serviceCode }: { recipient: Recipient; userId: string; serviceCode: string },
  now: number,
): FamilyFacts {
  return {
    recipient: recipientFacts(recipient, now),
    consents: consentFacts(acts, { userId, recipientId: recipient._id }, texts),
    assessment: assessmentFacts(assessments, recipient, serviceCode),
    conditions: conditionsOf(assessments, serviceCode),
  };
}
