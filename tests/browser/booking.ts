import { beijingDay, DAY } from '#domain/schedule/beijing';
import type { City } from './city';

/** From the home screen to the price of a visit tomorrow; keeps a picture of each screen when asked. */
export async function chooseVisit(
  { patient, product }: City,
  nurseId: string | null,
  pictures: boolean,
): Promise<void> {
  const picture = async (name: string) => {
    if (pictures) await patient.picture(name);
  };
  await patient.see('category-MED');
  await picture('01-home');
  await patient.tap('category-MED');
  await patient.arrive('service-MED-02');
  await picture('02-services');
  await patient.tap('service-MED-02');
  await patient.arrive('book');
  await picture('03-service');
  await patient.tap('book');
  await patient.arrive('next');
  await picture('04-where');
  await patient.tap('next');
  await patient.arrive('slot');
  await patient.tap(`day-${beijingDay(product.cloud.emulator.clock.now() + DAY)}`);
  await patient.arrive('slot');
  await patient.page.locator('[data-test="slot"]:visible').nth(3).click();
  await picture('05-when');
  await patient.tap('next');
  await patient.arrive('nurse-auto');
  expect(await patient.text('reason')).toMatch(/公里|米/);
  if (nurseId) await patient.tap(`nurse-${nurseId}`);
  await picture('06-nurses');
  await patient.tap('next');
  await patient.arrive('total');
}
