import type { RecipientView } from '#contract/people';
import { strings } from '@/strings/words';

export const sexText = (sex: 'female' | 'male' | null): string => (sex ? strings.sexes[sex] : '');

/** 女 · 78 岁 · 高血压 */
export function recipientDetail(one: Pick<RecipientView, 'sex' | 'ageYears' | 'conditions'>): string {
  const age = one.ageYears === null ? '' : strings.age({ years: one.ageYears });
  return [sexText(one.sex), age, ...one.conditions.slice(0, 2)].filter(Boolean).join(' · ');
}
