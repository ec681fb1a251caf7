import type { RecipientView } from '#contract/people';
import { call } from '@/cloud/call';
import { session } from '@/session/session';
import { strings } from '@/strings/components';

type Cared = RecipientView & { readonly firstContact: NonNullable<RecipientView['firstContact']> };
const isReachable = (one: RecipientView): one is Cared => Boolean(one.firstContact);

/** Whom to call where no number was chosen on this phone: the first emergency contact, of oneself before that of others. */
export function nearestCared(): Cared | null {
  const reachable = (session.me.value?.recipients ?? []).filter(isReachable);
  return reachable.find(({ relation }) => relation === strings.familyCall.self) ?? reachable[0] ?? null;
}

/** The number itself is asked for only to be called, and kept nowhere. */
export async function numberOfFirstContact({ recipientId }: Cared): Promise<string> {
  const { emergencyContacts } = await call('readContacts', { recipientId });
  return emergencyContacts[0]?.phone ?? '';
}
