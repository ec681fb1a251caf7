/** The questionnaire before a visit: answered, judged, kept. */
import { answered, type Assessment } from '#domain/assessment/assessment';
import {
  emergencySoFar,
  scoreAnswers,
  type Answers,
  type Questionnaire,
  type RiskDecision,
} from '#domain/assessment/questionnaire';
import { Refusal } from '#domain/refusal';
import type { Service } from '#domain/care/service';
import { countToday } from '../dailyLimit';
import { newId } from '../newId';
import type { Recipient } from '../recipients';
import { transact } from '../transact';
import { firstsIn, privatePart } from './assessments';
import { riskQuestionnaire } from './questionnaires';

export interface Answered {
  readonly recipient: Recipient;
  readonly service: Service;
  readonly version: number;
  readonly answers: Answers;
  readonly userId: string;
}

/** Stored whatever it says, also when it says 120: then it is refused with that, after it was stored. */
export async function answerQuestions(said: Answered, now: number): Promise<Assessment> {
  const questionnaire = await questionnaireOf(said, now);
  const decision = scoreAnswers(questionnaire, said.service, said.answers);
  // Nobody who says that he cannot breathe is told to try again tomorrow.
  if (!decision.isEmergency) await countToday('riskAnswers', said.userId, now);
  return keep(said, decision, now);
}

/** P-022: 120 at once, before the other questions; what is no emergency is neither kept nor counted. */
export async function answerUrgent(said: Answered, now: number): Promise<void> {
  const emergency = emergencySoFar(await questionnaireOf(said, now), said.service, said.answers);
  if (emergency) await keep(said, emergency, now);
}

async function questionnaireOf({ version }: Answered, now: number): Promise<Questionnaire> {
  const questionnaire = await riskQuestionnaire(now);
  if (version !== questionnaire.version) throw new Refusal('QUESTIONNAIRE_CHANGED', { version: questionnaire.version });
  return questionnaire;
}

async function keep(said: Answered, decision: RiskDecision, now: number): Promise<Assessment> {
  const { recipient, service, version, answers, userId } = said;
  const made = { _id: newId(), recipientId: recipient._id, requestedBy: userId, serviceCode: service.code, version };
  const risk = answered(made, decision, now);
  const sealed = privatePart(risk, answers);
  await transact(async (transaction) => {
    await transaction.add('assessments', risk);
    await transaction.add('assessmentPrivate', sealed);
    if (!decision.changed) return;
    // What was assessed before is no longer how it is; one that waits is judged as it is now.
    for (const first of await firstsIn(transaction, recipient._id)) {
      if (first.decision !== 'waiting') await transaction.put('assessments', { ...first, endedAt: now });
    }
  });
  if (risk.isEmergency) throw new Refusal('EMERGENCY_CALL_120', { assessmentId: risk._id });
  return risk;
}
