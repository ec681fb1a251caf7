import { beijingDay, DAY } from '#domain/schedule/beijing';
import type { City } from './city';

type Picture = (name: string) => Promise<void>;
const NO_PICTURE: Picture = () => Promise.resolve();

/** From the home screen to the first question of a booking: for whom, and where. */
export async function beginBooking({ patient }: City, picture = NO_PICTURE, serviceCode = 'MED-02'): Promise<void> {
  const category = `category-${serviceCode.slice(0, 3)}`;
  await patient.see(category);
  await picture('01-home');
  await patient.tap(category);
  await patient.arrive(`service-${serviceCode}`);
  await picture('02-services');
  await patient.tap(`service-${serviceCode}`);
  await patient.arrive('book');
  await picture('03-service');
  await patient.tap('book');
  await patient.arrive('next');
  await picture('04-where');
}

/** From there to the nurses who can come tomorrow at the fourth free half hour. */
export async function chooseHour({ patient, product }: City, picture = NO_PICTURE): Promise<void> {
  await patient.tap('next');
  await patient.arrive('slot');
  await patient.tap(`day-${beijingDay(product.cloud.emulator.clock.now() + DAY)}`);
  await patient.arrive('slot');
  await patient.page.locator('[data-test="slot"]:visible').nth(3).click();
  await picture('05-when');
  await patient.tap('next');
  await patient.arrive('nurse-auto');
  expect(await patient.text('reason')).toMatch(/公里|米/);
}

/** From the home screen to the price of a visit tomorrow; keeps a picture of each screen when asked. */
export async function chooseVisit(city: City, nurseId: string | null, pictures: boolean): Promise<void> {
  const { patient } = city;
  const picture = pictures ? patient.picture : NO_PICTURE;
  await beginBooking(city, picture);
  await chooseHour(city, picture);
  if (nurseId) await patient.tap(`nurse-${nurseId}`);
  await picture('06-nurses');
  await patient.tap('next');
  await patient.arrive('total');
}
