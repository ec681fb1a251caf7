/** The city that everybody searches: nurses in columns, the same for all, and what families ask. */
import { DAY, HALF_HOUR_MS, MINUTE, startOfBeijingDay, weekday } from '#domain/schedule/beijing';
import { randomOf } from '../emulator/documents';

/** Positions that 60 % of the nurses live round; the others live anywhere. All in one square of 31 km. */
const CENTRES = 30;
const HALF_SIDE_DEGREES = 0.14;
const MIDDLE = [120.17, 30.26] as const;
const SPREAD_DEGREES = 0.022;

export const SKILLS = 16;
const SKILLS_EACH = [3, 4, 5];
const ONLINE_SHARE = 0.6;
const BOOKED_HOURS_SHARE = 0.1;
/** Working hours, in hours of the day, and how many of ten nurses have them. */
const SHIFTS = [
  { from: 7, to: 15, ofTen: 3 },
  { from: 8, to: 18, ofTen: 5 },
  { from: 12, to: 21, ofTen: 2 },
];

export interface City {
  readonly count: number;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly online: Uint8Array;
  /** Bit `k`: has skill `k`. */
  readonly skills: Uint16Array;
  readonly stars: Float64Array;
  /** Which of SHIFTS, or 255 where it is her day off. */
  readonly shift: Uint8Array;
  /** Bit `h`: has a visit in hour `h` of the day asked for. */
  readonly booked: Uint32Array;
  /** Midnight of the day asked for. */
  readonly day: number;
}

export interface Question {
  readonly at: readonly [number, number];
  readonly skill: number;
  readonly hour: number;
}

export const skillCode = (skill: number) => `MED-${String(skill + 1).padStart(2, '0')}`;
export const nurseId = (index: number) => `n${String(index).padStart(7, '0')}`;
export const indexOfNurse = (id: string) => Number(id.slice(1));
export const hasSkill = (mask: number, skill: number) => ((mask >> skill) & 1) === 1;
export const shiftOf = (city: City, index: number) => SHIFTS[city.shift[index] as number];
export const startOf = (city: City, hour: number) => city.day + hour * 2 * HALF_HOUR_MS;

/** A sum of uniform numbers is near enough to a bell. */
const bell = (random: () => number) => random() + random() + random() + random() - 2;

const within = (value: number, middle: number) =>
  Math.min(middle + HALF_SIDE_DEGREES, Math.max(middle - HALF_SIDE_DEGREES, value));

const anywhere = (random: () => number): [number, number] => [
  MIDDLE[0] + (2 * random() - 1) * HALF_SIDE_DEGREES * 1.15,
  MIDDLE[1] + (2 * random() - 1) * HALF_SIDE_DEGREES,
];

function homes(): (random: () => number) => [number, number] {
  const seeds = randomOf(11);
  const centres = Array.from({ length: CENTRES }, () => anywhere(seeds));
  return (random) => {
    if (random() > 0.6) return anywhere(random);
    const [lng, lat] = centres[Math.floor(random() * CENTRES)] as [number, number];
    return [lng + bell(random) * SPREAD_DEGREES, within(lat + bell(random) * SPREAD_DEGREES, MIDDLE[1])];
  };
}

function skillsOf(random: () => number): number {
  const wanted = SKILLS_EACH[Math.floor(random() * SKILLS_EACH.length)] as number;
  let mask = 0;
  for (let found = 0; found < wanted;) {
    const bit = 1 << Math.floor(random() * SKILLS);
    if ((mask & bit) === 0) found += 1;
    mask |= bit;
  }
  return mask;
}

function drawShift(random: () => number): number {
  if (random() < 2 / 7) return 255;
  let draw = Math.floor(random() * 10);
  return SHIFTS.findIndex(({ ofTen }) => (draw -= ofTen) < 0);
}

function bookedHours(random: () => number, shift: number): number {
  const hours = SHIFTS[shift];
  let mask = 0;
  for (let hour = hours?.from ?? 24; hour < (hours?.to ?? 0); hour += 1) {
    if (random() < BOOKED_HOURS_SHARE) mask |= 1 << hour;
  }
  return mask;
}

export function cityOf(count: number, now: number): City {
  const random = randomOf(7);
  const home = homes();
  const city: City = {
    count,
    lng: new Float64Array(count),
    lat: new Float64Array(count),
    online: new Uint8Array(count),
    skills: new Uint16Array(count),
    stars: new Float64Array(count),
    shift: new Uint8Array(count),
    booked: new Uint32Array(count),
    day: startOfBeijingDay(now) + 2 * DAY,
  };
  for (let i = 0; i < count; i += 1) {
    [city.lng[i], city.lat[i]] = home(random);
    city.online[i] = Number(random() < ONLINE_SHARE);
    city.skills[i] = skillsOf(random);
    city.stars[i] = 35 / 10 + Math.floor(random() * 16) / 10;
    city.shift[i] = drawShift(random);
    city.booked[i] = bookedHours(random, city.shift[i] as number);
  }
  return city;
}

/** Families live where nurses live, and ask for the busy hours. */
export function questionsOf(count: number, seed: number): Question[] {
  const random = randomOf(seed);
  const home = homes();
  return Array.from({ length: count }, () => ({
    at: home(random),
    skill: Math.floor(random() * SKILLS),
    hour: 9 + Math.floor(random() * 8),
  }));
}

/** Free hours of the day asked for, bit by bit: what the others keep in a column, their best form. */
export function freeHours(city: City, index: number): number {
  const hours = shiftOf(city, index);
  if (!hours) return 0;
  const atWork = (2 ** hours.to - 2 ** hours.from) | 0;
  return atWork & ~(city.booked[index] as number);
}

/** Her working week as documents have it: five days, the day asked for among them unless it is her day off. */
export function weekOf(city: City, index: number) {
  const asked = weekday(city.day);
  const hours = shiftOf(city, index) ?? SHIFTS[index % SHIFTS.length];
  const first = shiftOf(city, index) ? asked : asked + 1;
  const minutes = { fromMinute: (hours?.from ?? 0) * 60, toMinute: (hours?.to ?? 0) * 60 };
  return Array.from({ length: 5 }, (_, i) => ({ weekday: (first + i) % 7, ...minutes }));
}

export const HOUR_MS = 60 * MINUTE;
