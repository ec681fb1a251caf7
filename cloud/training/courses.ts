/** Courses as the catalogue has them, and what one nurse has read. */
import type { CourseView, TrainingState } from '#contract/trainNurse';
import type { Nurse } from '#domain/nurse/nurse';
import {
  coursesFinished,
  finishedSections,
  finishSection,
  isFinished,
  type Course,
  type Progress,
} from '#domain/training/course';
import { attemptIds, isOpen, type ExamAttempt } from '#domain/training/exam';
import { Refusal } from '#domain/refusal';
import { db, read, rows } from '../database';
import { operations } from '../settings';
import { transact } from '../transact';

const MOST_COURSES = 100;

export const allCourses = (): Promise<readonly Course[]> =>
  rows(db.collection('courses').orderBy('order', 'asc'), MOST_COURSES, 'courses');

export async function courseById(courseId: string): Promise<Course> {
  const course = await read<Course>('courses', courseId);
  if (!course) throw new Refusal('NOT_FOUND', { courseId });
  return course;
}

export const progressOf = async (nurseId: string): Promise<Progress> =>
  (await read<Progress>('trainingProgress', nurseId)) ?? { _id: nurseId, finished: [] };

export async function courseView(courseId: string, nurseId: string): Promise<CourseView> {
  const [course, progress] = await Promise.all([courseById(courseId), progressOf(nurseId)]);
  const sections = course.sections.map(({ id, title, text }) => ({
    sectionId: id,
    title,
    text,
    finished: isFinished(progress, courseId, id),
  }));
  return { courseId, title: course.title, sections };
}

export async function keepFinished(nurseId: string, courseId: string, sectionId: string): Promise<void> {
  const course = await courseById(courseId);
  await transact(async (transaction) => {
    const known = await transaction.get<Progress>('trainingProgress', nurseId);
    await transaction.put(
      'trainingProgress',
      finishSection(known ?? { _id: nurseId, finished: [] }, course, sectionId),
    );
  });
}

export async function trainingState(nurse: Pick<Nurse, '_id'>, now: number): Promise<TrainingState> {
  const [courses, progress, { training }, standing] = await Promise.all([
    allCourses(),
    progressOf(nurse._id),
    operations(now),
    read<Nurse>('nurses', nurse._id),
  ]);
  const today = await Promise.all(
    attemptIds(nurse._id, now, training).map((_id) => read<ExamAttempt>('examAttempts', _id)),
  );
  const tried = today.filter((attempt) => attempt !== null);
  return {
    courses: courses.map((course) => ({
      courseId: course._id,
      title: course.title,
      topic: course.topic,
      sections: course.sections.length,
      finished: finishedSections(progress, course),
    })),
    coursesFinished: coursesFinished(progress, courses),
    trainedUntil: standing?.trainedUntil ?? 0,
    triesLeftToday: training.triesADay - tried.length,
    openAttemptId: tried.find((attempt) => isOpen(attempt, now, training))?._id ?? null,
    rules: {
      questions: training.examQuestions,
      minutes: training.examMinutes,
      passPoints: training.passPoints,
      triesADay: training.triesADay,
    },
  };
}
