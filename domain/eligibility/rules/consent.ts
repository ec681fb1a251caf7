/** Rules about what the family agreed to. */
import { REQUIRED_KINDS } from '../../consent/kinds';
import { part, stageOf } from '../rule';
import { PILOT_2019, PRIVACY_LAW, PRODUCT } from '../sources';

const rule = stageOf({
  stage: 'consent',
  audience: ['patient', 'operator'],
  code: 'CONSENT_MISSING',
  needs: ['consents'],
});

/** Each by itself, each in the version that counts. */
export const agreed = rule({
  id: 'P-031',
  source: PRIVACY_LAW,
  check(facts) {
    const consents = part(facts, 'consents');
    const kinds = REQUIRED_KINDS.filter((kind) => consents[kind].state !== 'given');
    if (kinds.length === 0) return null;
    return { sentence: '请先阅读并同意服务协议、隐私政策和健康信息处理说明。', details: { kinds } };
  },
});

const HIGH_RISK = 3;

/** Whoever does not want to be recorded gets no care of high risk. */
export const recorded = rule({
  id: 'P-039',
  source: PRODUCT,
  audience: ['patient', 'nurse', 'operator'],
  code: 'RECORDING_NEEDED',
  needs: ['recording'],
  check({ service, recording }) {
    if (service.riskLevel < HIGH_RISK || recording === 'given') return null;
    return { sentence: '这项服务风险较高，需要家属同意服务录音。', details: { kinds: ['recording'] } };
  },
});

export const signed = rule({
  id: 'P-030',
  source: PILOT_2019,
  audience: ['patient', 'nurse', 'operator'],
  code: 'INFORMED_CONSENT_MISSING',
  needs: ['visitConsent'],
  check: ({ visitConsent }) =>
    visitConsent === 'given' ? null : { sentence: '本次服务的知情同意书还没有签署，请家属先在订单里签署。' },
});
