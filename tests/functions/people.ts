/** The few people of the functions' tests: three families and six nurses round a street corner of Hangzhou. */
import type { Nurse } from '#domain/nurse/nurse';
import { aNurse, competency } from '#domain/testing/aNurse';

/** In the middle of 西湖区; 0.001° of latitude are 111 m. */
export const CORNER: readonly [number, number] = [120.13, 30.26];
/** A Monday morning. */
export const MORNING = Date.parse('2026-11-23T08:00:00+08:00');
export const TOMORROW_TEN = Date.parse('2026-11-24T10:00:00+08:00');

export interface Person {
  readonly openid: string;
  readonly userId: string;
}

export interface Family extends Person {
  readonly recipientId: string;
  readonly addressId: string;
  readonly name: string;
  readonly idNumber: string;
}

/** ID numbers that pass GB 11643: 1949, woman; 1950 and 1948, men. */
export const FAMILIES = [
  { name: '王秀兰', idNumber: '11010519491231002X' },
  { name: '李德明', idNumber: '330106195003070016' },
  { name: '陈国华', idNumber: '330106194811230036' },
].map((person, index): Family => {
  const key = `family${index + 1}`;
  const ids = { userId: `user-${key}`, recipientId: `recipient-${key}`, addressId: `address-${key}` };
  return { openid: `o-${key}`, ...ids, ...person };
}) as [Family, Family, Family];

const SKILLS = ['MED-01', 'MED-05', 'MED-12'];

/** `metersNorth` of the corner. */
const nurseAt = (number: number, metersNorth: number, more: Partial<Nurse> = {}): Nurse =>
  aNurse({
    _id: `nurse${number}`,
    userId: `user-nurse${number}`,
    openid: `o-nurse${number}`,
    displayName: `${'赵钱孙李周吴'[number - 1]}护士`,
    location: { type: 'Point', coordinates: [CORNER[0], CORNER[1] + metersNorth / 111_319] },
    certificates: ['导尿操作考核合格'],
    competencies: SKILLS.map((code) => competency(code, Date.parse('2027-06-30T00:00:00+08:00'))),
    serviceCodes: SKILLS,
    ...more,
  });

/** By rule: 2 before 1 (same half kilometre, more stars), then 3, 4, 5 by distance; 6 is not admitted yet. */
export const NURSES = [
  nurseAt(1, 200, { stars: 4.6 }),
  nurseAt(2, 400, { stars: 4.9 }),
  nurseAt(3, 900),
  nurseAt(4, 1600),
  nurseAt(5, 2600),
  nurseAt(6, 100, { status: 'pending', stars: 5 }),
] as [Nurse, Nurse, Nurse, Nurse, Nurse, Nurse];

/** Nurse 6 has handed in, a reviewer has looked her up: only the word is missing. */
export const APPLICANT = {
  nurse: NURSES[5],
  person: { name: '吴敏', idNumber: '440524188001010014', phone: '13700000006', birthYear: 1990 },
  licenceNumber: '201833012345',
};
