/** The catalogue of services. */
import type { Service } from '#domain/care/service';
import { Refusal } from '#domain/refusal';
import { _, db, everyRow, read, type Stored } from './database';
import { remembered } from './remembered';
import type { Related } from './together';

const readService = remembered((code) => read<Stored<Service>>('services', code));

/** A service by code, on offer or not: orders outlive offers. */
export async function serviceByCode(code: string, now: number): Promise<Service> {
  const service = await readService(code, now);
  if (!service) throw new Refusal('UNKNOWN_SERVICE', { code });
  return service;
}

/** What to ask for beside something else where it is not remembered (any more); for `learnServices`. */
export const serviceBeside = (code: string, now: number): { readonly services?: Related } =>
  readService.knows(code, now) ? {} : { services: { from: 'services', foreign: '_id', keys: [code] } };

/** Keeps what was read beside something else. */
export const learnServices = (services: readonly Stored<Service>[] | undefined, now: number): void =>
  services?.forEach((service) => readService.learn(service._id, now, service));

/** A service that may be booked today. */
export async function offeredService(code: string, now: number): Promise<Service> {
  const service = await serviceByCode(code, now);
  if (!service.offered) throw new Refusal('SERVICE_NOT_OFFERED', { code });
  return service;
}

const readOffered = remembered(async () => {
  const services = await everyRow<Stored<Service>>(
    db
      .collection('services')
      .where({ offered: _.eq(true) })
      .orderBy('_id', 'asc'),
  );
  return services.map(({ _id, ...service }) => service as Service);
});

export const offeredServices = (now: number): Promise<readonly Service[]> => readOffered('offered', now);
