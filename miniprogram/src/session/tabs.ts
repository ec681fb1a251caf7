import type { IconName } from '@/components/line-icon/icons';
import type { Role } from './kept-on-phone';
import { strings } from '@/strings/app';

export interface Tab {
  readonly key: string;
  readonly text: string;
  readonly path: string;
  readonly icon: IconName;
}

const mineTab: Tab = { key: 'mine', text: strings.tabs.mine, path: '/pages/mine/index', icon: 'person' };

/** WeChat's own bar cannot change by role, so each tab page draws this one. app.config.ts lists all of them. */
export const TABS: Readonly<Record<Role, readonly [Tab, ...Tab[]]>> = {
  patient: [
    { key: 'home', text: strings.tabs.home, path: '/pages/home/index', icon: 'home' },
    { key: 'orders', text: strings.tabs.orders, path: '/pages/orders/index', icon: 'clipboard' },
    { key: 'health', text: strings.tabs.health, path: '/pages/health/index', icon: 'heart' },
    mineTab,
  ],
  nurse: [
    { key: 'today', text: strings.tabs.today, path: '/pages/today/index', icon: 'calendar' },
    { key: 'offers', text: strings.tabs.offers, path: '/pages/offers/index', icon: 'bell' },
    { key: 'income', text: strings.tabs.income, path: '/pages/income/index', icon: 'wallet' },
    mineTab,
  ],
};

/** Whose tab this is; null for a tab of both sides. */
export function sideOf(tab: string): Role | null {
  const sides = (Object.keys(TABS) as Role[]).filter((side) => TABS[side].some(({ key }) => key === tab));
  return sides.length === 1 ? (sides[0] ?? null) : null;
}

/** Where the program begins when nobody was led anywhere. */
export const ENTRANCE = 'home';
