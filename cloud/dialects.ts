/** The dialects that may be named, as the operators' list has them. */
import type { Dialect, Dialects } from '#domain/care/dialect';
import { Refusal } from '#domain/refusal';
import { setting } from './reference';

export const dialects = (now: number): Promise<Dialects> => setting<Dialects>('dialects', now);

export async function knownDialect(code: string, now: number): Promise<Dialect> {
  const known = (await dialects(now)).items.find((one) => one.code === code);
  if (!known) throw new Refusal('BAD_INPUT', { fields: ['dialect'] });
  return known;
}
