/**
 * The same search as a family meets it: the deployed bundle of `recommendNurses`, called over the wire of the emulator, with its
 * door, its gates and all rules. Held against the product's own rules asked about everybody.
 */
import type { MeView } from '#contract/people';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Service } from '#domain/care/service';
import { rank } from '#domain/dispatch/rank';
import { whyNot } from '#domain/nurse/eligible';
import { meetsStaff } from '#domain/nurse/qualification';
import { build } from '../../scripts/build/products';
import type { As } from '../../scripts/demo/players';
import { setStage, type Stage } from '../../scripts/demo/stage';
import type { Doc } from '../../emulator/database/engine';
import { randomOf } from '../emulator/documents';
import { rounded } from '../measure';
import { parameters } from './asked';
import { cityOf, hasSkill, skillCode, SKILLS, startOf, type City } from './city';
import { bookingsOfNurse, fillCity, nurseDocument } from './documents';
import { figures } from './rounds';
import { nurseWithin, RADIUS_METERS, WANTED } from './rule';

const FAMILIES = 40;
const CALLS = 100;
const STATION = 'station-xihu';

interface Asked {
  readonly as: As;
  readonly data: { readonly serviceCode: string; readonly recipientId: string; readonly addressId: string };
  readonly at: readonly [number, number];
  readonly skill: number;
  readonly startAt: number;
}

interface Setting {
  readonly stage: Stage;
  readonly city: City;
  readonly services: ReadonlyMap<string, Service>;
  readonly certificates: readonly string[];
}

/** What a nurse of the city may do at all: the others nobody would be found for. */
function skillsFor({ city, services, certificates }: Setting): number[] {
  const nurse = nurseDocument(city, 0, certificates, STATION);
  return Array.from({ length: SKILLS }, (_, skill) => skill).filter((skill) => {
    const service = services.get(skillCode(skill));
    return service?.offered === true && meetsStaff(nurse, service.staff);
  });
}

async function questionsOf(setting: Setting): Promise<Asked[]> {
  const { stage, city } = setting;
  const random = randomOf(3);
  const skills = skillsFor(setting);
  const asked: Asked[] = [];
  for (let index = 0; index < CALLS; index += 1) {
    const as = { openid: `o-family${String((index % FAMILIES) + 1).padStart(4, '0')}` };
    const { recipients, addresses } = await stage.call<MeView>('signIn', {}, as);
    const recipientId = recipients.find(({ verified }) => verified)?.recipientId;
    const [address] = addresses;
    if (!recipientId || !address) throw new Error('a family of the demo world has nobody or no address');
    const skill = skills[Math.floor(random() * skills.length)] as number;
    const data = { serviceCode: skillCode(skill), recipientId, addressId: address.addressId };
    const startAt = startOf(city, 9 + Math.floor(random() * 8));
    asked.push({ as, data, at: address.position, skill, startAt });
  }
  return asked;
}

/** By the rules alone, everybody looked at. */
async function byRules(setting: Setting, { at, skill, startAt, data }: Asked): Promise<string[]> {
  const { city, services, certificates } = setting;
  const { providers } = await import('#cloud/places');
  const service = services.get(data.serviceCode) as Service;
  const now = Date.now();
  const wish = {
    service,
    startAt,
    position: at,
    district: null,
    familyUserIds: [],
    providers: await providers(now),
    now,
  };
  const candidates = [...nurseWithin(city, at)].flatMap(({ index, meters }) => {
    if (!hasSkill(city.skills[index] as number, skill)) return [];
    const nurse = nurseDocument(city, index, certificates, STATION);
    const bookings = bookingsOfNurse(city, index);
    if (whyNot(nurse, { ...wish, bookings }, parameters) !== null) return [];
    return [{ nurse, distanceMeters: Math.round(meters), travelMinutes: 0, pastVisits: 0 }];
  });
  return rank(candidates, parameters)
    .slice(0, WANTED)
    .map(({ nurse }) => nurse._id);
}

const recommend = ({ stage }: Setting, { as, data, startAt }: Asked) =>
  stage.call<RecommendNursesReply>('recommendNurses', { ...data, startAt }, as);

async function measured(setting: Setting): Promise<object> {
  const { emulator } = setting.stage.cloud;
  const questions = await questionsOf(setting);
  for (const question of questions.slice(0, 20)) await recommend(setting, question);
  const samples: number[] = [];
  const before = emulator.stats().databaseCalls;
  const answers: string[][] = [];
  for (const question of questions) {
    const from = performance.now();
    const { nurses } = await recommend(setting, question);
    samples.push(performance.now() - from);
    answers.push(nurses.map(({ nurseId }) => nurseId));
  }
  const roundTrips = (emulator.stats().databaseCalls - before) / CALLS;
  for (const [i, question] of questions.entries()) {
    const expected = await byRules(setting, question);
    if (expected.join() !== answers[i]?.join()) {
      throw new Error(`recommendNurses answers ${answers[i]?.join()} instead of ${expected.join()}`);
    }
  }
  const floor: number[] = [];
  for (const { as } of questions) {
    const from = performance.now();
    await setting.stage.call('readCatalogue', {}, as);
    floor.push(performance.now() - from);
  }
  return {
    recommendNurses: figures(samples),
    databaseRoundTrips: rounded(roundTrips, 2),
    'readCatalogue, for comparison (one read)': figures(floor),
  };
}

export async function deployed(count: number): Promise<object> {
  await build(['functions'], () => undefined);
  const stage = await setStage();
  try {
    const { fillWorld } = await import('../../scripts/world/world');
    const { services: all } = await import('../../scripts/world/baseData');
    const { engine } = stage.cloud.emulator;
    await fillWorld(Date.now(), () => undefined, { nurses: 12, applicants: 0, families: FAMILIES, pastVisits: 0 });
    await engine.remove('nurses', {}, true);
    await engine.remove('bookings', {}, true);
    const $set = { 'dispatch.searchRadiusMeters': RADIUS_METERS };
    await engine.update('settings', { query: { _id: 'operations' }, update: { $set } });
    const services = new Map(all().map((service) => [service.code, service]));
    const certificates = [...new Set(all().flatMap(({ staff }) => staff.certificates))];
    const city = cityOf(count, Date.now());
    await fillCity(city, { certificates, stationId: STATION }, (name, documents) =>
      engine.insert(name, documents as Doc[]),
    );
    return await measured({ stage, city, services, certificates });
  } finally {
    await stage.close();
  }
}
