/** The pages of a nurse's own matters, and of somebody who wants to become one, each opened once and inspected there. */
import type { Window } from '../windows';
import { goTo, tour } from './tour';

interface Page {
  readonly name: string;
  readonly path: string;
  /** What is there once the page has its data. */
  readonly mark: string;
}

const NURSE: readonly Page[] = [
  { name: 'plan', path: '/packages/plan/plan/index', mark: 'plan-hours' },
  { name: 'plan-area', path: '/packages/plan/area/index', mark: 'save-plan' },
  { name: 'plan-hours', path: '/packages/plan/hours/index', mark: 'save-plan' },
  { name: 'plan-days', path: '/packages/plan/days/index', mark: 'exceptions' },
  { name: 'plan-nights', path: '/packages/plan/nights/index', mark: 'save-plan' },
  { name: 'plan-services', path: '/packages/plan/services/index', mark: 'save-plan' },
  { name: 'plan-dialects', path: '/packages/plan/dialects/index', mark: 'save-plan' },
  { name: 'standing', path: '/packages/standing/standing/index', mark: 'stars' },
  { name: 'papers', path: '/packages/standing/papers/index', mark: 'paper-licence' },
  { name: 'courses', path: '/packages/training/courses/index', mark: 'course-privacy' },
  { name: 'course', path: '/packages/training/course/index?courseId=privacy', mark: 'section-progress' },
];
const APPLICANT: readonly Page[] = [
  { name: 'apply', path: '/packages/onboarding/apply/index', mark: 'application-state' },
  { name: 'apply-person', path: '/packages/onboarding/part/index?part=person', mark: 'nurse-name' },
  { name: 'apply-licence', path: '/packages/onboarding/part/index?part=licence', mark: 'role-registered_nurse' },
  { name: 'apply-work', path: '/packages/onboarding/part/index?part=work', mark: 'job-1-employer' },
  { name: 'apply-services', path: '/packages/onboarding/part/index?part=certificates', mark: 'wish-MED-01' },
  { name: 'apply-photos', path: '/packages/onboarding/part/index?part=documents', mark: 'take-idCardFront' },
];

const walk = (window: Window, pages: readonly Page[]) =>
  tour(window, async (stop) => {
    for (const { name, path, mark } of pages) {
      await goTo(window, path);
      await stop(name, mark);
    }
  });

export async function working(window: Window): Promise<string[]> {
  await window.see('tab-today');
  return walk(window, NURSE);
}

export async function applying(window: Window): Promise<string[]> {
  await window.see('category-MED');
  return walk(window, APPLICANT);
}
