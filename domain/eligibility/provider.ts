import type { Area } from '../nurse/serviceArea';
import type { Window } from '../schedule/window';
import { decideEligibility } from './decide';
import { NOTHING_LOOKED_AT, type Facts, type ProviderFacts, type ServiceFacts } from './facts';

/** An institution with the area it sends its nurses to; null: everywhere in the city. */
export interface Institution extends ProviderFacts {
  readonly area: Area | null;
}

/** What a decision is about and is stored with; its area is asked at the place. */
export function papersOf(institution: Institution): ProviderFacts {
  const { area: _, ...papers } = institution;
  return papers;
}

/** Facts about an institution alone. */
const alone = (institution: Institution, service: ServiceFacts, visit: Window): Facts => ({
  moment: 'booking',
  now: visit.startAt,
  visit,
  service,
  ...NOTHING_LOOKED_AT,
  provider: papersOf(institution),
});

/** Who could send somebody: the nearest one if its papers hold that day, else any whose do; the nearest again where none do. */
export function sendingProvider(
  providers: readonly Institution[],
  nearestId: string,
  service: ServiceFacts,
  visit: Window,
): Institution | null {
  const nearest = providers.find(({ id }) => id === nearestId) ?? null;
  const inOrder = nearest ? [nearest, ...providers] : providers;
  return inOrder.find((one) => decideEligibility(alone(one, service, visit)).allowed) ?? nearest;
}
