/** Learns and is examined before the first visit, and again every year. */
import { TrainNurse, type TrainNurseReply } from '#contract/trainNurse';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { courseView, keepFinished, trainingState } from '#cloud/training/courses';
import { resultsOf, startExam, submitExam } from '#cloud/training/exams';

export const main = fromNurse(TrainNurse, async (input, nurse, now): Promise<TrainNurseReply> => {
  const state = () => trainingState(nurse, now);
  switch (input.kind) {
    case 'courses':
      return { training: await state() };
    case 'readCourse':
      return { course: await courseView(input.courseId, nurse._id), training: await state() };
    case 'finishSection':
      await keepFinished(nurse._id, input.courseId, input.sectionId);
      return { training: await state() };
    case 'startExam':
      return { exam: await startExam(nurse, now), training: await state() };
    case 'submitExam':
      return { result: await submitExam(nurse, input.attemptId, input.answers, now), training: await state() };
    case 'results':
      return { results: await resultsOf(nurse._id), training: await state() };
  }
});
