/** Somebody new is written down, and what a first booking asks for is settled: the same taps in several stories. */
import type { Window } from './windows';

export interface Newcomer {
  readonly name: string;
  readonly birth: string;
  readonly relation: string;
}

/** The first of the three steps, on one page. */
export async function writeDown({ fill, tap, arrive }: Window, { name, birth, relation }: Newcomer): Promise<void> {
  await arrive('save-recipient');
  await fill('recipient-name', name);
  await fill('recipient-birth', birth);
  await tap(`relation-${relation}`);
  await tap('statement');
  await fill('conditions', '高血压、糖尿病');
  await tap('save-recipient');
  await arrive('read-card');
}

/** The third: two people to call. */
export async function nameContacts({ fill, tap, arrive }: Window, phones: readonly [string, string]): Promise<void> {
  await arrive('save-contacts');
  for (const [n, name] of ['李强', '李梅'].entries()) {
    await fill(`contact-${n + 1}-name`, name);
    await fill(`contact-${n + 1}-phone`, phones[n] ?? '');
  }
  await tap('save-contacts');
}

/** Each consent on a page of its own is said yes to by itself. */
export async function agree({ page, tap, arrive }: Window): Promise<void> {
  const next = page.locator('[data-test="next"]:visible');
  await page.locator('[data-test="next"]:visible, [data-test="give"]:visible').first().waitFor();
  while ((await next.count()) > 0) {
    const asked = await page.locator('[data-test^="text-"]:visible').first().getAttribute('data-test');
    await next.click();
    await page.locator(`[data-test="${asked}"]:visible`).waitFor({ state: 'detached' });
    await page.locator('[data-test^="text-"]:visible').first().waitFor();
  }
  await arrive('give');
  if ((await page.locator('[data-test="authorised"]:visible').count()) > 0) await tap('authorised');
  await tap('give');
}

/** All questions before a visit; the first choice of each is the quiet one. `chosen`: another place, by the question's. */
export async function answerAll(window: Window, chosen: Readonly<Record<number, number>> = {}): Promise<number> {
  const { page, arrive } = window;
  await arrive('question');
  const progress = page.locator('[data-test="progress"]:visible').last();
  const count = Number(/共 (\d+) 步/.exec(await progress.innerText())?.[1]);
  for (let n = 0; n < count; n += 1) await answerOne(window, n, chosen[n] ?? 0);
  await arrive('submit-answers');
  return count;
}

/** The question at this place, counted from 0. */
export async function answerOne({ page }: Window, place: number, choice: number): Promise<void> {
  await page.locator('[data-test="progress"]:visible', { hasText: `第 ${place + 1} 步` }).waitFor();
  await page.locator('[data-test="question"]:visible [role="radio"]').nth(choice).click();
}
