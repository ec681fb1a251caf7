/**
 * The little that stays on the phone, always under a person's id: which side is shown, large print, and the record of the
 * one visit being worked on. Nothing else of anyone's health.
 */
import Taro from '@tarojs/taro';

export type Role = 'patient' | 'nurse';
export interface Preferences {
  readonly role: Role | null;
  readonly careMode: boolean;
}
type Kind = 'preferences' | 'visit-draft';

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
