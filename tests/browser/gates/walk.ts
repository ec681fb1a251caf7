/** The main pages of both roles, each opened once and inspected there. */
import type { Window } from '../windows';
import type { Shares } from './shares';
import { goTo, tour } from './tour';
import type { Visits } from './visits';

export const patientTabs = (window: Window) =>
  tour(window, async (stop) => {
    await stop('home', 'category-MED');
    await window.tap('tab-orders');
    await window.page.locator('.order-card:visible').first().waitFor();
    await stop('orders', 'tab-orders');
    await window.tap('tab-health');
    await stop('health', 'latest-vitals');
    await window.tap('tab-mine');
    await stop('mine', 'care-mode');
  });

export const patientOrder = (window: Window, { paidId }: Visits) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await goTo(window, '/development/gallery/index');
    await stop('gallery', 'gallery');
    await goTo(window, `/packages/order/order/index?orderId=${paidId}`);
    await stop('order', 'hero');
  });

export const booking = (window: Window) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await window.tap('category-MED');
    await stop('services', 'service-MED-02');
    await window.tap('service-MED-02');
    await stop('service', 'book');
    await window.tap('book');
    await stop('where', 'add-recipient');
    await window.tap('next');
    await window.arrive('slot');
    await window.page.locator('[data-test="slot"]:visible').nth(3).click();
    await stop('when', 'slot');
    await window.tap('next');
    await stop('nurse', 'nurse-auto');
    await window.tap('next');
    await stop('confirm', 'total');
  });

export const nursePages = (window: Window, { paidId, offeredId }: Visits) =>
  tour(window, async (stop) => {
    await stop('today', `visit-${paidId}`);
    await window.tap('tab-offers');
    await stop('offers', `offer-${offeredId}`);
    await window.tap('tab-income');
    await stop('income', 'income-month');
    await goTo(window, '/packages/income/year/index?year=2026');
    await stop('income-year', 'year-earned');
    await window.page.goBack();
    await window.arrive('income-month');
    await window.tap('tab-today');
    await window.tap(`next-${paidId}`);
    await stop('visit', 'set-out');
  });

/** What a family has and pays. */
export const moneyPages = (window: Window, { paidId }: Visits) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await goTo(window, '/packages/account/discounts/index');
    await stop('discounts', 'to-points');
    await goTo(window, `/packages/invoice/order/index?orderId=${paidId}`);
    await stop('papers', 'open-receipt');
    await goTo(window, `/packages/order/dispute/index?orderId=${paidId}`);
    await stop('dispute', 'send-dispute');
  });

export const accountPages = (window: Window) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await goTo(window, '/packages/account/phone/index');
    await stop('phone', 'phone-number');
    await goTo(window, '/packages/account/data/index');
    await stop('own-data', 'make-export');
    await goTo(window, '/packages/account/close/index');
    await stop('close-blocked', 'blocker');
  });

/** Somebody new, with nothing in the way. */
export const closingPages = (window: Window) =>
  tour(window, async (stop) => {
    await stop('sign-in', 'sign-in-by-phone');
    await goTo(window, '/packages/account/close/index');
    await stop('close', 'closing-means');
    await window.tap('next');
    await stop('close-sure', 'closing-phrase');
    await goTo(window, '/packages/account/closed/index');
    await stop('closed', 'account-closed');
  });

export const familyPages = (window: Window, { recipientId }: Shares) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await goTo(window, '/packages/family/people/index');
    await stop('family-people', `circle-${recipientId}`);
    await goTo(window, `/packages/family/circle/index?recipientId=${recipientId}`);
    await stop('family-circle', 'invite');
    await goTo(window, `/packages/family/activity/index?recipientId=${recipientId}`);
    await stop('family-activity', 'act');
    await goTo(window, `/packages/family/invite/index?recipientId=${recipientId}`);
    await stop('family-invite', 'write-invitation');
    await window.tap('write-invitation');
    await stop('family-invitation', 'invitation-ready');
  });

export const invitationPages = (window: Window, { token }: Shares) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    await goTo(window, `/packages/family/accept/index?token=${token}`);
    await stop('family-letter', 'invitation');
    await window.tap('next');
    await stop('family-accept', 'accept-name');
    await window.fill('accept-name', '王建国');
    await window.tap('next');
    await stop('family-agree', 'agree');
  });

/** One person's registration, consents and assessment; nothing is sent. */
export const carePages = (window: Window, { recipientId }: Shares) =>
  tour(window, async (stop) => {
    await window.see('category-MED');
    const pages: readonly (readonly [name: string, page: string, mark: string])[] = [
      ['person', 'people/person', 'registered'],
      ['basic', 'people/recipient', 'recipient-name'],
      ['card', 'people/identity', 'read-card'],
      ['contacts', 'people/contacts', 'contact-1-name'],
      ['consents', 'consents/list', 'consent-health'],
      ['assessment', 'assessment/first', 'first-state'],
    ];
    for (const [name, page, mark] of pages) {
      await goTo(window, `/packages/${page}/index?recipientId=${recipientId}`);
      await stop(name, mark);
    }
    await goTo(window, `/packages/consents/give/index?recipientId=${recipientId}&kinds=location,recording`);
    await stop('give', 'text-location');
    await goTo(window, `/packages/assessment/risk/index?recipientId=${recipientId}&serviceCode=MED-02`);
    await stop('question', 'question');
  });
