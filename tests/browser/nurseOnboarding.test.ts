/**
 * Somebody wants to work here: five parts in the mini-program with photographs, refused checks that lead to the part, handed in,
 * the day of the answer, taken back, in care mode question by question. Then a nurse reads the courses and sits the exam.
 */
import type { ExamQuestion } from '#domain/training/exam';
import { openCity, type City } from './city';
import { storyteller } from './story';
import type { Window } from './windows';

jest.setTimeout(240_000);

const APPLICANT_UID = 'family0002';
/** Passes GB 11643. */
const ID_NUMBER = '511623198811123456';
/** A picture of one pixel: what matters is that it arrives. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let city: City;
let applicant: Window;
let nurse: Window;
const step = storyteller(() => ({ applicant, nurse }));
const stateIs = (state: string) =>
  applicant.page.locator(`[data-test="application"][data-state="${state}"]:visible`).waitFor();
const isAt = (window: Window, progress: string) =>
  window.page.locator('[data-test="progress"]:visible', { hasText: progress }).first().waitFor();

async function day(name: string, [year, month, date]: readonly [string, string, string]): Promise<void> {
  await applicant.fill(`${name}-year`, year);
  await applicant.fill(`${name}-month`, month);
  await applicant.fill(`${name}-date`, date);
}
async function openPart(part: string, mark: string): Promise<void> {
  await applicant.arrive(`part-${part}`);
  await applicant.tap(`part-${part}`);
  await applicant.arrive(mark);
}
/** Each photograph by its own button; answers how many were needed. */
async function photograph(): Promise<number> {
  const buttons = applicant.page.locator('[data-test^="take-"]:visible');
  const needed = await buttons.count();
  for (let at = 0; at < needed; at += 1) {
    const [chooser] = await Promise.all([applicant.page.waitForEvent('filechooser'), buttons.nth(at).click()]);
    await chooser.setFiles({ name: `${at}.png`, mimeType: 'image/png', buffer: PIXEL });
    await applicant.page.locator('[data-test="paper-taken"]:visible').nth(at).waitFor();
  }
  return needed;
}

beforeAll(async () => {
  city = await openCity('nurse-onboarding', ['nurse']);
  applicant = await city.visit(APPLICANT_UID);
  nurse = city.nurse;
});
afterAll(() => city?.close());

step('from 我的 to the first part; what is missing is said, what is saved comes back masked', async () => {
  await applicant.see('category-MED');
  await applicant.tap('tab-mine');
  await applicant.arrive('become-nurse');
  await applicant.tap('become-nurse');
  await applicant.arrive('continue');
  await applicant.picture('01-begin');
  await applicant.tap('continue');
  await applicant.arrive('nurse-name');
  await applicant.tap('save-part');
  expect(await applicant.text('problem')).toContain('请填写姓名');
  await applicant.fill('nurse-name', '郑小燕');
  await applicant.fill('nurse-id-number', ID_NUMBER);
  await applicant.fill('nurse-phone', '13711112222');
  await applicant.page.waitForTimeout(600);
  await applicant.tap('save-part');
  await stateIs('draft');
  const shown = await applicant.text('part-person');
  expect(shown).toContain('郑');
  expect(shown).not.toContain(ID_NUMBER);
});

step('licence, work and services', async () => {
  await openPart('licence', 'title-主管护师');
  await applicant.tap('title-主管护师');
  await applicant.fill('licence-number', '201833054321');
  await day('licence-until', ['2028', '6', '30']);
  await applicant.tap('save-part');
  await openPart('work', 'job-1-employer');
  await applicant.fill('job-1-employer', '市第一人民医院');
  await day('job-1-from', ['2014', '7', '1']);
  await applicant.tap('institution-station-xihu');
  await applicant.picture('02-work');
  await applicant.tap('save-part');
  await openPart('certificates', 'wish-MED-01');
  await applicant.tap('wish-MED-01');
  await applicant.tap('radius-8');
  await applicant.tap('save-part');
  await applicant.arrive('part-documents');
  expect(await applicant.text('part-certificates')).toContain('8 公里');
});

