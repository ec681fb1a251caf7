import { homeCard, type ShareCard } from '@/share/share-card';
import { strings } from '@/strings/family';

/** The letter as it is sent. It names nobody: who it is about is told to whoever opens it. Before it is written, the home screen goes. */
export function invitationCard(token: string | undefined): ShareCard {
  if (token === undefined) return homeCard();
  const path = `/packages/family/accept/index?token=${encodeURIComponent(token)}`;
  return { ...homeCard(), title: strings.invite.card, path };
}
