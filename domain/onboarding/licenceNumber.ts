/** Numbers of professional papers. No authority publishes one rule for all of them, so only what cannot be one is refused. */
import type { StaffRole } from './application';

export type NumberForm = 'usual' | 'unusual' | 'impossible';

/** 护士执业证书编号: year, province, running number: twelve digits. 医师执业证书编码 has fifteen. Older papers differ. */
const USUAL: Readonly<Record<StaffRole, RegExp>> = {
  registered_nurse: /^(19|20)\d{10}$/,
  rehab_therapist: /^(\d{15}|[0-9A-Z]{8,20})$/,
  care_worker: /^([0-9A-Z]{14,20})$/,
};
const POSSIBLE = /^[0-9A-Z]{8,20}$/;

export const plainNumber = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

export function numberForm(role: StaffRole, text: string): NumberForm {
  const number = plainNumber(text);
  if (!POSSIBLE.test(number)) return 'impossible';
  return USUAL[role].test(number) ? 'usual' : 'unusual';
}

/** `2018********45` */
export function maskNumber(text: string): string {
  const number = plainNumber(text);
  if (number.length < 8) return '*'.repeat(number.length);
  return number.slice(0, 4) + '*'.repeat(number.length - 6) + number.slice(-2);
}
