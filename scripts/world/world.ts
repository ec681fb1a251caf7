/** The demo world: one city, its nurses and families, and what happened between them. The same seed makes the same people. */
import { seal } from '#cloud/personalData';
import { beijingDay, DAY, HALF_HOUR_MS, HOUR, startOfBeijingDay } from '#domain/schedule/beijing';
import { distanceMeters } from '#domain/geo/distance';
import { starsFromReviews } from '#domain/nurse/stars';
import type { Nurse } from '#domain/nurse/nurse';
import type { Review } from '#cloud/reviews';
import { applicantDocuments, numbersOf, plotOf, type Applicant } from './applicants';
import { baseData, operations, services, type Documents } from './baseData';
import { chanceFrom, type Chance } from './chance';
import { familyDocuments, inventFamily, settledDocuments, type Family } from './families';
import { completeSettings, fillMissing, isFilled, markFilled } from './fill';
import { pastVisit } from './history';
import { competency, inventNurse, type InventedNurse } from './nurses';
import { policiesOf } from './policies';
import { uploadPapers } from './paperPictures';
import { personasOf, type Persona } from './personas';
import { districts, INNER_CITY } from './places';

export interface WorldSize {
  readonly nurses: number;
  readonly applicants: number;
  readonly families: number;
  readonly pastVisits: number;
}

const DEMO: WorldSize = { nurses: 200, applicants: 6, families: 60, pastVisits: 600 };
/** A city's regulars: they have most of the visits, the others are new or work now and then. */
const REGULARS = 50;
const SEED = 20_261_122;

export interface World {
  /** Who a newcomer may be. */
  readonly personas: readonly Persona[];
  /** False: it stood already and was left as it is. */
  readonly isNew: boolean;
}

/** Fills what is missing. */
export async function fillWorld(now: number, say: (line: string) => void, size: WorldSize = DEMO): Promise<World> {
  const added = await fillMissing(baseData());
  await completeSettings({ ...operations() });
  if (added > 0) say(`catalogue, stations, districts and settings: ${added} documents`);
  const people = inventPeople(chanceFrom(SEED), now, size);
  if (await isFilled()) return { personas: personasOf(people), isNew: false };
  say(`inviting ${size.nurses} nurses and ${size.families} families to Hangzhou…`);
  await fillMissing(documentsOf(people, now));
  await fillApplicants(people);
  await markFilled(now);
  return { personas: personasOf(people), isNew: true };
}

/** Their papers are pictures in storage, so they come after everybody else. */
async function fillApplicants({ nurses, size }: People): Promise<void> {
  for (const [place, invented] of nurses.slice(size.nurses).entries()) {
    const { _id, userId, appliedAt } = invented.nurse;
    const fileOf = await uploadPapers(userId, _id);
    await fillMissing(applicantDocuments(applicantFrom(invented), plotOf(place).plot, fileOf, appliedAt));
  }
}

const applicantFrom = ({ nurse, person, licenceNumber }: InventedNurse): Applicant => ({
  nurse,
  person,
  licenceNumber,
});

/** Those who wait handed in when their story says so. */
const appliedBy = (invented: InventedNurse, place: number, now: number): InventedNurse =>
  place < 0 ? invented : { ...invented, nurse: { ...invented.nurse, appliedAt: now - plotOf(place).hoursAgo * HOUR } };

export interface People {
  readonly chance: Chance;
  readonly nurses: readonly InventedNurse[];
  readonly families: readonly Family[];
  readonly size: WorldSize;
}

function inventPeople(chance: Chance, now: number, size: WorldSize): People {
  const inner = districts().filter(({ name }) => INNER_CITY.includes(name));
  const all = services();
  const home = inner.find(({ name }) => name === '西湖区') ?? chance.pick(inner);
  const nurses = Array.from({ length: size.nurses + size.applicants }, (_, index) =>
    inventNurse(chance, index + 1, {
      // The first dozen live near the first family, so that a newcomer's booking finds somebody.
      district: index < 12 ? home : chance.pick(inner),
      services: all,
      now,
      status: index < size.nurses ? 'active' : 'pending',
    }),
  );
  const families = Array.from({ length: size.families }, (_, index) =>
    inventFamily(chance, index + 1, index === 0 ? home : chance.pick(inner), now),
  );
  return {
    chance,
    nurses: [
      favourite(nurses[0] as InventedNurse, families[0] as Family),
      ...nurses.slice(1).map((invented, index) => appliedBy(invented, index + 1 - size.nurses, now)),
    ],
    families,
    size,
  };
}

