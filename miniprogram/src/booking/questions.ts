/** What a booking asks, page by page: in care mode each question is a step, otherwise each page is one. */
const PAGES = {
  where: ['who', 'place'],
  when: ['when'],
  nurse: ['nurse'],
  confirm: ['check', 'note', 'agree', 'price'],
} as const;
export type BookingPage = keyof typeof PAGES;
type Questions<Page extends BookingPage> = (typeof PAGES)[Page];

export const questionsOf = <Page extends BookingPage>(page: Page): Questions<Page> => PAGES[page];

/** How far along a booking is with the `number`th question of this page. */
export function bookingProgress(page: BookingPage, number: number, apart: boolean): { step: number; steps: number } {
  const pages = Object.keys(PAGES) as BookingPage[];
  const before = pages.slice(0, pages.indexOf(page));
  if (!apart) return { step: before.length + 1, steps: pages.length };
  const questions = (some: readonly BookingPage[]) => some.reduce((sum, one) => sum + PAGES[one].length, 0);
  return { step: questions(before) + number, steps: questions(pages) };
}
