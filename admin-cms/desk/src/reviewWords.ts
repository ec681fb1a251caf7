/** Words of a nurse's application as reviewers read them. */
import type { ApplicationPart, ApplicationState, DocumentKind } from '#domain/onboarding/application';
import { workingDaysBetween } from '#domain/calendar/workingDays';

export const PART_WORDS: Record<ApplicationPart, string> = {
  person: '个人信息',
  licence: '证书',
  work: '工作经历',
  certificates: '专项证书与意愿',
  documents: '证件照片',
};

export const STATE_WORDS: Record<ApplicationState, string> = {
  draft: '填写中',
  submitted: '待审核',
  reviewing: '审核中',
  returned: '退回补充',
  approved: '已通过',
  rejected: '不通过',
  withdrawn: '已撤回',
};

export const DOCUMENT_WORDS: Record<DocumentKind, string> = {
  idCardFront: '身份证人像面',
  idCardBack: '身份证国徽面',
  portrait: '本人照片',
  licence: '执业（资格）证书',
  titleCertificate: '职称证书',
  employmentProof: '工作年限证明',
  permissionLetter: '单位同意书',
  criminalRecord: '无犯罪记录证明',
  healthCertificate: '健康证',
  qualification: '专项证书',
};

export const ROLE_WORDS: Record<string, string> = {
  registered_nurse: '护士',
  care_worker: '养老护理员',
  rehab_therapist: '康复治疗师',
};

/** What is left of the time in which a decision is owed, and how loud to say it. */
export function timeLeft(
  dueAt: number,
  now: number,
): { readonly text: string; readonly tone: 'calm' | 'soon' | 'late' } {
  if (now >= dueAt) return { text: `已超期 ${workingDaysBetween(dueAt - 1, now)} 个工作日`, tone: 'late' };
  const days = workingDaysBetween(now, dueAt);
  return days === 0
    ? { text: '今天到期', tone: 'soon' }
    : { text: `剩 ${days} 个工作日`, tone: days === 1 ? 'soon' : 'calm' };
}