/** The nurse a newcomer plays: experienced, round the corner from the first family, on duty every day. */
function favourite(invented: InventedNurse, family: Family): InventedNurse {
  const [longitude, latitude] = family.address.location.coordinates;
  const able = services().filter(({ staff }) => staff.role === 'registered_nurse' && staff.certificates.length === 0);
  const nurse: Nurse = {
    ...invented.nurse,
    role: 'registered_nurse',
    title: '主管护师',
    years: 16,
    displayName: `${invented.person.name.slice(0, 1)}护士`,
    certificates: [],
    competencies: able.map(({ code }) => competency(code, invented.nurse.insuredUntil)),
    serviceCodes: able.map(({ code }) => code),
    serviceRadiusMeters: 12_000,
    location: { type: 'Point', coordinates: [longitude + 0.002, latitude + 0.0015] },
    shifts: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute: 8 * 60, toMinute: 21 * 60 })),
  };
  return { ...invented, nurse };
}

function documentsOf(people: People, now: number): Documents {
  const past = pastVisits(people, now);
  const collected: Record<string, object[]> = {};
  const collect = (documents: Documents) => {
    for (const [collection, list] of Object.entries(documents)) (collected[collection] ??= []).push(...list);
  };
  people.families.forEach((family) => collect(familyDocuments(family)));
  people.families.forEach((family) => collect(settledDocuments(family, now)));
  past.forEach(collect);
  const reviews = (collected.reviews ?? []) as Review[];
  people.nurses.forEach((invented) =>
    collect(nurseDocuments(invented, reviews, (collected.orders ?? []) as { nurseId: string }[], now)),
  );
  return collected;
}

/** Half hours of the last sixty days, each nurse at one place a day. */
function pastVisits({ chance, nurses, families, size }: People, now: number): Documents[] {
  const p = operations();
  const taken = new Set<string>();
  const all = services();
  return Array.from({ length: size.pastVisits }, (_, index) => {
    const family = families[index % families.length] as Family;
    const { nurse } = whoCame(chance, nurses.slice(0, size.nurses), family, index % families.length === 0);
    const day = startOfBeijingDay(beijingDay(now - chance.between(2, 60) * DAY));
    const startAt = day + 9 * HOUR + chance.between(0, 13) * HALF_HOUR_MS;
    const wanted = chance.pick(nurse.serviceCodes);
    const service = all.find(({ code }) => code === wanted);
    const key = `${nurse._id} ${day}`;
    if (!service || taken.has(key)) return {};
    taken.add(key);
    return pastVisit(chance, { family, recipientIndex: 0, nurse, service, startAt }, p);
  });
}

/** Somebody near, mostly a regular; at the first family's mostly the nurse next door. */
function whoCame(chance: Chance, nurses: readonly InventedNurse[], family: Family, isFirst: boolean): InventedNurse {
  if (isFirst && chance.happens(0.6)) return nurses[0] as InventedNurse;
  const away = ({ nurse }: InventedNurse) =>
    distanceMeters(nurse.location.coordinates, family.address.location.coordinates);
  const able = nurses.filter(({ nurse }) => nurse.serviceCodes.length > 0);
  const near = able.slice(0, chance.happens(0.85) ? REGULARS : able.length).filter((one) => away(one) < 8000);
  return chance.pick(near.length > 0 ? near : able);
}

function nurseDocuments(
  { nurse, person, licenceNumber }: InventedNurse,
  reviews: readonly Review[],
  orders: readonly { nurseId: string }[],
  now: number,
): Documents {
  const hers = reviews.filter(({ nurseId }) => nurseId === nurse._id);
  const completedVisits = orders.filter(({ nurseId }) => nurseId === nurse._id).length;
  const rated: Nurse = {
    ...nurse,
    completedVisits,
    reviewCount: hers.length,
    stars: starsFromReviews(hers, now, operations().rating, completedVisits),
  };
  const sealed = (field: string, text: string) => seal(text, `nurses/${nurse._id}/${field}`);
  return {
    nurses: [rated],
    nursePolicies: policiesOf(nurse),
    ...numbersOf({ nurse, person, licenceNumber }),
    nursePrivate: [
      {
        _id: nurse._id,
        nameCipher: sealed('name', person.name),
        phoneCipher: sealed('phone', person.phone),
        idNumberCipher: sealed('idNumber', person.idNumber),
        licenceNumberCipher: sealed('licenceNumber', licenceNumber),
      },
    ],
    users: [
      {
        _id: nurse.userId,
        displayName: person.name,
        openid: nurse.openid,
        uid: nurse.uid,
        roles: ['patient', 'nurse'],
        nurseId: nurse._id,
        createdAt: nurse.appliedAt,
      },
    ],
    identities: [
      { _id: `openid:${nurse.openid}`, userId: nurse.userId },
      { _id: `uid:${nurse.uid}`, userId: nurse.userId },
    ],
  };
}
