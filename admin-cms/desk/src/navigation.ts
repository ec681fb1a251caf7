/** Which page is open, and which of its rows somebody came for. */
import { ref } from 'vue';
import { lastAnswer } from './composables/useCommands';

export type PageName =
  | 'overview'
  | 'todo'
  | 'orders'
  | 'plans'
  | 'reviews'
  | 'assessments'
  | 'nurses'
  | 'bills'
  | 'invoices'
  | 'payouts'
  | 'institutions'
  | 'disputes'
  | 'prices'
  | 'coupons'
  | 'packages'
  | 'accounts'
  | 'settings'
  | 'commands';

export const currentPage = ref<PageName>('overview');
export const wantedId = ref('');

export function open(page: PageName, id = ''): void {
  currentPage.value = page;
  wantedId.value = id;
  lastAnswer.value = null;
  window.scrollTo(0, 0);
}

/** The row somebody came for, once. */
export function takeWantedId(): string {
  const id = wantedId.value;
  wantedId.value = '';
  return id;
}
