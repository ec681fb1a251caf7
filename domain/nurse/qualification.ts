/** Who may perform what: role, title, years and certificates. The strictest of law and catalogue wins. */
import type { Service } from '../care/service';
import type { Nurse } from './nurse';

const NURSE_TITLES = ['护士', '护师', '主管护师', '副主任护师', '主任护师'];
const THERAPIST_TITLES = ['治疗士', '治疗师', '主管治疗师', '副主任治疗师', '主任治疗师'];

const ROLES: Record<Service['staff']['role'], readonly Nurse['role'][]> = {
  registered_nurse: ['registered_nurse'],
  care_worker: ['care_worker'],
  rehab_therapist_or_rn: ['rehab_therapist', 'registered_nurse'],
  rehab_therapist_or_rn_or_care_worker: ['rehab_therapist', 'registered_nurse', 'care_worker'],
  rn_or_care_worker: ['registered_nurse', 'care_worker'],
};

/** No registered nurse goes to a home below this, whatever the catalogue asks: P-004 (5 years), P-005 (护师), from
 * 国卫办医函〔2019〕80号. */
export const NURSE_BY_LAW = { years: 5, title: '护师' };

/** On one ladder, not below. A therapist's title says nothing about nursing, nor the other way round. */
export function reaches(title: string, required: string): boolean {
  const ladder = [NURSE_TITLES, THERAPIST_TITLES].find((titles) => titles.includes(required));
  return ladder !== undefined && ladder.includes(title) && ladder.indexOf(title) >= ladder.indexOf(required);
}

/** `养老护理员证(或长期照护师/医疗护理员证)` is met by any one of the three. */
function certificateNames(required: string): string[] {
  const [, first, others] = /^(.+)\(或(.+)\)$/.exec(required) ?? [];
  return first && others ? [required, first, ...others.split('/')] : [required];
}

type Staff = Service['staff'];

/** P-012: everybody only takes the services of their own role; a care worker never a medical one. */
export const hasRole = (nurse: Pick<Nurse, 'role'>, staff: Staff): boolean => ROLES[staff.role].includes(nurse.role);

/** P-004 for nurses by law, and what the catalogue asks of everybody. */
export const hasYears = (nurse: Pick<Nurse, 'role' | 'years'>, staff: Staff): boolean =>
  nurse.years >= staff.minYears && (nurse.role !== 'registered_nurse' || nurse.years >= NURSE_BY_LAW.years);

/** P-005 for nurses by law, and what the catalogue asks; `治疗师/护师`: either will do. */
export const hasTitle = (nurse: Pick<Nurse, 'role' | 'title'>, staff: Staff): boolean =>
  (nurse.role !== 'registered_nurse' || reaches(nurse.title, NURSE_BY_LAW.title)) &&
  (!staff.minTitle || staff.minTitle.split('/').some((title) => reaches(nurse.title, title)));

/** P-011 for life care: the certificates a service names. */
export const hasCertificates = (nurse: Pick<Nurse, 'certificates'>, staff: Staff): boolean =>
  staff.certificates.every((required) => certificateNames(required).some((name) => nurse.certificates.includes(name)));

export const meetsStaff = (nurse: Nurse, staff: Staff): boolean =>
  hasRole(nurse, staff) && hasYears(nurse, staff) && hasTitle(nurse, staff) && hasCertificates(nurse, staff);
