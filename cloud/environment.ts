import { Refusal } from '#domain/refusal';

/**
 * What a module cannot work without, said when it is loaded: a function that is missing a setting does not start, and its log names
 * all that is missing. Functions that do not load the module do not need it.
 */
export function needs(...names: readonly string[]): void {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`environment variables not set: ${missing.join(', ')}`);
}

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
