import type { Facts, ProviderFacts } from '../eligibility/facts';
import { factsOfNurse, serviceFacts } from '../eligibility/nurseFacts';
import type { Institution } from '../eligibility/provider';
import { visitWindow } from '../schedule/slots';
import { aNurse } from './aNurse';
import { aService } from './aService';
import { parameters } from './parameters';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
/** A Monday at ten, decided the day before. */
const startAt = at('2026-11-23T10:00');

export const aProvider = (except: Partial<ProviderFacts> = {}): ProviderFacts => ({
  id: 'station-xihu',
  licenceNumber: 'PDY000001',
  licenceUntil: at('2030-12-31T00:00'),
  serviceModes: ['家庭病床', '巡诊'],
  filingNumber: '备案1号',
  filedUntil: at('2029-06-30T00:00'),
  agreementNumber: 'XY-1',
  agreementUntil: at('2029-12-31T00:00'),
  ...except,
});

export const anInstitution = (except: Partial<Institution> = {}): Institution => ({
  ...aProvider(),
  area: null,
  ...except,
});

const given = { state: 'given', onBehalf: { relation: '母亲', guardian: false } } as const;
export const allGiven = {
  service: given,
  privacy: given,
  health: given,
  location: given,
  recording: given,
  face: given,
};

export const aFirst = (except: Partial<NonNullable<NonNullable<Facts['assessment']>['first']>> = {}) => ({
  decision: 'allowed' as const,
  reasonCodes: [],
  advice: [],
  validUntil: at('2027-03-01T00:00'),
  changed: false,
  papersUntil: { 'MED-05': at('2026-12-31T00:00') },
  ...except,
});

export const aRisk = (except: Partial<NonNullable<NonNullable<Facts['assessment']>['risk']>> = {}) => ({
  decision: 'allowed' as const,
  isEmergency: false,
  reasonCodes: [],
  advice: [],
  limitedMobility: true,
  validUntil: at('2026-11-23T09:00'),
  ...except,
});

/** A booking with a chosen nurse where nothing stands against it, except … */
export const someFacts = (except: Partial<Facts> = {}): Facts => ({
  moment: 'booking',
  now: at('2026-11-22T10:00'),
  visit: visitWindow(aService(), startAt),
  service: serviceFacts(aService()),
  provider: aProvider(),
  lists: [{ level: 'province', version: 1, codes: null }],
  forbiddenInNote: [],
  recipient: {
    recipientId: 'recipient-1',
    registration: { basicDone: true, verified: true, contactCount: 2 },
    isSelf: false,
    isMinor: false,
  },
  consents: allGiven,
  recording: 'given',
  assessment: { first: aFirst(), risk: aRisk() },
  visitConsent: null,
  ...factsOfNurse(
    aNurse(),
    {
      service: aService(),
      startAt,
      position: [120.16, 30.26],
      district: '西湖区',
      familyUserIds: ['user-family'],
      providers: new Map([['station-xihu', anInstitution()]]),
      bookings: [],
    },
    parameters,
  ),
  ...except,
});
