/** The pages of people's own matters, opened one after another: account, family, consents, assessment, application, training, plan, standing. */
import { goTo } from '../gates/tour';
import type { Window } from '../windows';
import type { Camera } from './camera';

interface Page {
  readonly name: string;
  readonly path: string;
  /** What is there once the page has its data. */
  readonly mark: string;
}

/** Somebody who cares for this person. */
export const familyMatters = (recipientId: string): readonly Page[] => [
  { name: 'own-data', path: 'account/data', mark: 'make-export' },
  { name: 'family-people', path: 'family/people', mark: `circle-${recipientId}` },
  { name: 'family-invite', path: `family/invite/index?recipientId=${recipientId}`, mark: 'rights-follow' },
  { name: 'person', path: `people/person/index?recipientId=${recipientId}`, mark: 'registered' },
  { name: 'consents', path: `consents/list/index?recipientId=${recipientId}`, mark: 'consent-health' },
  {
    name: 'consents-give',
    path: `consents/give/index?recipientId=${recipientId}&kinds=location,recording`,
    mark: 'text-location',
  },
  { name: 'assessment', path: `assessment/first/index?recipientId=${recipientId}`, mark: 'first-state' },
  {
    name: 'assessment-question',
    path: `assessment/risk/index?recipientId=${recipientId}&serviceCode=MED-02`,
    mark: 'question',
  },
];

/** Somebody who has nothing here yet, and may leave or apply. */
export const NEWCOMERS_MATTERS: readonly Page[] = [
  { name: 'account-close', path: 'account/close', mark: 'closing-means' },
  { name: 'apply', path: 'onboarding/apply', mark: 'application-state' },
  { name: 'apply-person', path: 'onboarding/part/index?part=person', mark: 'nurse-name' },
];

export const NURSES_MATTERS: readonly Page[] = [
  { name: 'courses', path: 'training/courses', mark: 'course-privacy' },
  { name: 'plan', path: 'plan/plan', mark: 'plan-hours' },
  { name: 'plan-hours', path: 'plan/hours', mark: 'weekday-1' },
  { name: 'plan-area', path: 'plan/area', mark: 'save-plan' },
  { name: 'standing', path: 'standing/standing', mark: 'stars' },
];

/** Each ordinary and in care mode; answers what differs. */
export async function ownMatters(camera: Camera, window: Window, pages: readonly Page[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, path, mark } of pages) {
    await goTo(window, `/packages/${path.includes('/index') ? path : `${path}/index`}`);
    await window.arrive(mark);
    wrong.push(...(await camera.photograph(window, name, ['phone', 'care'])));
  }
  return wrong;
}
