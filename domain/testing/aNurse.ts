import type { Booking, Competency, Nurse } from '../nurse/nurse';

const everyDay = [0, 1, 2, 3, 4, 5, 6];

/** Trained and watched in January 2026, not yet done for a family. */
export const competency = (serviceCode: string, validUntil: number): Competency => ({
  serviceCode,
  validUntil,
  trainedAt: Date.parse('2026-01-12T09:00:00+08:00'),
  observedAt: Date.parse('2026-01-19T09:00:00+08:00'),
  lastDoneAt: null,
});

/** An ordinary nurse, except … She works every day from 8 to 20 and lives by the West Lake. */
export const aNurse = (except: Partial<Nurse> = {}): Nurse => ({
  _id: 'nurse-1',
  userId: 'user-nurse-1',
  openid: 'openid-nurse-1',
  uid: '',
  displayName: '李护士',
  sex: 'female',
  role: 'registered_nurse',
  title: '主管护师',
  years: 9,
  certificates: [],
  institution: '西湖区护理站',
  institutionId: 'station-xihu',
  practicePlaceIds: ['station-xihu'],
  status: 'active',
  statusReason: '',
  licenceValidUntil: Date.parse('2028-01-01T00:00:00+08:00'),
  insuredUntil: Date.parse('2028-01-01T00:00:00+08:00'),
  healthCertificateUntil: Date.parse('2028-01-01T00:00:00+08:00'),
  trainedUntil: Date.parse('2028-01-01T00:00:00+08:00'),
  reviewedUntil: Date.parse('2028-01-01T00:00:00+08:00'),
  competencies: [competency('MED-05', Date.parse('2027-06-30T00:00:00+08:00'))],
  serviceCodes: ['MED-05'],
  location: { type: 'Point', coordinates: [120.15, 30.25] },
  serviceRadiusMeters: 10_000,
  shifts: everyDay.map((weekday) => ({ weekday, fromMinute: 8 * 60, toMinute: 20 * 60 })),
  areaDistricts: [],
  areaPolygon: null,
  exceptions: [],
  stars: 4.6,
  reviewCount: 40,
  completedVisits: 60,
  appliedAt: Date.parse('2026-01-05T10:00:00+08:00'),
  ...except,
});

/** A booking of that nurse, where she lives. */
export const aBooking = (startAt: number, endAt: number, except: Partial<Booking> = {}): Booking => ({
  _id: `order-${startAt}`,
  nurseId: 'nurse-1',
  startAt,
  endAt,
  coordinates: [120.15, 30.25],
  ...except,
});
