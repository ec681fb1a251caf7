/** Rules about what is asked for: the lists, the note, the doctor's order. */
import type { Facts, ServiceFacts } from '../facts';
import { part, stageOf } from '../rule';
import { PILOT_2019, PILOT_2020 } from '../sources';
import { validOn } from '../validOn';

const rule = stageOf({
  stage: 'service',
  audience: ['patient', 'nurse', 'operator'],
  code: 'SERVICE_NOT_ON_LIST',
  needs: ['lists'],
});

/** On every list that holds here: the strictest wins. */
export const onPositiveList = rule({
  id: 'P-025',
  source: PILOT_2020,
  check(facts) {
    const against = part(facts, 'lists').filter(({ codes }) => codes !== null && !codes.includes(facts.service.code));
    if (against.length === 0) return null;
    const lists = against.map(({ level, version }) => `${level}@${version}`);
    return { sentence: '本地的上门服务清单里没有这项服务。', details: { lists } };
  },
});

/** What is forbidden at home cannot be ordered by the note either. */
export const nothingForbidden = rule({
  id: 'P-026',
  source: PILOT_2020,
  audience: ['patient', 'operator'],
  code: 'NEGATIVE_LIST',
  needs: ['forbiddenInNote'],
  check(facts) {
    const found = part(facts, 'forbiddenInNote');
    if (found.length === 0) return null;
    const names = found.map(({ name }) => name);
    return {
      sentence: `备注里写到的项目不能上门做：${names.join('；')}。请到医院办理。`,
      details: { codes: found.map(({ code }) => code), names },
    };
  },
});

/** What a valid first assessment stands for by itself. */
const ASSESSMENT_IS_ENOUGH: readonly ServiceFacts['orderRequired'][] = ['none', 'doctor_order_or_assessment'];

/** As long as orders were seen by assessors of first assessments only. */
export const orderedV1 = rule({
  id: 'P-027',
  source: PILOT_2019,
  audience: ['patient', 'operator'],
  code: 'ORDER_PAPERS_MISSING',
  needs: ['assessment'],
  check({ service, visit, ...facts }) {
    if (ASSESSMENT_IS_ENOUGH.includes(service.orderRequired)) return null;
    const until = facts.assessment?.first?.papersUntil[service.code];
    if (until !== undefined && validOn(until, visit.startAt)) return null;
    return {
      sentence: '这项服务需要有效的医嘱或处方，请上传后等待审核。',
      details: { orderRequired: service.orderRequired },
    };
  },
});

/**
 * How it stands with the doctor's order for a visit. `passed`: somebody saw it, whole, and it counts that day. `waiting`: it was
 * handed in and would count; until it was seen no nurse is looked for.
 */
export function orderStateFor({
  service,
  visit,
  assessment,
}: Pick<Facts, 'service' | 'visit' | 'assessment'>): 'notNeeded' | 'passed' | 'waiting' | 'missing' {
  if (ASSESSMENT_IS_ENOUGH.includes(service.orderRequired)) return 'notNeeded';
  const lasts = (until: number | null | undefined) => typeof until === 'number' && validOn(until, visit.startAt);
  const { first, order } = assessment ?? {};
  if (lasts(first?.papersUntil[service.code]) || lasts(order?.passedUntil)) return 'passed';
  return lasts(order?.waitingUntil) ? 'waiting' : 'missing';
}

/** Handed in for the service by itself, or seen with the first assessment; the review comes before the search (order/papers.ts). */
export const ordered = rule({
  id: 'P-027',
  version: 2,
  source: PILOT_2019,
  audience: ['patient', 'operator'],
  code: 'ORDER_PAPERS_MISSING',
  needs: ['assessment'],
  check(facts) {
    if (orderStateFor(facts) !== 'missing') return null;
    return {
      sentence: '这项服务需要有效的医嘱或处方，请先拍照上传。',
      details: { orderRequired: facts.service.orderRequired },
    };
  },
});
