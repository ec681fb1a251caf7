/** Applicants of the demo city at different points of their review: handed in, looked up, sent back once, nearly too late. */
import { emptyPrivate, sealFor, type ApplicationPrivate } from '#cloud/onboarding/applications';
import { numberKey } from '#cloud/onboarding/numbersInUse';
import { lookupHash } from '#cloud/personalData';
import { beijingDay, DAY, HOUR } from '#domain/schedule/beijing';
import type { DocumentMark, NurseApplication, Parts, RegistryEvidence } from '#domain/onboarding/application';
import { checkApplication, isFilled } from '#domain/onboarding/checks';
import { maskNumber, numberForm } from '#domain/onboarding/licenceNumber';
import { neededDocuments } from '#domain/onboarding/papers';
import { giveBack, newApplication, recordLookup, startReview, submit, type Step } from '#domain/onboarding/steps';
import { maskIdNumber } from '#domain/person/idNumber';
import { maskName } from '#domain/person/name';
import type { Nurse } from '#domain/nurse/nurse';
import { operations, type Documents } from './baseData';
import { OPERATOR_UID } from './personas';

export interface Applicant {
  readonly nurse: Nurse;
  readonly person: {
    readonly name: string;
    readonly idNumber: string;
    readonly phone: string;
    readonly birthYear: number;
  };
  readonly licenceNumber: string;
}

/** How far the review has come, and how long ago it began. The first one only waits for a word. */
export type Plot = 'lookedUp' | 'handedIn' | 'returnedOnce';
const PLOTS: readonly { readonly plot: Plot; readonly hoursAgo: number }[] = [
  { plot: 'lookedUp', hoursAgo: 1 },
  { plot: 'handedIn', hoursAgo: 5 },
  { plot: 'lookedUp', hoursAgo: 26 },
  { plot: 'handedIn', hoursAgo: 100 },
  { plot: 'returnedOnce', hoursAgo: 50 },
  { plot: 'handedIn', hoursAgo: 170 },
];

export const plotOf = (place: number) => PLOTS[place % PLOTS.length] as (typeof PLOTS)[number];

function partsOf({ nurse, person, licenceNumber }: Applicant, now: number): Parts {
  const day = (daysAgo: number) => beijingDay(now - daysAgo * DAY);
  const parts: Parts = {
    person: {
      maskedName: maskName(person.name),
      maskedPhone: `${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`,
      maskedIdNumber: maskIdNumber(person.idNumber),
      sex: nurse.sex,
      birthYear: person.birthYear,
    },
    licence: {
      role: nurse.role,
      title: nurse.title,
      maskedNumber: maskNumber(licenceNumber),
      validUntilDay: beijingDay(nurse.licenceValidUntil),
    },
    work: {
      employments: [{ employer: nurse.institution, department: '内科', fromDay: day(nurse.years * 366), toDay: null }],
      institutionId: nurse.institutionId,
      practicePlaceIds: nurse.practicePlaceIds,
    },
    certificates: {
      certificates: nurse.certificates.map((name) => ({
        name,
        issuedBy: '省护理学会',
        issuedDay: day(400),
        validUntilDay: null,
      })),
      wishedServiceCodes: nurse.serviceCodes,
      serviceRadiusMeters: nurse.serviceRadiusMeters,
    },
    documents: null,
  };
  return {
    ...parts,
    documents: neededDocuments(parts).map((kind): DocumentMark => ({
      kind,
      place: 0,
      issuedDay: kind === 'criminalRecord' ? day(40) : null,
      validUntilDay: kind === 'healthCertificate' ? beijingDay(now + 200 * DAY) : null,
    })),
  };
}

