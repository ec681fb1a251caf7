/** Rules about the nurse and her papers. Patients are not told which paper it is. */
import type { Competency } from '../../nurse/nurse';
import { hasCertificates, hasRole, hasTitle, hasYears } from '../../nurse/qualification';
import type { Facts } from '../facts';
import { part, stageOf } from '../rule';
import { HOUSE, NURSES_ACT, PILOT_2019, PRIVACY_LAW, PRODUCT } from '../sources';
import { validOn } from '../validOn';

const rule = stageOf({
  stage: 'staff',
  audience: ['nurse', 'operator'],
  code: 'NURSE_NOT_QUALIFIED',
  needs: ['nurse'],
});
const unavailable = stageOf({
  stage: 'staff',
  audience: ['nurse', 'operator'],
  code: 'NURSE_UNAVAILABLE',
  needs: ['nurse'],
});

const says = (isFine: boolean, sentence: string) => (isFine ? null : { sentence });
const lasts = (until: number, { visit }: Facts) => validOn(until, visit.endAt);

export const admitted = unavailable({
  id: 'P-009',
  source: PRODUCT,
  check(facts) {
    const { status, reviewedUntil } = part(facts, 'nurse');
    if (status !== 'active')
      return { sentence: '您的账号目前不能接单：审核未完成，或已暂停派单。', details: { status } };
    return says(lasts(reviewedUntil, facts), '半年复核已到期，请先提交复核资料。');
  },
});

export const insured = unavailable({
  id: 'P-015',
  source: PILOT_2019,
  check: (facts) =>
    says(part(facts, 'nurse').insuredUntil >= facts.visit.endAt, '您的保险不覆盖这次服务的时间，请先续保。'),
});

/** Who orders and who is paid are two people. */
export const notOwnFamily = unavailable({
  id: 'H-001',
  source: HOUSE,
  check: (facts) => says(!part(facts, 'nurse').isOwnFamily, '这是您自己账号下的订单，不能由您本人服务。'),
});

/** Whichever side said it: nobody brings them together again, no operator either. The other side is not told. */
export const mayMeetAgain = unavailable({
  id: 'H-005',
  source: HOUSE,
  audience: ['operator'],
  check: (facts) => says(!part(facts, 'nurse').isBlocked, '这个家庭和这位护士之间有一方设置了不再匹配。'),
});

/** The family's wish for a woman or a man; an operator may ask them and go against it with a reason. */
export const asWished = unavailable({
  id: 'H-006',
  source: HOUSE,
  check: (facts) => says(!part(facts, 'nurse').isOtherSex, '家属对护士的性别有要求。'),
});

/** The same for a dialect asked for without exception. */
export const understood = unavailable({
  id: 'H-007',
  source: HOUSE,
  check: (facts) => says(!part(facts, 'nurse').lacksDialect, '家属希望护士会说家乡话。'),
});

export const mayBeLocated = unavailable({
  id: 'P-031',
  source: PRIVACY_LAW,
  check: (facts) =>
    says(
      !(part(facts, 'nurse').withdrawnConsents ?? []).includes('location'),
      '您撤回了定位同意，重新同意之前不能接单。',
    ),
});

export const rightRole = rule({
  id: 'P-012',
  source: PRODUCT,
  check: (facts) => says(hasRole(part(facts, 'nurse'), facts.service.staff), '这项服务不属于您的岗位。'),
});

export const enoughYears = rule({
  id: 'P-004',
  source: PILOT_2019,
  check: (facts) => says(hasYears(part(facts, 'nurse'), facts.service.staff), '您的临床工作年限不够做这项服务。'),
});

export const rightTitle = rule({
  id: 'P-005',
  source: PILOT_2019,
  check: (facts) => says(hasTitle(part(facts, 'nurse'), facts.service.staff), '您的职称不够做这项服务。'),
});

export const licenceValid = rule({
  id: 'P-006',
  source: `${PILOT_2019}；${NURSES_ACT}`,
  check: (facts) =>
    says(lasts(part(facts, 'nurse').licenceValidUntil, facts), '您的执业证在服务当天已过期，请先更新。'),
});

export const registeredThere = rule({
  id: 'P-007',
  source: `${PILOT_2019}；${NURSES_ACT}`,
  check(facts) {
    const { institutionId, practicePlaceIds } = part(facts, 'nurse');
    return says(practicePlaceIds.includes(institutionId), '您的注册执业地点不是派出机构，请先办理备案。');
  },
});

const competencyFor = (facts: Facts): Competency | undefined =>
  part(facts, 'nurse').competencies.find(
    ({ serviceCode, validUntil }) => serviceCode === facts.service.code && lasts(validUntil, facts),
  );

/** As it was until the ledger knew when somebody was trained and watched. */
export const competentV1 = rule({
  id: 'P-008',
  source: PILOT_2019,
  check: (facts) => says(competencyFor(facts) !== undefined, '您没有这项服务的有效授权，请先培训考核。'),
});

/** Valid, and both halves are on record: the training and the passed test under somebody's eyes. */
export const competent = rule({
  id: 'P-008',
  version: 2,
  source: PILOT_2019,
  check(facts) {
    const found = competencyFor(facts);
    const isWhole = found !== undefined && found.trainedAt !== null && found.observedAt !== null;
    return says(isWhole, '您没有这项服务的有效授权，请先培训考核。');
  },
});

export const trained = rule({
  id: 'P-010',
  source: PRODUCT,
  check: (facts) => says(lasts(part(facts, 'nurse').trainedUntil, facts), '岗前培训考试已过期，请先重新考试。'),
});

export const certified = rule({
  id: 'P-011',
  source: PRODUCT,
  check(facts) {
    const nurse = part(facts, 'nurse');
    if (!hasCertificates(nurse, facts.service.staff)) return { sentence: '您缺少这项服务要求的证书。' };
    if (nurse.role !== 'care_worker') return null;
    const until = nurse.healthCertificateUntil;
    return says(until !== null && lasts(until, facts), '您的健康证在服务当天已过期，请先更新。');
  },
});
