/** From approval to the first offer: what an approved nurse still lacks, and when she may be dispatched. */
import { startOfBeijingDay } from '../schedule/beijing';
import type { Nurse } from './nurse';

export type Lack = 'training' | 'competency' | 'insurance' | 'licence' | 'recheck' | 'healthCertificate';

/** What an approved nurse reads. */
export const LACK_WORDS: Readonly<Record<Lack, string>> = {
  training: '请学完岗前课程并通过考试',
  competency: '请等待机构登记您的操作授权（培训并考核后）',
  insurance: '请等待平台登记保险（责任险、医疗意外险、人身意外险）',
  licence: '执业证书已到期，请提交新的证书',
  recheck: '半年复核已到期，请联系平台复核',
  healthCertificate: '健康证已到期，请提交新的健康证',
};

/** Papers count to the end of their last day. */
const isOver = (validUntil: number, now: number) => startOfBeijingDay(validUntil) < startOfBeijingDay(now);

/** P-006, P-008 … P-011, P-015, in the order in which she deals with them. */
export function lacksOf(nurse: Nurse, now: number): readonly Lack[] {
  const lacks: Readonly<Record<Lack, boolean>> = {
    training: isOver(nurse.trainedUntil, now),
    competency: !nurse.competencies.some(({ validUntil }) => !isOver(validUntil, now)),
    insurance: nurse.insuredUntil <= now,
    licence: isOver(nurse.licenceValidUntil, now),
    recheck: isOver(nurse.reviewedUntil, now),
    healthCertificate:
      nurse.role === 'care_worker' &&
      (nurse.healthCertificateUntil === null || isOver(nurse.healthCertificateUntil, now)),
  };
  return (Object.keys(lacks) as Lack[]).filter((lack) => lacks[lack]);
}

/** Called after every step that may have been the last: exam passed, competency certified, insured. */
export function admitted(nurse: Nurse, now: number): Nurse {
  if (nurse.status !== 'training' || lacksOf(nurse, now).length > 0) return nurse;
  return { ...nurse, status: 'active', statusReason: '' };
}
