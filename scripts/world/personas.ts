/** Who a newcomer may be. The development bar lists them. */
import type { People } from './world';

export interface Persona {
  readonly uid: string;
  readonly name: string;
  readonly role: 'patient' | 'nurse';
  readonly hint: string;
}

export const PATIENT_UID = 'family0001';
export const NURSE_UID = 'nurse0001';
export const OPERATOR_UID = 'operator-1';

/** The development bar's list: two families, three nurses who live close to the first. */
export function personasOf({ families, nurses }: Pick<People, 'families' | 'nurses'>): Persona[] {
  const patients = families.slice(0, 2).map((family): Persona => {
    const cared = family.recipients.map(({ document }) => document.relation).join('、');
    return { uid: family.uid, name: family.payer.name, role: 'patient', hint: `家属，为${cared}预约` };
  });
  const staff = nurses.slice(0, 3).map(({ nurse, person }): Persona => ({
    uid: nurse.uid,
    name: person.name,
    role: 'nurse',
    hint: `${nurse.title || '护理员'} · ${nurse.institution}`,
  }));
  return [...patients, ...staff];
}
