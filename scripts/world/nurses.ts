/** Nurses of the demo city: papers, competencies, places and shifts that the rules accept. */
import type { Service } from '#domain/care/service';
import type { Nurse } from '#domain/nurse/nurse';
import { meetsStaff } from '#domain/nurse/qualification';
import { DAY } from '#domain/schedule/beijing';
import type { Chance } from './chance';
import { inventPerson, type InventedPerson } from './people';
import { pointIn, type District } from './places';

export interface InventedNurse {
  readonly nurse: Nurse;
  readonly person: InventedPerson;
  readonly licenceNumber: string;
}

/** The licensed station that sends her: her district's, or the first one. */
const STATIONS: Readonly<Record<string, string>> = {
  上城区: 'station-shangcheng',
  滨江区: 'station-binjiang',
  拱墅区: 'station-gongshu',
};

const HOSPITALS = [
  '市第一人民医院',
  '市中医院',
  '西湖区社区卫生服务中心',
  '省立同德医院',
  '滨江康复医院',
  '邻里护理站',
];
const YEAR = 365 * DAY;

/** Two in three are registered nurses, the rest care workers and therapists, as the catalogue needs them. */
function post(chance: Chance): Pick<Nurse, 'role' | 'title' | 'years'> {
  const draw = chance.next();
  if (draw < 0.68) {
    const title = chance.pick(['护师', '护师', '主管护师', '主管护师', '副主任护师']);
    return { role: 'registered_nurse', title, years: chance.between(5, 25) };
  }
  if (draw < 0.85) return { role: 'care_worker', title: '', years: chance.between(1, 15) };
  return { role: 'rehab_therapist', title: chance.pick(['治疗师', '主管治疗师']), years: chance.between(3, 18) };
}

/** Trained and watched a year before it runs out. */
export const competency = (serviceCode: string, validUntil: number): Nurse['competencies'][number] => ({
  serviceCode,
  validUntil,
  trainedAt: validUntil - YEAR,
  observedAt: validUntil - YEAR + 7 * DAY,
  lastDoneAt: null,
});

/** Certificates are what the services she chose demand; nobody holds all of them. */
function competencies(chance: Chance, nurse: Nurse, services: readonly Service[], now: number) {
  const reachable = services.filter((service) =>
    meetsStaff({ ...nurse, certificates: service.staff.certificates }, service.staff),
  );
  const chosen = chance.some(
    reachable,
    chance.between(Math.min(6, reachable.length), Math.max(8, reachable.length - 2)),
  );
  return {
    certificates: [...new Set(chosen.flatMap((service) => service.staff.certificates))],
    competencies: chosen.map(({ code }) => competency(code, now + chance.between(60, 360) * DAY)),
    serviceCodes: chosen.map(({ code }) => code),
  };
}

/** Five or six days a week; most by day, some early, some till evening. */
function shifts(chance: Chance): Nurse['shifts'] {
  const [fromMinute, toMinute] = chance.pick([
    [480, 1080],
    [480, 1080],
    [420, 960],
    [600, 1260],
  ] as const);
  return chance.some([0, 1, 2, 3, 4, 5, 6], chance.between(5, 6)).map((weekday) => ({ weekday, fromMinute, toMinute }));
}

/** Twelve digits for nurses: year, province, running number; others have longer ones. */
function licenceNumber(chance: Chance, role: Nurse['role']): string {
  const running = String(chance.between(0, 99_999_999)).padStart(8, '0');
  return role === 'registered_nurse' ? `201833${running.slice(2)}` : `2018330${running}`;
}

/** Every third one speaks as the old people of the city do; by number, so that nobody else becomes another. */
const DIALECTS = [['hangzhou'], [], [], ['hangzhou', 'shaoxing'], [], ['ningbo']] as const;

export function inventNurse(
  chance: Chance,
  number: number,
  {
    district,
    services,
    now,
    status,
  }: { district: District; services: readonly Service[]; now: number; status: Nurse['status'] },
): InventedNurse {
  const person = inventPerson(chance, [1975, 1998], chance.happens(0.9) ? 'female' : 'male');
  const id = `nurse${String(number).padStart(4, '0')}`;
  const work = post(chance);
  const station = STATIONS[district.name] ?? 'station-xihu';
  const draft: Nurse = {
    _id: id,
    userId: `user-${id}`,
    openid: `o-${id}`,
    uid: id,
    displayName: `${person.name.slice(0, 1)}${work.role === 'care_worker' ? '护理员' : work.role === 'rehab_therapist' ? '治疗师' : '护士'}`,
    sex: person.sex,
    ...work,
    certificates: [],
    competencies: [],
    serviceCodes: [],
    dialects: DIALECTS[number % DIALECTS.length] ?? [],
    institution: chance.pick(HOSPITALS),
    institutionId: station,
    practicePlaceIds: [station],
    status,
    statusReason: '',
    licenceValidUntil: now + chance.between(200, 1500) * DAY,
    insuredUntil: now + YEAR,
    healthCertificateUntil: now + YEAR,
    trainedUntil: now + YEAR,
    reviewedUntil: now + 180 * DAY,
    location: { type: 'Point', coordinates: pointIn(chance, district) },
    serviceRadiusMeters: chance.pick([5000, 8000, 10_000, 12_000]),
    areaDistricts: [],
    areaPolygon: null,
    shifts: shifts(chance),
    exceptions: [],
    stars: 4.6,
    reviewCount: 0,
    completedVisits: 0,
    appliedAt: now - chance.between(status === 'pending' ? 0 : 90, status === 'pending' ? 2 : 700) * DAY,
  };
  const nurse: Nurse = { ...draft, ...competencies(chance, draft, services, now) };
  return { nurse, person, licenceNumber: licenceNumber(chance, nurse.role) };
}
