/** The questions before a visit, and what the answers mean. The questions are data with a version; this is all that judges them. */
import type { Service } from '../care/service';
import { Refusal } from '../refusal';

/** What choosing an option means; nothing where it means nothing. */
export interface Effect {
  /** Call 120 now. */
  readonly emergency?: true;
  /** A code of `reasons.ts`: care at home is refused. */
  readonly refuse?: string;
  /** Care is possible if this holds: a sentence for family and nurse. */
  readonly condition?: string;
  /** The condition is no longer what was assessed first. */
  readonly changed?: true;
  readonly limitedMobility?: true;
  /** Small things that add up. */
  readonly points?: number;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly hint: string;
  /** Only for these categories or services; absent: for all. */
  readonly only?: readonly string[];
  readonly options: readonly (Effect & { readonly value: string; readonly label: string })[];
}

export interface Questionnaire {
  readonly version: number;
  /** So many points or more: somebody of the family must be there. */
  readonly familyPresentFromPoints: number;
  /** What a family is told whose answers refuse a visit. */
  readonly adviceWhenRefused: string;
  readonly questions: readonly Question[];
}

export type Answers = Readonly<Record<string, string>>;

export interface RiskDecision {
  readonly decision: 'allowed' | 'conditional' | 'refused';
  readonly isEmergency: boolean;
  readonly reasonCodes: readonly string[];
  readonly advice: readonly string[];
  readonly conditions: readonly string[];
  readonly limitedMobility: boolean;
  readonly changed: boolean;
  readonly points: number;
}

export const questionsFor = (
  { questions }: Questionnaire,
  { code, category }: Pick<Service, 'code' | 'category'>,
): readonly Question[] => questions.filter(({ only }) => !only || only.includes(code) || only.includes(category));

const FAMILY_PRESENT = '服务时须有一位成年家属在场。';
const CALL_120 = '请立即拨打 120，不要等待上门服务。';

/** P-022: an answer to it may mean an emergency, so it is judged as soon as it is given. */
export const isUrgent = ({ options }: Question): boolean => options.some(({ emergency }) => emergency);

type OfService = Pick<Service, 'code' | 'category'>;

/** Every question of this service must be answered with one of its options, and nothing else may be. */
export const scoreAnswers = (questionnaire: Questionnaire, service: OfService, answers: Answers): RiskDecision =>
  judged(questionnaire, chosenEffects(questionsFor(questionnaire, service), answers));

/** What was answered so far, by the same rule; only an emergency among it says anything yet. Null: none. */
export function emergencySoFar(
  questionnaire: Questionnaire,
  service: OfService,
  answers: Answers,
): RiskDecision | null {
  const asked = questionsFor(questionnaire, service);
  assertAsked(asked, answers);
  const given = asked.filter(({ id }) => Object.hasOwn(answers, id));
  const decision = judged(questionnaire, chosenEffects(given, answers));
  return decision.isEmergency ? decision : null;
}

function judged(questionnaire: Questionnaire, effects: readonly Effect[]): RiskDecision {
  const isEmergency = effects.some(({ emergency }) => emergency);
  const reasonCodes = [
    ...(isEmergency ? ['EMERGENCY'] : []),
    ...new Set(effects.flatMap(({ refuse }) => refuse ?? [])),
  ];
  const points = effects.reduce((sum, effect) => sum + (effect.points ?? 0), 0);
  const conditions = [
    ...new Set(effects.flatMap(({ condition }) => condition ?? [])),
    ...(points >= questionnaire.familyPresentFromPoints ? [FAMILY_PRESENT] : []),
  ];
  const isRefused = reasonCodes.length > 0;
  return {
    decision: isRefused ? 'refused' : conditions.length > 0 ? 'conditional' : 'allowed',
    isEmergency,
    reasonCodes,
    advice: isEmergency ? [CALL_120] : isRefused ? [questionnaire.adviceWhenRefused] : [],
    conditions: isRefused ? [] : conditions,
    limitedMobility: effects.some(({ limitedMobility }) => limitedMobility),
    changed: effects.some(({ changed }) => changed),
    points,
  };
}

function assertAsked(questions: readonly Question[], answers: Answers): void {
  const strange = Object.keys(answers).filter((id) => !questions.some((question) => question.id === id));
  if (strange.length > 0) throw new Refusal('BAD_INPUT', { fields: strange.map((id) => `answers.${id}`) });
}

function chosenEffects(questions: readonly Question[], answers: Answers): readonly Effect[] {
  assertAsked(questions, answers);
  return questions.map(({ id, options }) => {
    const chosen = Object.hasOwn(answers, id) ? options.find(({ value }) => value === answers[id]) : undefined;
    if (!chosen) throw new Refusal('BAD_INPUT', { fields: [`answers.${id}`] });
    return chosen;
  });
}
