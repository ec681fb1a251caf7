/** Rules about where and when a nurse works, and about her rest. */
import { worksDuring } from '../../nurse/availability';
import { isRested, slackWith } from '../../schedule/rest';
import { overlaps, type Window } from '../../schedule/window';
import type { Facts } from '../facts';
import { part, stageOf } from '../rule';
import { HOUSE, LABOUR_2021 } from '../sources';

const rule = stageOf({
  stage: 'schedule',
  audience: ['patient', 'nurse', 'operator'],
  code: 'NURSE_BUSY',
  needs: ['diary'],
});

export const inReach = rule({
  id: 'H-002',
  source: HOUSE,
  code: 'NURSE_OUT_OF_AREA',
  needs: ['place'],
  check(facts) {
    const { distanceMeters, reachMeters, isInArea } = part(facts, 'place');
    return distanceMeters <= reachMeters && isInArea ? null : { sentence: '地址不在护士的服务范围内。' };
  },
});

export const onShift = rule({
  id: 'H-003',
  source: HOUSE,
  code: 'NURSE_NOT_ON_SHIFT',
  needs: ['nurse', 'place'],
  check: (facts) => (worksDuring(part(facts, 'nurse'), facts.visit) ? null : { sentence: '护士在这个时间不上班。' }),
});

type Spell = Window & { readonly place: number };

/** The wished time, the others, and the minutes left between any two of them. */
function spellsOf(facts: Facts) {
  const { spells, wayMinutes, rest } = part(facts, 'diary');
  const [wanted, ...others] = spells.map((spell, place): Spell => ({ ...spell, place }));
  if (!wanted) throw new Error('a diary without the wished time');
  const way = (a: Spell, b: Spell) => wayMinutes[a.place]?.[b.place] ?? Infinity;
  return { wanted, others, rest, slack: slackWith(facts.service.bufferMinutes, way) };
}

/** Nothing overlaps, and she is in time from and to each other place. */
export const free = rule({
  id: 'H-004',
  source: HOUSE,
  check(facts) {
    const { wanted, others, slack } = spellsOf(facts);
    const isFree = others.every((other) => !overlaps(other, wanted) && slack(other, wanted) >= 0);
    return isFree ? null : { sentence: '护士在这个时间已有安排，或来不及赶到。' };
  },
});

export const rested = rule({
  id: 'P-060',
  source: LABOUR_2021,
  check(facts) {
    const { wanted, others, slack, rest } = spellsOf(facts);
    return isRested(others, wanted, slack, rest) ? null : { sentence: '护士这段时间的工作已满，需要休息。' };
  },
});
