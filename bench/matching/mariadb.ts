/** MariaDB with a spatial index: one table per skill with who is online, since its spatial index takes no other column. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mariadb';
import { freeHours, hasSkill, nurseId, SKILLS, type City, type Question } from './city';
import type { Contender } from './contender';
import { BAND_METERS, EARTH_METERS, firstByRule, metersBetween, RADIUS_METERS, WANTED } from './rule';
import { startServer, stopServer } from './serverProcess';

const RINGS = [500, 1000, 2000, 3500, RADIUS_METERS];
const METERS_PER_DEGREE = (Math.PI / 180) * EARTH_METERS;

/** A box round the circle, as text. */
function box([lng, lat]: Question['at'], meters: number): string {
  const up = (meters + 5) / METERS_PER_DEGREE;
  const side = up / Math.cos(((Math.abs(lat) + up) * Math.PI) / 180);
  const [w, e, s, n] = [lng - side, lng + side, lat - up, lat + up];
  return `POLYGON((${w} ${s},${e} ${s},${e} ${n},${w} ${n},${w} ${s}))`;
}

const plainSql = (skill: number) => `
  SELECT id FROM (
    SELECT id, stars, ST_Distance_Sphere(at, POINT(?, ?), ${EARTH_METERS}) AS meters FROM skill_${skill}
    WHERE MBRContains(ST_GeomFromText(?), at) AND (free >> ?) & 1 = 1
  ) AS comers WHERE meters <= ${RADIUS_METERS}
  ORDER BY FLOOR(FLOOR(meters + 0.5) / ${BAND_METERS}), stars DESC, meters, id LIMIT ${WANTED}`;

const ringSql = (skill: number) => `
  SELECT id, stars, ST_X(at) AS lng, ST_Y(at) AS lat FROM skill_${skill}
  WHERE MBRContains(ST_GeomFromText(?), at) AND (free >> ?) & 1 = 1`;

async function plain(client: Connection, { at, skill, hour }: Question): Promise<string[]> {
  const rows = await client.execute<{ id: number }[]>(plainSql(skill), [...at, box(at, RADIUS_METERS), hour]);
  return rows.map(({ id }) => nurseId(id));
}

interface Row {
  readonly id: number;
  readonly stars: number;
  readonly lng: number;
  readonly lat: number;
}

/** Wider and wider until twenty stand in bands that the box holds whole. */
async function rings(client: Connection, { at, skill, hour }: Question): Promise<string[]> {
  for (const radius of RINGS) {
    const rows = await client.execute<Row[]>(ringSql(skill), [box(at, radius), hour]);
    const comers = rows
      .map(({ id, stars, lng, lat }) => ({ index: id, stars, meters: metersBetween(at, lng, lat) }))
      .filter(({ meters }) => Math.round(meters) < radius || (radius === RADIUS_METERS && meters <= RADIUS_METERS));
    if (comers.length >= WANTED || radius === RADIUS_METERS) return firstByRule(comers);
  }
  return [];
}

const BATCH = 5000;

async function load(client: Connection, city: City): Promise<void> {
  for (let skill = 0; skill < SKILLS; skill += 1) {
    await client.query(
      `CREATE TABLE skill_${skill} (id INT PRIMARY KEY, free INT NOT NULL, stars DOUBLE NOT NULL, at POINT NOT NULL)`,
    );
    let rows: string[] = [];
    const flush = async () => {
      if (rows.length > 0) await client.query(`INSERT INTO skill_${skill} VALUES ${rows.join(',')}`);
      rows = [];
    };
    for (let index = 0; index < city.count; index += 1) {
      if (city.online[index] !== 1 || !hasSkill(city.skills[index] as number, skill)) continue;
      const { lng, lat, stars } = city;
      rows.push(`(${index},${freeHours(city, index)},${stars[index]},POINT(${lng[index]},${lat[index]}))`);
      if (rows.length === BATCH) await flush();
    }
    await flush();
    await client.query(`CREATE SPATIAL INDEX near ON skill_${skill} (at)`);
    await client.query(`ANALYZE TABLE skill_${skill}`);
  }
}

/** Both forms over one server. */
export async function mariadb(
  { server: command, install }: { server: string; install: string },
  dir: string,
  port: number,
): Promise<Contender[]> {
  const data = join(dir, 'mariadb');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const own = [`--datadir=${data}`, ...user];
  execFileSync(install, ['--no-defaults', ...own, '--auth-root-authentication-method=normal', '--skip-test-db'], {
    stdio: 'ignore',
  });
  const settings = [
    ...['--innodb-buffer-pool-size=1G', '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'],
    ...[`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(dir, 'mariadb.sock')}`],
  ];
  const server = await startServer(command, ['--no-defaults', ...own, ...settings], port);
  const client = await createConnection({ host: '127.0.0.1', port, user: 'root', multipleStatements: false });
  await client.query('CREATE DATABASE bench');
  await client.query('USE bench');
  const setting = 'a table per skill, online only, each with a spatial index; prepared statements; loopback TCP';
  return [
    {
      name: 'MariaDB spatial',
      setting: `${setting}; all of 5 km`,
      serverPid: server.pid,
      load: (city) => load(client, city),
      top20: (question) => plain(client, question),
      async close() {
        await client.end();
        await stopServer(server);
      },
    },
    {
      name: 'MariaDB rings',
      setting: `${setting}; radii ${RINGS.join(', ')} m`,
      serverPid: server.pid,
      load: () => Promise.resolve(),
      top20: (question) => rings(client, question),
      close: () => Promise.resolve(),
    },
  ];
}
