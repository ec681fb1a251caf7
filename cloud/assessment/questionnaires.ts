import type { Questionnaire } from '#domain/assessment/questionnaire';
import { read } from '../database';
import { remembered } from '../remembered';

const readQuestionnaire = remembered(async (name) => {
  const questionnaire = await read<Questionnaire>('settings', name);
  if (!questionnaire) throw new Error(`settings/${name} is missing: fill the database from database/data first`);
  return questionnaire;
});

/** The questions before a visit: `settings/riskQuestionnaire`, default database/data/riskQuestionnaire.json. */
export const riskQuestionnaire = (now: number): Promise<Questionnaire> => readQuestionnaire('riskQuestionnaire', now);
