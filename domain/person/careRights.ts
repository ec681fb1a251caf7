/** Who in a family may do what for somebody's person (requirement A4, rule P-024). */
import { DAY, HOUR } from '../schedule/beijing';
import { Refusal } from '../refusal';
import { ageYears } from './idNumber';

/** `owner` may everything, `manage` all but inviting, removing and the identity; `follow` reads orders and reports. */
export type CareRight = 'owner' | 'manage' | 'follow';

const RANK: Record<CareRight, number> = { owner: 3, manage: 2, follow: 1 };

export const covers = (held: CareRight, needed: CareRight): boolean => RANK[held] >= RANK[needed];

/** An invitation that nobody took in three days is nobody's. */
export const INVITATION_LIVES_MS = 72 * HOUR;
/** A family is small; a person whom twenty people may read about has no secrets. */
export const MOST_PROXIES = 10;

export interface Invitation {
  readonly recipientId: string;
  readonly rights: 'manage' | 'follow';
  readonly forDays: number;
  readonly invitedBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Who took it. */
  readonly usedBy: string | null;
}

export interface Share {
  readonly rights: 'manage' | 'follow';
  readonly since: number;
  readonly until: number;
}

/** What accepting gives; an invitation works once, for anybody but who wrote it. */
export function shareBy(invitation: Invitation | null, userId: string, now: number): Share {
  const lives = invitation && invitation.usedBy === null && now < invitation.expiresAt;
  if (!lives || invitation.invitedBy === userId) throw new Refusal('INVITATION_INVALID');
  return { rights: invitation.rights, since: now, until: now + invitation.forDays * DAY };
}

export const lasts = ({ until }: Pick<Share, 'until'>, now: number): boolean => now < until;

/** Civil law: below 14 the guardian decides (PIPL 31). */
const CHILD_BELOW_YEARS = 14;
/** Relations in which the account's person is the guardian. */
const GUARDIAN_OF = ['子女', '被监护人'];

export const isChild = (birthDay: string, now: number): boolean => ageYears(birthDay, now) < CHILD_BELOW_YEARS;

export function assertGuardian(relation: string, birthDay: string, now: number): void {
  if (isChild(birthDay, now) && !GUARDIAN_OF.includes(relation)) throw new Refusal('GUARDIAN_NEEDED');
}
