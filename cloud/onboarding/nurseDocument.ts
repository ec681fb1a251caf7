/** The nurse an application makes: pending, able to do nothing yet. */
import type { NurseApplication } from '#domain/onboarding/application';
import { yearsOfWork } from '#domain/onboarding/papers';
import { type Rating, starsFromReviews } from '#domain/nurse/stars';
import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';

/** What is needed of a document of `institutions`. */
export interface Institution {
  readonly _id: string;
  readonly name: string;
  readonly location: Nurse['location'];
}

const CALLED: Readonly<Record<Nurse['role'], string>> = {
  registered_nurse: '护士',
  care_worker: '护理员',
  rehab_therapist: '治疗师',
};

interface Beside {
  readonly known: Nurse | null;
  readonly station: Institution;
  readonly surname: string;
  readonly rating: Rating;
}

/** Until she says where she sets out from, it is the station. Handed in again: what was not asked stays as it was. */
export function nurseOf(
  { _id: userId, nurseId, openid, uid, parts }: NurseApplication,
  { known, station, surname, rating }: Beside,
  now: number,
): Nurse {
  const { person, licence, work, certificates, documents } = parts;
  if (!person || !licence || !work || !certificates) throw new Refusal('APPLICATION_INCOMPLETE', {});
  if (known && !['pending', 'rejected'].includes(known.status)) {
    throw new Refusal('APPLICATION_CLOSED', { status: known.status });
  }
  const healthDay = documents?.find(({ kind }) => kind === 'healthCertificate')?.validUntilDay ?? null;
  return {
    ...(known ?? untried(nurseId, userId, station, starsFromReviews([], now, rating, 0))),
    openid,
    uid,
    displayName: `${surname}${CALLED[licence.role]}`,
    sex: person.sex,
    role: licence.role,
    title: licence.title,
    years: yearsOfWork(work.employments, now),
    certificates: certificates.certificates.map(({ name }) => name),
    institution: station.name,
    institutionId: work.institutionId,
    practicePlaceIds: work.practicePlaceIds,
    status: 'pending',
    statusReason: '',
    licenceValidUntil: startOfBeijingDay(licence.validUntilDay) + DAY - 1,
    healthCertificateUntil: healthDay === null ? null : startOfBeijingDay(healthDay) + DAY - 1,
    serviceRadiusMeters: certificates.serviceRadiusMeters,
    appliedAt: now,
  };
}

const untried = (_id: string, userId: string, station: Institution, stars: number) => ({
  _id,
  userId,
  insuredUntil: 0,
  trainedUntil: 0,
  reviewedUntil: 0,
  competencies: [],
  serviceCodes: [],
  location: station.location,
  areaDistricts: [],
  areaPolygon: null,
  shifts: [],
  exceptions: [],
  stars,
  reviewCount: 0,
  completedVisits: 0,
});
