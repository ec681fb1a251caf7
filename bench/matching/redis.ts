/** Redis GEOSEARCH: one set per skill with who is online, everything else in one hash; a script filters where the data is. */
import { Redis } from 'ioredis';
import { freeHours, hasSkill, SKILLS, type City, type Question } from './city';
import type { Contender } from './contender';
import { BAND_METERS, EARTH_METERS, firstByRule, metersBetween, RADIUS_METERS, WANTED, type Comer } from './rule';
import { startServer, stopServer } from './serverProcess';

/** Redis measures on a smaller earth and rounds positions to half a metre. */
const REDIS_EARTH_METERS = 6_372_797.560856;
const redisMeters = (meters: number) => (meters * REDIS_EARTH_METERS) / EARTH_METERS + 1.5;

/**
 * KEYS: the skill's set, the hash. ARGV: lng, lat, hour's value, the radii to try in turn. Answers the last radius and, for each
 * who is free, what the hash holds. The first seven characters are the free hours.
 */
const SCRIPT = `
  local found
  for r = 4, #ARGV do
    found = {ARGV[r]}
    local ids = redis.call('GEOSEARCH', KEYS[1], 'FROMLONLAT', ARGV[1], ARGV[2], 'BYRADIUS', ARGV[r], 'm')
    for from = 1, #ids, 4000 do
      local rows = redis.call('HMGET', KEYS[2], unpack(ids, from, math.min(from + 3999, #ids)))
      for i = 1, #rows do
        if bit.band(tonumber(string.sub(rows[i], 1, 7)), ARGV[3]) ~= 0 then found[#found + 1] = rows[i] end
      end
    end
    if #found > ${WANTED} then break end
  end
  return found`;

type Form = 'plain' | 'rings';
const RINGS = [500, 1000, 1500, 2500, 3500, RADIUS_METERS];

interface Scripted extends Redis {
  comers(set: string, hash: string, ...values: (string | number)[]): Promise<string[]>;
}

function comerOf(at: Question['at'], row: string): Comer {
  const [, index, stars, lng, lat] = row.split(',').map(Number) as [number, number, number, number, number];
  return { index, stars, meters: metersBetween(at, lng, lat) };
}

const bandEnds = (meters: number) => (Math.floor(Math.round(meters) / BAND_METERS) + 1) * BAND_METERS;

async function search(client: Scripted, { at, skill, hour }: Question, form: Form): Promise<string[]> {
  let radii = form === 'plain' ? [RADIUS_METERS] : RINGS;
  for (;;) {
    const [last, ...rows] = await client.comers(
      `skill:${skill}`,
      'nurses',
      ...at,
      2 ** hour,
      ...radii.map(redisMeters),
    );
    const comers = rows.map((row) => comerOf(at, row)).filter(({ meters }) => meters <= RADIUS_METERS);
    const reached = radii.find((radius) => String(redisMeters(radius)) === last) as number;
    const nearest = comers.map(({ meters }) => meters).sort((a, b) => a - b);
    const isWhole = reached === RADIUS_METERS || bandEnds(nearest[WANTED - 1] ?? Infinity) <= reached;
    if (isWhole) return firstByRule(comers);
    radii = radii.filter((radius) => radius > reached);
  }
}

async function load(client: Redis, city: City): Promise<void> {
  let batch = client.pipeline();
  const flush = async () => {
    for (const [error] of (await batch.exec()) ?? []) if (error) throw error;
    batch = client.pipeline();
  };
  for (let index = 0; index < city.count; index += 1) {
    if (city.online[index] !== 1) continue;
    const [lng, lat] = [city.lng[index] as number, city.lat[index] as number];
    for (let skill = 0; skill < SKILLS; skill += 1) {
      if (hasSkill(city.skills[index] as number, skill)) batch.geoadd(`skill:${skill}`, lng, lat, index);
    }
    const free = String(freeHours(city, index)).padStart(7, '0');
    batch.hset('nurses', index, `${free},${index},${city.stars[index]},${lng},${lat}`);
    if (batch.length >= 5000) await flush();
  }
  await flush();
}

/** Both forms over one server. */
export async function redis(command: string, dir: string, port: number): Promise<Contender[]> {
  const server = await startServer(
    command,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir],
    port,
  );
  const client = new Redis({ host: '127.0.0.1', port, connectTimeout: 60_000 }) as Scripted;
  client.defineCommand('comers', { numberOfKeys: 2, lua: SCRIPT });
  const setting =
    'a geo set per skill, online only; one script call filters in the server; loopback TCP; nothing kept on disk';
  const close = async () => {
    client.disconnect();
    await stopServer(server);
  };
  const contender = (form: Form, load_: Contender['load'], close_: Contender['close']): Contender => ({
    name: form === 'plain' ? 'Redis GEOSEARCH' : 'Redis rings',
    setting: form === 'plain' ? `${setting}; all of 5 km` : `${setting}; radii ${RINGS.join(', ')} m`,
    serverPid: server.pid,
    load: load_,
    top20: (question) => search(client, question, form),
    close: close_,
  });
  return [
    contender('plain', (city) => load(client, city), close),
    contender(
      'rings',
      () => Promise.resolve(),
      () => Promise.resolve(),
    ),
  ];
}
