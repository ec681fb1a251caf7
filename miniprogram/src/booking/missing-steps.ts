/** What still stands against a booking, and the page that mends it. Each page comes back here, where the booking was kept. */
import type { EligibilityView, ReasonView } from '#contract/eligibility';
import { REGISTRATION_STEPS, type RegistrationStep } from '#domain/person/registration';
import { go } from '@/navigation/go';
import { strings } from '@/strings/booking';
import type { Draft } from './draft';

export interface MissingStep {
  readonly code: ReasonView['code'];
  readonly sentence: string;
  /** What to do, on a button; '' where nothing here mends it. */
  readonly words: string;
  readonly open: () => void;
}

type Way = (wish: Pick<Draft, 'recipientId' | 'serviceCode'>, details: ReasonView['details']) => void;
const kindsOf = ({ kinds }: ReasonView['details']): readonly string[] =>
  Array.isArray(kinds) ? kinds.map(String) : [];
const stepOf = ({ step }: ReasonView['details']): RegistrationStep =>
  REGISTRATION_STEPS.find((one) => one === step) ?? 'basic';

const WAYS = {
  REGISTRATION_INCOMPLETE: ({ recipientId }, details) => go.register(stepOf(details), recipientId),
  CONSENT_MISSING: ({ recipientId }, details) => go.giveConsents(recipientId, kindsOf(details)),
  AUTHORISATION_MISSING: ({ recipientId }) => go.giveConsents(recipientId, ['health']),
  RECORDING_NEEDED: ({ recipientId }) => go.giveConsents(recipientId, ['recording']),
  RISK_ANSWERS_MISSING: ({ recipientId, serviceCode }) => go.riskQuestions(recipientId, serviceCode),
  ASSESSMENT_NEEDED: ({ recipientId }) => go.firstAssessment(recipientId),
  ASSESSMENT_WAITING: ({ recipientId }) => go.firstAssessment(recipientId),
  ASSESSMENT_REFUSED: ({ recipientId }) => go.firstAssessment(recipientId),
  ORDER_PAPERS_MISSING: ({ recipientId, serviceCode }) => go.doctorOrder(recipientId, serviceCode),
} satisfies Partial<Record<ReasonView['code'], Way>>;
type Mended = keyof typeof WAYS;
const isMended = (code: string): code is Mended => code in WAYS;

/** In the order in which they should be settled. One page mends several reasons of one code: it is named once. */
export function missingSteps(eligibility: EligibilityView, wish: Draft): readonly MissingStep[] {
  const { recipientId, serviceCode } = wish;
  const steps = eligibility.reasons.map(({ code, sentence, details }): MissingStep => {
    if (!isMended(code)) return { code, sentence, words: '', open: () => undefined };
    const way: Way = WAYS[code];
    return { code, sentence, words: strings.missing[code], open: () => way({ recipientId, serviceCode }, details) };
  });
  return steps.filter(({ code }, at) => !isMended(code) || steps.findIndex((one) => one.code === code) === at);
}
