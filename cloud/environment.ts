import { Refusal } from '#domain/refusal';

/** A setting that must be there. Missing credentials are an error that says so, never a silent stand-in. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    console.error(`environment variable ${name} is not set`);
    throw new Refusal('SERVICE_NOT_CONFIGURED', { name });
  }
  return value;
}

/** PEM texts travel through environment variables with `\n` written out. */
export const requiredPem = (name: string): string => required(name).replaceAll('\\n', '\n');
