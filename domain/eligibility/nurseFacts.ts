/** What the rules look at in one nurse for one visit. The same facts serve the quick search and the stored decision. */
import { type DialectWish, lacksDialect } from '../care/dialect';
import type { Service } from '../care/service';
import { distanceMeters, type Position } from '../geo/distance';
import { travelMinutesAt } from '../geo/travel';
import type { Booking, Nurse } from '../nurse/nurse';
import { inServiceArea } from '../nurse/serviceArea';
import type { OperationParameters } from '../operations/parameters';
import type { Spell } from '../schedule/rest';
import { boundWindow } from '../schedule/slots';
import type { DiaryFacts, Facts, NurseFacts, PlaceFacts, ServiceFacts } from './facts';
import type { Institution } from './provider';

/** A visit as far as it concerns the nurse who would come. */
export interface VisitOfNurse {
  readonly service: Service;
  readonly startAt: number;
  readonly position: Position;
  /** The served district; null: not known here, then only who names no districts comes. */
  readonly district: string | null;
  /** Whose person it is and with whom it is shared: none of them comes as the nurse. */
  readonly familyUserIds: readonly string[];
  /** Whom the family does not want to meet again, or who said so of the family. Absent: nobody. */
  readonly blockedNurseIds?: readonly string[];
  /** Only a woman or only a man is wished for; absent: either. */
  readonly sex?: Nurse['sex'] | null;
  /** What she should, or must, speak; absent or null: nothing is wished for. */
  readonly dialect?: DialectWish | null;
  /** The institutions that send nurses, by id. */
  readonly providers: ReadonlyMap<string, Institution>;
  /** What the nurse already has around that time. */
  readonly bookings: readonly Booking[];
  /** What the map says about a way; absent or null: nobody asked, then it is estimated by distance and hour. */
  readonly measuredMinutes?: MeasuredMinutes;
}

export type MeasuredMinutes = (from: Position, to: Position) => number | null;

export const serviceFacts = (service: Service): ServiceFacts => ({
  code: service.code,
  category: service.category,
  riskLevel: service.riskLevel,
  staff: service.staff,
  orderRequired: service.orderRequired,
  offered: service.offered,
  bufferMinutes: service.bufferMinutes,
});

/** No name, no home of hers: only what the rules ask about. */
export const nurseFacts = (
  nurse: Nurse,
  wishes: Pick<VisitOfNurse, 'familyUserIds' | 'blockedNurseIds' | 'sex' | 'dialect'>,
): NurseFacts => ({
  status: nurse.status,
  role: nurse.role,
  title: nurse.title,
  years: nurse.years,
  certificates: nurse.certificates,
  institutionId: nurse.institutionId,
  practicePlaceIds: nurse.practicePlaceIds,
  licenceValidUntil: nurse.licenceValidUntil,
  insuredUntil: nurse.insuredUntil,
  healthCertificateUntil: nurse.healthCertificateUntil,
  trainedUntil: nurse.trainedUntil,
  reviewedUntil: nurse.reviewedUntil,
  competencies: nurse.competencies,
  shifts: nurse.shifts,
  exceptions: nurse.exceptions,
  withdrawnConsents: nurse.withdrawnConsents ?? [],
  ...asWished(nurse, wishes),
});

const asWished = (
  nurse: Nurse,
  {
    familyUserIds,
    blockedNurseIds = [],
    sex = null,
    dialect = null,
  }: Pick<VisitOfNurse, 'familyUserIds' | 'blockedNurseIds' | 'sex' | 'dialect'>,
): Pick<NurseFacts, 'isOwnFamily' | 'isBlocked' | 'isOtherSex' | 'lacksDialect'> => ({
  isOwnFamily: familyUserIds.includes(nurse.userId),
  isBlocked: blockedNurseIds.includes(nurse._id),
  isOtherSex: sex !== null && nurse.sex !== sex,
  lacksDialect: lacksDialect(nurse, dialect),
});

export function placeFacts(
  nurse: Nurse,
  { position, district, providers }: Pick<VisitOfNurse, 'position' | 'district' | 'providers'>,
  { searchRadiusMeters }: OperationParameters['dispatch'],
): PlaceFacts {
  const institutionArea = providers.get(nurse.institutionId)?.area ?? null;
  return {
    distanceMeters: Math.round(distanceMeters(nurse.location.coordinates, position)),
    reachMeters: Math.min(nurse.serviceRadiusMeters, searchRadiusMeters),
    isInArea: inServiceArea(nurse, position, district, institutionArea, { searchRadiusMeters, area: null }),
  };
}

/** Ways instead of places: where her other patients live is nobody's business who reads a decision. */
export function diaryFacts(nurse: Nurse, visit: VisitOfNurse, p: OperationParameters): DiaryFacts {
  const wanted = { ...boundWindow(visit.service, visit.startAt), coordinates: visit.position };
  const all = [wanted, ...visit.bookings.filter(({ nurseId }) => nurseId === nurse._id)];
  const way = (from: Spell, to: Spell) =>
    visit.measuredMinutes?.(from.coordinates, to.coordinates) ??
    travelMinutesAt(distanceMeters(from.coordinates, to.coordinates), Math.max(from.startAt, to.startAt), p);
  return {
    spells: all.map(({ startAt, endAt }) => ({ startAt, endAt })),
    wayMinutes: all.map((from, row) => all.map((to, column) => (row === column ? 0 : way(from, to)))),
    rest: p.rest,
  };
}

/** The parts of `Facts` that a nurse brings. */
export const factsOfNurse = (
  nurse: Nurse,
  visit: VisitOfNurse,
  p: OperationParameters,
): Pick<Facts, 'nurse' | 'place' | 'diary'> => ({
  nurse: nurseFacts(nurse, visit),
  place: placeFacts(nurse, visit, p.dispatch),
  diary: diaryFacts(nurse, visit, p),
});
