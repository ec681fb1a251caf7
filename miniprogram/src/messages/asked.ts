/** What was answered, by visit: whoever said no is not asked again about this visit. */
import { keep, readKept } from '@/session/kept-on-phone';
import { signedIn } from '@/session/session';
import type { MomentName } from './moments';

export type Answer = 'yes' | 'no';
/** Newest last. */
type Asked = readonly (readonly [about: string, answer: Answer])[];
const MOST_KEPT = 60;

const aboutOf = (moment: MomentName, subject: string) => `${moment}:${subject}`;
const known = (): Asked => readKept<Asked>('messages-asked', signedIn().userId) ?? [];

export function answered(moment: MomentName, subject: string): Answer | null {
  const about = aboutOf(moment, subject);
  return known().find(([one]) => one === about)?.[1] ?? null;
}

export function noteAnswer(moment: MomentName, subject: string, answer: Answer): void {
  const about = aboutOf(moment, subject);
  const rest = known().filter(([one]) => one !== about);
  keep('messages-asked', signedIn().userId, [...rest, [about, answer]].slice(-MOST_KEPT));
}
