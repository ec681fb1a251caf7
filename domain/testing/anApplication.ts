import type { NurseApplication, Parts } from '../onboarding/application';
import type { Gathered } from '../onboarding/checks';
import { newApplication } from '../onboarding/steps';

type Filled = { readonly [P in keyof Parts]: NonNullable<Parts[P]> };

/** All parts of a nurse who has everything, as of November 2026. */
export const filledParts = (except: Partial<Filled> = {}): Filled => ({
  person: {
    maskedName: '吴**',
    maskedPhone: '137****0006',
    maskedIdNumber: '4****************4',
    sex: 'female',
    birthYear: 1990,
  },
  licence: { role: 'registered_nurse', title: '护师', maskedNumber: '2018******45', validUntilDay: '2028-06-30' },
  work: {
    employments: [{ employer: '市第一人民医院', department: '内科', fromDay: '2018-07-01', toDay: null }],
    institutionId: 'station-xihu',
    practicePlaceIds: ['station-xihu'],
  },
  certificates: { certificates: [], wishedServiceCodes: ['MED-05'], serviceRadiusMeters: 8000 },
  documents: (
    [
      ...['idCardFront', 'idCardBack', 'portrait', 'licence'],
      ...['titleCertificate', 'employmentProof', 'permissionLetter', 'criminalRecord'],
    ] as Filled['documents'][number]['kind'][]
  ).map((kind) => ({
    kind,
    place: 0,
    issuedDay: kind === 'criminalRecord' ? '2026-10-01' : null,
    validUntilDay: null,
  })),
  ...except,
});

export const goodFacts = (except: Partial<Gathered> = {}): Gathered => ({
  idNumberValid: true,
  identity: 'match',
  face: 'match',
  licenceForm: 'usual',
  idNumberUsedElsewhere: false,
  licenceUsedElsewhere: false,
  photosNotStored: 0,
  ...except,
});

export const anApplication = (except: Partial<NurseApplication> = {}): NurseApplication => ({
  ...newApplication({ _id: 'user-1', nurseId: 'nurse-1', openid: 'o-1', uid: '' }, 0),
  parts: filledParts(),
  ...except,
});
