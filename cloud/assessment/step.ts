import type { AssessRecipientInput, AssessRecipientReply } from '#contract/assessRecipient';
import { FIRST_VALID_MS, latestFirst, latestOrder } from '#domain/assessment/assessment';
import { questionsFor } from '#domain/assessment/questionnaire';
import { offeredService } from '../catalogue';
import { recipientFor } from '../people/careRights';
import type { Recipient } from '../recipients';
import { answerQuestions, answerUrgent } from './answers';
import { assessmentsOf } from './assessments';
import { handInOrder } from './doctorOrders';
import { requestFirst } from './firstAssessment';
import { riskQuestionnaire } from './questionnaires';
import { assessmentView, questionView } from './views';

/** One step of the assessment, for family who may manage the person's care. */
export async function assess(input: AssessRecipientInput, userId: string, now: number): Promise<AssessRecipientReply> {
  const recipient = await recipientFor(input.recipientId, userId, 'manage', now);
  switch (input.step) {
    case 'questions': {
      const [service, questionnaire] = await Promise.all([
        offeredService(input.serviceCode, now),
        riskQuestionnaire(now),
      ]);
      const questions = questionsFor(questionnaire, service).map(questionView);
      const rest = await standingOf(recipient, service.category, now);
      return { ...rest, version: questionnaire.version, questions };
    }
    case 'answer': {
      const service = await offeredService(input.serviceCode, now);
      const risk = await answerQuestions({ ...input, recipient, service, userId }, now);
      const rest = await standingOf(recipient, service.category, now);
      return { ...rest, version: input.version, risk: assessmentView(risk, recipient, now) };
    }
    case 'urgent': {
      const service = await offeredService(input.serviceCode, now);
      await answerUrgent({ ...input, recipient, service, userId }, now);
      return { version: input.version, questions: [], risk: null, first: null, firstNeeded: false, order: null };
    }
    case 'handInOrder': {
      const { code, category } = await offeredService(input.serviceCode, now);
      await handInOrder(input, recipient, userId, now);
      return standingOf(recipient, category, now, code);
    }
    case 'requestFirst':
      await requestFirst(input, recipient, userId, now);
      return standingOf(recipient, 'MED', now);
    case 'read':
      return standingOf(recipient, 'MED', now, input.serviceCode);
  }
}

/** `serviceCode`: also how it stands with the doctor's order for it. */
async function standingOf(
  recipient: Recipient,
  category: string,
  now: number,
  serviceCode?: string,
): Promise<AssessRecipientReply> {
  const known = await assessmentsOf(recipient._id, now - FIRST_VALID_MS);
  const first = latestFirst(known);
  const order = serviceCode === undefined ? null : latestOrder(known, serviceCode);
  const view = first && assessmentView(first, recipient, now);
  const asksForFirst = category === 'MED' || category === 'REH';
  return {
    ...{ version: null, questions: [], risk: null, first: view, firstNeeded: asksForFirst && !view?.counts },
    order: order && assessmentView(order, recipient, now),
  };
}
