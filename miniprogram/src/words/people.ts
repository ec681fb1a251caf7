import type { RecipientView } from '#contract/people';

const SEX = { female: '女', male: '男' } as const;
export const sexText = (sex: keyof typeof SEX | null): string => (sex ? SEX[sex] : '');

/** 女 · 78 岁 · 高血压 */
export function recipientDetail(one: Pick<RecipientView, 'sex' | 'ageYears' | 'conditions'>): string {
  const age = one.ageYears === null ? '' : `${one.ageYears} 岁`;
  return [sexText(one.sex), age, ...one.conditions.slice(0, 2)].filter(Boolean).join(' · ');
}
