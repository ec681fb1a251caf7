import type { Window } from '../schedule/window';
import { decideEligibility } from './decide';
import type { Facts, ProviderFacts, ServiceFacts } from './facts';

const NOTHING_ELSE = {
  lists: null,
  forbiddenInNote: null,
  recipient: null,
  consents: null,
  recording: null,
  assessment: null,
  visitConsent: null,
  nurse: null,
  place: null,
  diary: null,
};

/** Facts about an institution alone. */
const alone = (provider: ProviderFacts, service: ServiceFacts, visit: Window): Facts => ({
  moment: 'booking',
  now: visit.startAt,
  visit,
  service,
  provider,
  ...NOTHING_ELSE,
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