step('photographs; a paper of last year is refused by the check, which leads back to it', async () => {
  await openPart('documents', 'take-idCardFront');
  expect(await photograph()).toBe(8);
  await day('record-issued', ['2025', '1', '5']);
  await applicant.picture('03-photos');
  await applicant.tap('save-part');
  await applicant.arrive('submit-application');
  await applicant.tap('submit-application');
  await applicant.see('check-criminalRecord');
  await applicant.picture('04-refused');
  await applicant.page.locator('[data-test="check-criminalRecord"]:visible [role="button"]').click();
  await applicant.arrive('record-issued-year');
  // the photographs are still there: only the day is put right
  expect(await applicant.page.locator('[data-test="paper-taken"]:visible').count()).toBe(8);
  await day('record-issued', ['2026', '11', '1']);
  await applicant.tap('save-part');
  await applicant.arrive('submit-application');
  await applicant.tap('submit-application');
  await stateIs('submitted');
});

step('handed in on Monday: an answer by Thursday; taken back, it can be handed in again', async () => {
  expect(await applicant.text('due-day')).toContain('11月26日 周四');
  await applicant.see('checks');
  await applicant.picture('05-submitted');
  await applicant.tap('withdraw');
  await applicant.tap('confirm-withdraw');
  await stateIs('withdrawn');
  await applicant.tap('submit-application');
  await stateIs('submitted');
  // A robot is too quick: within half a second of the last one a tap counts as the second of a double.
  await applicant.page.waitForTimeout(600);
  await applicant.tap('withdraw');
  await applicant.tap('confirm-withdraw');
  await stateIs('withdrawn');
});

step('in care mode one question a page; back leads to the question before, with the answer', async () => {
  await applicant.tap('dev-care');
  await openPart('person', 'nurse-name');
  await isAt(applicant, '第 1 步，共 3 步');
  await applicant.fill('nurse-name', '郑小燕');
  await applicant.picture('06-care-name');
  await applicant.tap('next');
  await isAt(applicant, '第 2 步，共 3 步');
  await applicant.page.goBack();
  await isAt(applicant, '第 1 步，共 3 步');
  expect(await applicant.page.locator('input[data-test="nurse-name"]:visible').inputValue()).toBe('郑小燕');
  await applicant.tap('dev-care');
  expect(applicant.complaints).toEqual([]);
});

step('a nurse reads all four courses; then the exam can be begun', async () => {
  await nurse.see('tab-today');
  await nurse.tap('tab-mine');
  await nurse.arrive('my-training');
  await nurse.tap('my-training');
  for (const course of ['service-rules', 'emergencies', 'privacy', 'law']) {
    await nurse.arrive(`course-${course}`);
    await nurse.tap(`course-${course}`);
    for (let section = 1; section <= 6; section += 1) {
      await nurse.page
        .locator('[data-test="section-progress"]:visible', { hasText: `第 ${section} 节，共 6 节` })
        .waitFor();
      await nurse.page.waitForTimeout(600);
      await nurse.tap('finish-section');
    }
  }
  await nurse.arrive('start-exam');
  await nurse.picture('07-courses');
});

step('answers survive leaving the exam; all right gives 100 points', async () => {
  const bank = (await city.product.cloud.emulator.engine.find('examQuestions', {
    query: {},
    limit: 900,
  })) as unknown as ExamQuestion[];
  const right = new Map(bank.map((question) => [question.text, question]));
  await nurse.tap('start-exam');
  for (let at = 1; at <= 30; at += 1) {
    await nurse.page.locator('[data-test="exam-progress"]:visible', { hasText: `第 ${at} 题` }).waitFor();
    const question = right.get((await nurse.text('question')).trim());
    for (const option of question?.right ?? []) await nurse.tap(`option-${option}`);
    if (at === 1) {
      await nurse.picture('08-exam');
      await nurse.page.goBack();
      await nurse.arrive('start-exam');
      await nurse.tap('start-exam');
      await nurse.arrive('option-0');
      expect(await nurse.page.locator('[aria-checked="true"]:visible').count()).toBeGreaterThan(0);
    }
    if (at === 30) break;
    await nurse.page.waitForTimeout(520);
    await nurse.tap('question-after');
  }
  await nurse.tap('to-submit');
  expect(await nurse.text('unanswered')).toContain('全部题目都答了');
  await nurse.tap('submit-exam');
  await nurse.arrive('exam-result');
  expect(await nurse.text('exam-points')).toContain('100');
  await nurse.picture('09-result');
  expect(nurse.complaints).toEqual([]);
});
