/** What 我的 holds, one task each. In care mode each is a page of its own. */
import type { IconName } from '@/components/line-icon/icons';
import type { Role } from '@/session/kept-on-phone';
import { strings } from '@/strings/mine';

interface Group {
  readonly title: string;
  readonly icon: IconName;
  /** Of one side only. */
  readonly side?: Role;
}
export const GROUPS = {
  family: { title: strings.family.title, icon: 'phone' },
  recipients: { title: strings.recipients.title, icon: 'person', side: 'patient' },
  addresses: { title: strings.addresses.title, icon: 'pin', side: 'patient' },
  look: { title: strings.look.title, icon: 'moon' },
} as const satisfies Record<string, Group>;
export type GroupName = keyof typeof GROUPS;

export function groupsOf(role: Role): readonly GroupName[] {
  const names = Object.keys(GROUPS) as GroupName[];
  return names.filter((name) => {
    const { side }: Group = GROUPS[name];
    return side === undefined || side === role;
  });
}
