/**
 * The little that stays on the phone, always under a person's id: which side is shown, large print, light or dark,
 * whom of the family to call, and the record of the
 * one visit being worked on, the booking not sent yet, and which messages were asked for. Nothing else of anyone's health.
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
type Kind = 'preferences' | 'visit-draft' | 'booking-draft' | 'messages-asked';

const key = (kind: Kind, userId: string) => `${kind}:${userId}`;

export function readKept<T>(kind: Kind, userId: string): T | null {
  return Taro.getStorageSync<T | ''>(key(kind, userId)) || null;
}
export function keep(kind: Kind, userId: string, value: object): void {
  Taro.setStorageSync(key(kind, userId), value);
}
export function drop(kind: Kind, userId: string): void {
  Taro.removeStorageSync(key(kind, userId));
}
