/**
 * The little that stays on the phone, always under a person's id: which side is shown, large print, light or dark,
 * whom of the family to call, the record of the one visit being worked on, the booking not sent yet, which messages were
 * asked for, which cancellations were seen, which papers of an application were uploaded (names of files, nothing that can be
 * opened), and what was answered in the exam that is open. Nothing else of anyone's health.
 */
import Taro from '@tarojs/taro';
import type { Theme } from './mood';

export type Role = 'patient' | 'nurse';
/** Someone of the family who is one tap away in care mode. */
export interface FamilyNumber {
  readonly name: string;
  readonly phone: string;
}
export interface Preferences {
  readonly role: Role | null;
  readonly careMode: boolean;
  readonly theme?: Theme;
  /** The question about large print was answered. */
  readonly careAnswered?: boolean;
  readonly family?: FamilyNumber | null;
}
const KINDS = [
  'preferences',
  'visit-draft',
  'booking-draft',
  'messages-asked',
  'called-off-seen',
  'papers-draft',
  'exam-draft',
] as const;
type Kind = (typeof KINDS)[number];

const key = (kind: Kind, userId: string) => `${kind}:${userId}`;

export function readKept<T>(kind: Kind, userId: string): T | null {
  return Taro.getStorageSync<T | ''>(key(kind, userId)) || null;
}
export function keep(kind: Kind, userId: string, value: object): void {
  Taro.setStorageSync(key(kind, userId), value);
}
/** All that is kept of somebody. */
export function dropAll(userId: string): void {
  for (const kind of KINDS) drop(kind, userId);
}
export function drop(kind: Kind, userId: string): void {
  Taro.removeStorageSync(key(kind, userId));
}
