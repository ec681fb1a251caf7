/** PostgreSQL with PostGIS in the strongest form found: one row per nurse and skill, only those online, in one GiST index on both. */
import { join } from 'node:path';
import { Client } from 'pg';
import { runPostgres, startPostgres } from '../emulator/postgres';
import { freeHours, hasSkill, nurseId, SKILLS, type City, type Question } from './city';
import type { Contender } from './contender';
import { BAND_METERS, EARTH_METERS, RADIUS_METERS, WANTED } from './rule';

/** Metres on a plane that touches the city; wrong by less than two thousandths, which `slack` covers. */
const METERS_PER_DEGREE = (Math.PI / 180) * EARTH_METERS;
const SQUEEZE = Math.cos((30.26 * Math.PI) / 180);
const slack = (meters: string) => `(${meters} * 1.003 + 5)`;

const schema = `
  CREATE EXTENSION postgis;
  CREATE EXTENSION btree_gist;
  CREATE UNLOGGED TABLE skilled (
    skill int2 NOT NULL, id int4 NOT NULL, free int4 NOT NULL, stars float8 NOT NULL,
    at geometry(Point, 4326) NOT NULL, flat geometry(Point) NOT NULL
  );`;

const afterLoading = `
  CREATE INDEX skill_near ON skilled USING gist (skill, flat);
  ANALYZE skilled;`;

const insert = `
  INSERT INTO skilled SELECT skill, id, free, stars, ST_SetSRID(ST_MakePoint(lng, lat), 4326),
    ST_MakePoint(lng * ${METERS_PER_DEGREE * SQUEEZE}, lat * ${METERS_PER_DEGREE})
  FROM unnest($1::int2[], $2::int4[], $3::int4[], $4::float8[], $5::float8[], $6::float8[])
    AS row(skill, id, free, stars, lng, lat)`;

/** The twenty nearest say how far the last band reaches; whoever is in it is then put in order. $1 lng, $2 lat, $3 skill, $4 hour. */
const knn = `
  WITH me AS MATERIALIZED (
    SELECT ST_MakePoint($1::float8 * ${METERS_PER_DEGREE * SQUEEZE}, $2::float8 * ${METERS_PER_DEGREE}) AS flat,
      ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326) AS at
  ), near AS MATERIALIZED (
    SELECT flat <-> (SELECT flat FROM me) AS away FROM skilled
    WHERE skill = $3::int2 AND (free >> $4::int4) & 1 = 1
    ORDER BY flat <-> (SELECT flat FROM me) LIMIT ${WANTED}
  ), edge AS MATERIALIZED (
    SELECT CASE WHEN count(*) < ${WANTED} THEN ${RADIUS_METERS}
      ELSE least(${RADIUS_METERS}, (floor(${slack('max(away)')} / ${BAND_METERS}) + 1) * ${BAND_METERS}) END AS meters
    FROM near
  ), comers AS (
    SELECT id, stars, ST_DistanceSphere(skilled.at, (SELECT at FROM me)) * ${EARTH_METERS / 6_371_008.771415} AS meters
    FROM skilled
    WHERE skill = $3::int2 AND (free >> $4::int4) & 1 = 1
      AND skilled.flat && (SELECT ST_Expand(me.flat, ${slack('edge.meters')}) FROM me, edge)
  )
  SELECT id FROM comers WHERE meters <= ${RADIUS_METERS}
  ORDER BY floor(floor(meters + 0.5) / ${BAND_METERS}), stars DESC, meters, id LIMIT ${WANTED}`;

const BATCH = 20_000;

async function load(client: Client, city: City): Promise<void> {
  const columns: number[][] = [[], [], [], [], [], []];
  const flush = async () => {
    if ((columns[0] as number[]).length > 0) await client.query(insert, columns);
    for (const column of columns) column.length = 0;
  };
  const add = (...row: number[]) => row.forEach((value, i) => (columns[i] as number[]).push(value));
  for (let index = 0; index < city.count; index += 1) {
    if (city.online[index] !== 1) continue;
    const free = freeHours(city, index);
    for (let skill = 0; skill < SKILLS; skill += 1) {
      if (!hasSkill(city.skills[index] as number, skill)) continue;
      add(skill, index, free, city.stars[index] as number, city.lng[index] as number, city.lat[index] as number);
    }
    if ((columns[0] as number[]).length >= BATCH) await flush();
  }
  await flush();
  await client.query(afterLoading);
}

export async function postgis(programs: string, dir: string, port: number): Promise<Contender> {
  const data = startPostgres(programs, dir, port);
  const client = new Client({ host: '127.0.0.1', port, user: 'bench', database: 'postgres' });
  await client.connect();
  await client.query(schema);
  return {
    name: 'PostGIS KNN',
    setting: 'one row per nurse and skill, online only; GiST on (skill, point); one prepared statement; loopback TCP',
    serverPid: (client as unknown as { readonly processID: number }).processID,
    load: (city) => load(client, city),
    async top20({ at: [lng, lat], skill, hour }: Question) {
      const { rows } = await client.query<{ id: number }>({ name: 'knn', text: knn, values: [lng, lat, skill, hour] });
      return rows.map(({ id }) => nurseId(id));
    },
    async close() {
      await client.end();
      runPostgres(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
    },
  };
}
