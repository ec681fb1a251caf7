/** A nurse leaves: she is sent nowhere from then on. Who gave care stays on record as long as the care record does (P-044). */
import type { Nurse } from './nurse';

/** At once, when her account is closed. */
export const left = (nurse: Nurse): Nurse => ({
  ...nurse,
  status: 'left',
  statusReason: '已离开平台',
  openid: '',
  uid: '',
  serviceCodes: [],
});

/** What is left of her when all that need not be kept is gone: her role and her papers, not where she lives or when she works. */
export const recordOf = (nurse: Nurse, station: Nurse['location']): Nurse => ({
  ...left(nurse),
  location: station,
  areaDistricts: [],
  areaPolygon: null,
  shifts: [],
  exceptions: [],
});
