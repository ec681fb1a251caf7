/** Courses, the exam and what came of it. Right answers are never part of a reply. */
import * as v from 'valibot';
import { Id } from './fields';

export const TrainNurse = v.variant('kind', [
  v.strictObject({ kind: v.literal('courses') }),
  v.strictObject({ kind: v.literal('readCourse'), courseId: Id }),
  v.strictObject({ kind: v.literal('finishSection'), courseId: Id, sectionId: Id }),
  v.strictObject({ kind: v.literal('startExam') }),
  v.strictObject({
    kind: v.literal('submitExam'),
    attemptId: Id,
    answers: v.pipe(
      v.array(
        v.strictObject({
          questionId: Id,
          /** Indexes into the question's options; none: left open. */
          chosen: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))), v.maxLength(10)),
        }),
      ),
      v.maxLength(100),
    ),
  }),
  v.strictObject({ kind: v.literal('results') }),
]);
export type TrainNurseInput = v.InferInput<typeof TrainNurse>;

export interface CourseCard {
  readonly courseId: string;
  readonly title: string;
  readonly topic: string;
  readonly sections: number;
  readonly finished: number;
}

export interface TrainingState {
  readonly courses: readonly CourseCard[];
  readonly coursesFinished: boolean;
  /** Until when the passed exam counts; 0: never passed. */
  readonly trainedUntil: number;
  readonly triesLeftToday: number;
  /** An exam that is open now. */
  readonly openAttemptId: string | null;
  readonly rules: {
    readonly questions: number;
    readonly minutes: number;
    readonly passPoints: number;
    readonly triesADay: number;
  };
}

export interface CourseView {
  readonly courseId: string;
  readonly title: string;
  readonly sections: readonly {
    readonly sectionId: string;
    readonly title: string;
    readonly text: string;
    readonly finished: boolean;
  }[];
}

/** A question as it is asked. */
export interface ExamQuestionView {
  readonly questionId: string;
  readonly kind: 'single' | 'multiple' | 'trueFalse';
  readonly text: string;
  readonly options: readonly string[];
}

export interface ExamView {
  readonly attemptId: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly questions: readonly ExamQuestionView[];
}

export interface ExamResult {
  readonly attemptId: string;
  readonly startedAt: number;
  readonly submittedAt: number | null;
  /** 0 … 100; null: never handed in. */
  readonly points: number | null;
  readonly passed: boolean;
  /** Topics in which less than `passPoints` percent were right, weakest first. Never which answer was right. */
  readonly weakTopics: readonly string[];
}

/** One of these, by the kind that was asked: `courses`/`finishSection` → training; `readCourse` → course; `startExam` → exam; … */
export interface TrainNurseReply {
  readonly training: TrainingState;
  readonly course?: CourseView;
  readonly exam?: ExamView;
  readonly result?: ExamResult;
  readonly results?: readonly ExamResult[];
}
