/** Why care at home is not possible or only under a condition: codes, the rule behind each, and what a family reads. */
export interface ReasonText {
  readonly rule: 'P-022' | 'P-023' | 'P-020' | 'P-027';
  readonly sentence: string;
}

export const REASONS: Readonly<Record<string, ReasonText>> = {
  EMERGENCY: { rule: 'P-022', sentence: '出现了危急症状。' },
  UNSTABLE: { rule: 'P-022', sentence: '病情不稳定，上门护理不安全。' },
  JUST_DISCHARGED_UNSTABLE: { rule: 'P-022', sentence: '刚出院且病情还有变化，需要医生先看。' },
  BLEEDING_RISK: { rule: 'P-022', sentence: '出血风险高，上门操作不安全。' },
  SPECIAL_DRUGS: { rule: 'P-022', sentence: '涉及特殊管理药品，不能上门使用。' },
  FIRST_DOSE: { rule: 'P-022', sentence: '药物是第一次使用或需要皮试，应在医院进行。' },
  HIGH_FEVER: { rule: 'P-022', sentence: '正在发高烧，需要先就医。' },
  AGGRESSIVE: { rule: 'P-023', sentence: '有伤人或容易激动的情况，护士上门不安全。' },
  INFECTIOUS: { rule: 'P-023', sentence: '处于传染病隔离期，不能上门服务。' },
  NOT_SUITABLE: { rule: 'P-020', sentence: '经评估，目前不适合上门护理。' },
  DOCUMENTS_UNCLEAR: { rule: 'P-020', sentence: '病历资料不清楚或不完整。' },
  ORDER_UNREADABLE: { rule: 'P-027', sentence: '医嘱照片看不清，或没有拍全。' },
  ORDER_OTHER_PERSON: { rule: 'P-027', sentence: '医嘱上的姓名和被照护人不一致。' },
  ORDER_OTHER_SERVICE: { rule: 'P-027', sentence: '医嘱上没有这项服务。' },
  ORDER_INCOMPLETE: { rule: 'P-027', sentence: '医嘱缺少医院盖章、医生签名、药名或用法。' },
  ORDER_EXPIRED: { rule: 'P-027', sentence: '医嘱已过期。' },
};

/** What a reviewer may name when a doctor's order is refused. */
export const ORDER_REASONS = [
  'ORDER_UNREADABLE',
  'ORDER_OTHER_PERSON',
  'ORDER_OTHER_SERVICE',
  'ORDER_INCOMPLETE',
  'ORDER_EXPIRED',
] as const;

/** What an assessor may name when a first assessment is refused. */
export const ASSESSOR_REASONS = [
  'UNSTABLE',
  'BLEEDING_RISK',
  'SPECIAL_DRUGS',
  'FIRST_DOSE',
  'AGGRESSIVE',
  'INFECTIOUS',
  'NOT_SUITABLE',
  'DOCUMENTS_UNCLEAR',
] as const;

export const sentenceOf = (code: string): string => REASONS[code]?.sentence ?? '经评估，目前不适合上门护理。';
