/** The main screens of both roles against the pictures somebody approved: nothing changes its looks unseen. */
import { openCity, type City } from './city';
import { openCamera } from './pictures/camera';
import { beginLife, type Life } from './pictures/life';
import { strayPictures } from './pictures/approved';
import { familyMatters, NEWCOMERS_MATTERS, NURSES_MATTERS, ownMatters } from './pictures/ownMatters';
import { bookingSteps, familyTabs, orderAfter, orderBefore, orderDay, people } from './pictures/screens';

jest.setTimeout(240_000);

const camera = openCamera();
let city: City;
let life: Life;

beforeAll(async () => {
  city = await openCity('pictures', ['patient', 'nurse']);
  life = beginLife(city);
});
afterAll(() => city?.close());

const cast = () => ({ patient: city.patient, nurse: city.nurse, life });

test('the family’s tabs', async () => expect(await familyTabs(camera, city.patient)).toEqual([]));

test('booking, step by step', async () => expect(await bookingSteps(camera, city.patient)).toEqual([]));

test('the people cared for, and where they live', async () => expect(await people(camera, city.patient)).toEqual([]));

test('the family’s own matters', async () => {
  const { recipientId } = await city.newestOrder();
  expect(await ownMatters(camera, city.patient, familyMatters(recipientId))).toEqual([]);
});

test('leaving, and applying', async () => {
  const newcomer = await city.visit('newcomer');
  await newcomer.see('category-MED');
  expect(await ownMatters(camera, newcomer, NEWCOMERS_MATTERS)).toEqual([]);
});

test('the nurse’s own matters', async () => expect(await ownMatters(camera, city.nurse, NURSES_MATTERS)).toEqual([]));

test('an order until it is paid', async () => expect(await orderBefore(camera, cast())).toEqual([]));

test('the day of the visit', async () => expect(await orderDay(camera, cast())).toEqual([]));

test('after the visit', async () => expect(await orderAfter(camera, cast())).toEqual([]));

test('every approved picture is of a screen looked at', () => expect(strayPictures(camera.taken())).toEqual([]));
