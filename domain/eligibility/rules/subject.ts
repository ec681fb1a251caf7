/** Rules about the person cared for: who it is, and whether care at home is safe. */
import { missingStep } from '../../person/registration';
import { REASONS, sentenceOf } from '../../assessment/reasons';
import type { Breach } from '../rule';
import { part, stageOf } from '../rule';
import type { Facts } from '../facts';
import { PILOT_2019, PRIVACY_LAW, PRODUCT } from '../sources';
import { validOn } from '../validOn';

const about = stageOf({
  stage: 'subject',
  audience: ['patient', 'operator'],
  code: 'REGISTRATION_INCOMPLETE',
  needs: ['recipient'],
});
const assessed = stageOf({
  stage: 'subject',
  audience: ['patient', 'operator'],
  code: 'ASSESSMENT_NEEDED',
  needs: ['assessment'],
});

const STEP_SENTENCES = {
  basic: '请先补全被照护人的基本信息和健康状况。',
  identity: '被照护人还没有实名认证，请先完成认证。',
  contacts: '请至少填写 2 位紧急联系人，电话不能和您的相同。',
} as const;

function stepMissing(facts: Facts, steps: readonly string[]): Breach | null {
  const { registration, recipientId } = part(facts, 'recipient');
  const step = missingStep(registration);
  return step && steps.includes(step) ? { sentence: STEP_SENTENCES[step], details: { step, recipientId } } : null;
}

export const identified = about({
  id: 'P-016',
  source: PILOT_2019,
  check: (facts) => stepMissing(facts, ['basic', 'identity']),
});

export const hasContacts = about({
  id: 'P-017',
  source: PRODUCT,
  check: (facts) => stepMissing(facts, ['contacts']),
});

/** The health consent says for whom and as what it was given. */
export const authorised = about({
  id: 'P-024',
  source: PRIVACY_LAW,
  code: 'AUTHORISATION_MISSING',
  needs: ['recipient', 'consents'],
  check(facts) {
    const { isSelf, isMinor, recipientId } = part(facts, 'recipient');
    const { state, onBehalf } = part(facts, 'consents').health;
    // Where the consent itself is missing, P-031 says so.
    if (isSelf || state !== 'given') return null;
    if (onBehalf && (!isMinor || onBehalf.guardian)) return null;
    return { sentence: '请确认您有权为被照护人代办；未满 14 岁须由监护人同意。', details: { recipientId, isMinor } };
  },
});

/** Medical and rehabilitation care starts with an assessment; the assessment visit itself, SPC-09, is not among them. */
const needsFirst = ({ service }: Facts) => service.category === 'MED' || service.category === 'REH';

export const documented = assessed({
  id: 'P-018',
  source: PILOT_2019,
  check(facts) {
    if (!needsFirst(facts) || part(facts, 'assessment').first !== null) return null;
    return {
      sentence: '首次预约医疗或康复服务，请先上传病历资料，或预约“首次入户综合评估”。',
      details: { visitServiceCode: 'SPC-09' },
    };
  },
});

export const firstAssessed = assessed({
  id: 'P-020',
  source: PILOT_2019,
  check(facts) {
    const { first } = part(facts, 'assessment');
    if (!needsFirst(facts) || first === null || first.decision === 'refused') return null;
    if (first.decision === 'waiting') {
      return { sentence: '首诊评估正在进行，请等待结果。', code: 'ASSESSMENT_WAITING' };
    }
    if (first.changed) return { sentence: '被照护人的病情有变化，请重新做首诊评估。' };
    const lasts = first.validUntil !== null && validOn(first.validUntil, facts.visit.startAt);
    return lasts ? null : { sentence: '首诊评估已超过有效期，请重新评估。' };
  },
});

const refusedFor = (reasonCodes: readonly string[], advice: readonly string[]): Breach => ({
  sentence: [...reasonCodes.map(sentenceOf), ...advice].join(''),
  details: { reasonCodes },
  code: 'ASSESSMENT_REFUSED',
});

/** A refusal always has its reason and an advice; whoever asks for a new assessment begins anew. */
export const notRefused = assessed({
  id: 'P-021',
  source: '就医平台预约须知',
  check(facts) {
    const { first } = part(facts, 'assessment');
    if (!needsFirst(facts) || first?.decision !== 'refused') return null;
    return refusedFor(first.reasonCodes, first.advice);
  },
});

const ofKind = (reasonCodes: readonly string[], isExclusion: boolean) =>
  reasonCodes.filter((code) => (REASONS[code]?.rule === 'P-023') === isExclusion);

export const stable = assessed({
  id: 'P-022',
  source: '广东省“互联网+护理服务”试点方案',
  check(facts) {
    const { risk } = part(facts, 'assessment');
    if (!risk || risk.validUntil < facts.now) {
      return { sentence: '请先回答服务前的健康问题。', code: 'RISK_ANSWERS_MISSING' };
    }
    if (risk.isEmergency) return { sentence: '可能有生命危险，请立即拨打 120。', code: 'EMERGENCY_CALL_120' };
    const codes = ofKind(risk.reasonCodes, false);
    return risk.decision === 'refused' && codes.length > 0 ? refusedFor(codes, risk.advice) : null;
  },
});

export const safeForOthers = assessed({
  id: 'P-023',
  source: '就医平台预约须知',
  check(facts) {
    const { risk } = part(facts, 'assessment');
    if (!risk || risk.validUntil < facts.now || risk.isEmergency) return null;
    const codes = ofKind(risk.reasonCodes, true);
    return risk.decision === 'refused' && codes.length > 0 ? refusedFor(codes, risk.advice) : null;
  },
});

/** Care at home is meant for those who can hardly come to a hospital; others are not refused, but somebody looks at it. */
export const hardToMove = assessed({
  id: 'P-019',
  source: PILOT_2019,
  severity: 'warn',
  audience: ['operator'],
  check(facts) {
    const { risk } = part(facts, 'assessment');
    if (!needsFirst(facts) || !risk || risk.limitedMobility) return null;
    return { sentence: '被照护人行动方便，请核对上门的理由。' };
  },
});
