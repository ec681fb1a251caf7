/** A question as the product asks it: the very stages that cloud/candidateQuery.ts sends. */
import { decode } from '../../emulator/wire/ejson';
import type { Service } from '#domain/care/service';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Wanted } from '#cloud/candidates';
import { candidateQuery } from '#cloud/candidateQuery';
import catalogue from '../../database/data/catalogue.json';
import published from '../../database/data/operations.json';
import type { Doc } from '../../emulator/database/engine';
import { skillCode, startOf, type City, type Question } from './city';
import { BAND_METERS, RADIUS_METERS, WANTED } from './rule';

/** The published numbers, but for the radius the comparison is about. */
export const parameters = {
  ...published,
  dispatch: { ...published.dispatch, searchRadiusMeters: RADIUS_METERS, bandMeters: BAND_METERS },
} as unknown as OperationParameters;

/** Forty-five minutes and fifteen for the way: one whole hour. */
const service = (catalogue as unknown as readonly Service[]).find(({ code }) => code === 'MED-05') as Service;

const wantedOf = (city: City, { at, skill, hour }: Question): Wanted => ({
  service: { ...service, code: skillCode(skill) },
  position: at,
  district: '西湖区',
  startAt: startOf(city, hour),
  recipientId: 'r-bench',
  familyUserIds: ['u-family'],
  providers: new Map(),
});

export function stagesOf(city: City, question: Question, reach: number): Doc[] {
  const query = candidateQuery(wantedOf(city, question), { excluding: [], reach, best: WANTED }, parameters);
  return decode(query.done(), Date.now) as Doc[];
}
