/** Pre-job courses and how far somebody has read them. */
import { Refusal } from '../refusal';

/** A document of `courses`. */
export interface Course {
  readonly _id: string;
  readonly title: string;
  readonly topic: string;
  readonly order: number;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

/** A document of `trainingProgress`, id = the nurse's: `<course>/<section>` of what she has finished. */
export interface Progress {
  readonly _id: string;
  readonly finished: readonly string[];
}

const key = (courseId: string, sectionId: string) => `${courseId}/${sectionId}`;

export const isFinished = (progress: Progress, courseId: string, sectionId: string): boolean =>
  progress.finished.includes(key(courseId, sectionId));

/** The same section twice is once. */
export function finishSection(progress: Progress, course: Course, sectionId: string): Progress {
  if (!course.sections.some(({ id }) => id === sectionId)) throw new Refusal('NOT_FOUND', { sectionId });
  if (isFinished(progress, course._id, sectionId)) return progress;
  return { ...progress, finished: [...progress.finished, key(course._id, sectionId)] };
}

export const finishedSections = (progress: Progress, course: Course): number =>
  course.sections.filter(({ id }) => isFinished(progress, course._id, id)).length;

/** No exam before everything was read; where there are no courses there is nothing to be examined in. */
export const coursesFinished = (progress: Progress, courses: readonly Course[]): boolean =>
  courses.length > 0 && courses.every((course) => finishedSections(progress, course) === course.sections.length);
