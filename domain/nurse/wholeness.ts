/**
 * Is a stored nurse what the rules take her for? One broken document must not end the search for everybody near her, and must not
 * let her through either: a comparison with a missing number is false.
 */
import type { Nurse } from './nurse';

type Looks = (value: unknown) => boolean;

const isNumber: Looks = (value) => typeof value === 'number' && Number.isFinite(value);
const isText: Looks = (value) => typeof value === 'string';
const orNull =
  (looks: Looks): Looks =>
  (value) =>
    value === null || looks(value);
const orAbsent =
  (looks: Looks): Looks =>
  (value) =>
    value === undefined || looks(value);
const listOf =
  (looks: Looks): Looks =>
  (value) =>
    Array.isArray(value) && value.every(looks);
const having =
  (fields: Readonly<Record<string, Looks>>): Looks =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, looks]) => looks((value as Record<string, unknown>)[name]));

const isPlace: Looks = (value) => listOf(isNumber)(value) && (value as unknown[]).length === 2;

/** Everything a rule of the search or its order looks at. */
const FIELDS: Readonly<Partial<Record<keyof Nurse, Looks>>> = {
  _id: isText,
  userId: isText,
  displayName: isText,
  sex: isText,
  role: isText,
  title: isText,
  years: isNumber,
  certificates: listOf(isText),
  institutionId: isText,
  practicePlaceIds: listOf(isText),
  status: isText,
  licenceValidUntil: isNumber,
  insuredUntil: isNumber,
  healthCertificateUntil: orNull(isNumber),
  trainedUntil: isNumber,
  reviewedUntil: isNumber,
  competencies: listOf(having({ serviceCode: isText, validUntil: isNumber })),
  serviceCodes: listOf(isText),
  location: having({ coordinates: isPlace }),
  serviceRadiusMeters: isNumber,
  areaDistricts: listOf(isText),
  areaPolygon: orNull(listOf(isPlace)),
  shifts: listOf(having({ weekday: isNumber, fromMinute: isNumber, toMinute: isNumber })),
  exceptions: listOf(having({ kind: isText, day: isText, fromMinute: isNumber, toMinute: isNumber })),
  servicesOff: orAbsent(listOf(isText)),
  withdrawnConsents: orAbsent(listOf(isText)),
  dialects: orAbsent(listOf(isText)),
  stars: isNumber,
  reviewCount: isNumber,
};

/** The fields that are missing or are not what they should be; none: she may be looked at. */
export const brokenFields = (document: object): readonly string[] =>
  Object.entries(FIELDS).flatMap(([name, looks]) =>
    looks((document as Readonly<Record<string, unknown>>)[name]) ? [] : [name],
  );
