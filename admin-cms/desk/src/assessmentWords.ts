/** Words of first assessments as assessors read them. */
export const DECISION_WORDS = {
  waiting: '待评估',
  allowed: '可以上门',
  conditional: '有条件可以',
  refused: '不可以',
} as const;

export const FAMILY_DOCUMENTS: Readonly<Record<string, string>> = {
  dischargeSummary: '出院小结',
  outpatientRecord: '门诊病历',
  doctorOrder: '医嘱',
  prescription: '处方',
  other: '其他资料',
};

/** Each line that says something is a sentence of its own. */
export const sentencesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const SHORTEST = 2;
const LONGEST = 100;
const MOST = 8;

/** What the server would refuse, told before it is sent; `''`: nothing. */
export function problemWith(sentences: readonly string[]): string {
  if (sentences.length > MOST) return `最多 ${MOST} 句`;
  const wrong = sentences.find(({ length }) => length < SHORTEST || length > LONGEST);
  return wrong === undefined ? '' : `每句 ${SHORTEST}–${LONGEST} 个字：“${wrong.slice(0, 12)}…”`;
}
