import type { Questionnaire } from '#domain/assessment/questionnaire';
import { setting } from '../reference';

/** The questions before a visit: `settings/riskQuestionnaire`, default database/data/riskQuestionnaire.json. */
export const riskQuestionnaire = (now: number): Promise<Questionnaire> =>
  setting<Questionnaire>('riskQuestionnaire', now);
