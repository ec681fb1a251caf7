/** The city as our collections hold it: whole nurses with papers, competencies and shifts, and a booking for each visit. */
import type { Booking, Nurse } from '#domain/nurse/nurse';
import { DAY } from '#domain/schedule/beijing';
import { hasSkill, HOUR_MS, nurseId, SKILLS, skillCode, startOf, weekOf, type City } from './city';

const YEAR = 365 * DAY;

const competency = (serviceCode: string, until: number): Nurse['competencies'][number] => ({
  serviceCode,
  validUntil: until,
  trainedAt: until - 2 * YEAR,
  observedAt: until - 2 * YEAR + 7 * DAY,
  lastDoneAt: null,
});

/** Her rules-relevant fields are all in order, so that hours, diary, skill and way decide. */
export function nurseDocument(city: City, index: number, certificates: readonly string[], stationId: string): Nurse {
  const until = city.day + YEAR;
  const codes = Array.from({ length: SKILLS }, (_, skill) => skill).flatMap((skill) =>
    hasSkill(city.skills[index] as number, skill) ? [skillCode(skill)] : [],
  );
  const id = nurseId(index);
  return {
    _id: id,
    userId: `u-${id}`,
    openid: `o-${id}`,
    uid: '',
    displayName: '李护士',
    sex: 'female',
    role: 'registered_nurse',
    title: '主任护师',
    years: 20,
    certificates,
    institution: '西湖区护理站',
    institutionId: stationId,
    practicePlaceIds: [stationId],
    status: city.online[index] === 1 ? 'active' : 'suspended',
    statusReason: '',
    licenceValidUntil: until,
    insuredUntil: until,
    healthCertificateUntil: until,
    trainedUntil: until,
    reviewedUntil: until,
    competencies: codes.map((code) => competency(code, until)),
    serviceCodes: codes,
    location: { type: 'Point', coordinates: [city.lng[index] as number, city.lat[index] as number] },
    serviceRadiusMeters: 15_000,
    areaDistricts: [],
    areaPolygon: null,
    shifts: weekOf(city, index),
    exceptions: [],
    stars: city.stars[index] as number,
    reviewCount: 40,
    completedVisits: 60,
    appliedAt: city.day - YEAR,
  };
}

/** One hour each, way included. */
export function bookingsOfNurse(city: City, index: number): Booking[] {
  const mask = city.booked[index] as number;
  const found: Booking[] = [];
  for (let hour = 0; mask >> hour > 0; hour += 1) {
    if (((mask >> hour) & 1) === 0) continue;
    const startAt = startOf(city, hour);
    found.push({
      _id: `b-${nurseId(index)}-${hour}`,
      nurseId: nurseId(index),
      startAt,
      endAt: startAt + HOUR_MS,
      coordinates: [city.lng[index] as number, city.lat[index] as number],
    });
  }
  return found;
}

const BATCH = 1000;

/** Writes both collections through whatever inserts. */
export async function fillCity(
  city: City,
  { certificates, stationId }: { certificates: readonly string[]; stationId: string },
  insert: (collection: string, documents: object[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < city.count; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, city.count - from) }, (_, i) => from + i);
    await insert(
      'nurses',
      indexes.map((index) => nurseDocument(city, index, certificates, stationId)),
    );
    await insert(
      'bookings',
      indexes.flatMap((index) => bookingsOfNurse(city, index)),
    );
  }
}
