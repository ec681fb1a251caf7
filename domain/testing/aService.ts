import type { Service } from '../care/service';

/** An ordinary service, except … */
export const aService = (except: Partial<Service> = {}): Service => ({
  code: 'MED-05',
  name: '伤口换药',
  category: 'MED',
  riskLevel: 2,
  staff: { role: 'registered_nurse', minTitle: '护师', minYears: 5, certificates: [] },
  durationMinutes: 45,
  bufferMinutes: 15,
  orderRequired: 'doctor_order',
  plain: '清洁伤口，换上干净敷料',
  everydayNames: ['换药'],
  spelled: [],
  prepare: [],
  applicable: ['术后伤口'],
  exclusions: ['感染伤口'],
  consumables: [{ name: '换药包', quantity: 1, unit: '套', unitPriceFen: 2400 }],
  sop: ['核对身份', '评估伤口', '清洁换药'],
  requiredVitals: ['BP', 'T'],
  requiredPhotos: ['换药后'],
  notes: '',
  offered: true,
  ...except,
});
