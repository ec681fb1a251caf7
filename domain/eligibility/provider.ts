import type { Window } from '../schedule/window';
import { decideEligibility } from './decide';
import { NOTHING_LOOKED_AT, type Facts, type ProviderFacts, type ServiceFacts } from './facts';

/** Facts about an institution alone. */
const alone = (provider: ProviderFacts, service: ServiceFacts, visit: Window): Facts => ({
  moment: 'booking',
  now: visit.startAt,
  visit,
  service,
  ...NOTHING_LOOKED_AT,
  provider,
});

/** Who could send somebody: the nearest one if its papers hold that day, else any whose do; the nearest again where none do. */
export function sendingProvider(
  providers: readonly ProviderFacts[],
  nearestId: string,
  service: ServiceFacts,
  visit: Window,
): ProviderFacts | null {
  const nearest = providers.find(({ id }) => id === nearestId) ?? null;
  const inOrder = nearest ? [nearest, ...providers] : providers;
  return inOrder.find((one) => decideEligibility(alone(one, service, visit)).allowed) ?? nearest;
}