/** `fileOf`: where a photograph of this kind lies in storage. */
export function applicantDocuments(
  applicant: Applicant,
  plot: Plot,
  fileOf: (kind: string) => string,
  now: number,
): Documents {
  const { nurse, person, licenceNumber } = applicant;
  const { userId, openid, uid } = nurse;
  const parts = partsOf(applicant, now);
  const known = emptyPrivate(userId);
  const sealed: ApplicationPrivate = {
    ...known,
    nameCipher: sealFor(userId, 'name', person.name),
    idNumberCipher: sealFor(userId, 'idNumber', person.idNumber),
    phoneCipher: sealFor(userId, 'phone', person.phone),
    licenceNumberCipher: sealFor(userId, 'licenceNumber', licenceNumber),
    files: (parts.documents ?? []).map(({ kind }) => ({ kind, fileId: fileOf(kind) })),
    identity: { of: lookupHash(`person/${person.name}/${person.idNumber}`), outcome: 'match' },
    registryFileId: plot === 'lookedUp' ? fileOf('registry') : null,
  };
  const begun = { ...newApplication({ _id: userId, nurseId: nurse._id, openid, uid }, now - DAY), parts };
  const steps = livedThrough(begun, applicant, plot, now);
  const last = steps.at(-1)?.application as NurseApplication;
  return {
    nurseApplications: [last],
    nurseApplicationPrivate: [
      sealed,
      ...Array.from({ length: last.submission }, (_, index) => ({ ...sealed, _id: `${userId}:${index + 1}` })),
    ],
    nurseApplicationEvents: steps.map(({ application, event }) => ({
      ...event,
      _id: `${userId}:${application.version}`,
    })),
  };
}

/** By the rules' own steps, so that the demo cannot be in a state the rules do not know. */
function livedThrough(begun: NurseApplication, { nurse, licenceNumber }: Applicant, plot: Plot, now: number): Step[] {
  const { onboarding } = operations();
  const steps: Step[] = [];
  let application = begun;
  const take = (step: Step) => {
    steps.push(step);
    application = step.application;
  };
  const handIn = (at: number) => {
    const { parts } = application;
    if (!isFilled(parts)) throw new Error('an applicant of the demo world lacks a part');
    take(
      submit(application, checkApplication(parts, FACTS(nurse.role, licenceNumber), onboarding, at), onboarding, at),
    );
  };
  if (plot === 'returnedOnce') {
    handIn(now - 20 * HOUR);
    take(startReview(application, OPERATOR_UID, now - 8 * HOUR));
    const reasons = [{ part: 'documents' as const, reason: '执业证书照片反光，看不清编号，请重新拍摄' }];
    take(giveBack(application, reasons, OPERATOR_UID, now - 7 * HOUR));
  }
  handIn(now);
  if (plot === 'lookedUp') {
    take(startReview(application, OPERATOR_UID, now));
    take(recordLookup(application, evidenceOf(nurse, licenceNumber, now), now));
  }
  return steps;
}

const FACTS = (role: Nurse['role'], licenceNumber: string) => ({
  idNumberValid: true,
  identity: 'match' as const,
  face: 'unknown' as const,
  licenceForm: numberForm(role, licenceNumber),
  idNumberUsedElsewhere: false,
  licenceUsedElsewhere: false,
  photosNotStored: 0,
});

const evidenceOf = (nurse: Nurse, licenceNumber: string, now: number): RegistryEvidence => ({
  source: '国家卫生健康委护士执业注册信息查询',
  lookedAt: now,
  lookedBy: OPERATOR_UID,
  numberMatches: true,
  maskedNumber: maskNumber(licenceNumber),
  status: '在册',
  validUntilDay: beijingDay(nurse.licenceValidUntil),
  placeFound: nurse.institution,
  placeMatches: true,
});

/** Whoever works here or wants to has these numbers for herself. */
export const numbersOf = ({ nurse, person, licenceNumber }: Applicant): Documents => ({
  nurseNumbers: [numberKey('idNumber', person.idNumber), numberKey('licence', licenceNumber)].map((_id) => ({
    _id,
    userId: nurse.userId,
  })),
});
