/** Rules about the institution that sends the nurse. */
import type { Facts, ServiceFacts } from '../facts';
import { part, stageOf } from '../rule';
import { PILOT_2019 } from '../sources';
import { validOn } from '../validOn';

const rule = stageOf({
  stage: 'provider',
  audience: ['patient', 'nurse', 'operator'],
  code: 'PROVIDER_NOT_LICENSED',
  needs: ['provider'],
});

const HOME_MODES = ['家庭病床', '巡诊'];
const MEDICAL_STAFF: readonly ServiceFacts['staff']['role'][] = ['registered_nurse', 'rehab_therapist_or_rn'];

/** MED, REH, and of SPC what only nurses or therapists may do. */
export const isMedical = ({ category, staff }: ServiceFacts): boolean =>
  category === 'MED' || category === 'REH' || (category === 'SPC' && MEDICAL_STAFF.includes(staff.role));

const lasts = (until: number, { visit }: Facts) => validOn(until, visit.endAt);

export const licensed = rule({
  id: 'P-001',
  source: PILOT_2019,
  check(facts) {
    const { licenceNumber, licenceUntil, serviceModes } = part(facts, 'provider');
    if (!isMedical(facts.service)) return null;
    const mayComeHome = serviceModes.some((mode) => HOME_MODES.includes(mode));
    if (licenceNumber !== '' && lasts(licenceUntil, facts) && mayComeHome) return null;
    return { sentence: '派出机构在服务当天没有有效的上门医疗资质，暂时不能预约这项服务。' };
  },
});

export const filed = rule({
  id: 'P-002',
  source: PILOT_2019,
  check(facts) {
    const { filingNumber, filedUntil } = part(facts, 'provider');
    if (!isMedical(facts.service) || (filingNumber !== '' && lasts(filedUntil, facts))) return null;
    return { sentence: '派出机构的备案在服务当天已到期，它的服务已下架。' };
  },
});

export const underAgreement = rule({
  id: 'P-003',
  source: PILOT_2019,
  check(facts) {
    const { agreementNumber, agreementUntil } = part(facts, 'provider');
    if (agreementNumber !== '' && lasts(agreementUntil, facts)) return null;
    return { sentence: '平台与派出机构的协议在服务当天已到期，暂时不能安排。' };
  },
});
