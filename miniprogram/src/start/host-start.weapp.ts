import { followNetwork } from '@/live/online';
import { startConsent } from '@/privacy/consent.weapp';
import { followUpdates } from './updates.weapp';

export function startHost(): void {
  followNetwork();
  startConsent();
  followUpdates();
}
