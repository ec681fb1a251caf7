/** A request the tester got wrong: answered with its reason. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export type Body = Readonly<Record<string, unknown>>;

export function objectBody(body: unknown): Body {
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadRequest('the body must be a JSON object');
  return body as Body;
}

export function onlyKeys(body: Body, allowed: readonly string[]): void {
  const unknown = Object.keys(body).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new BadRequest(`unknown key ${unknown}; known: ${allowed.join(', ')}`);
}

export function requiredText(body: Body, key: string): string {
  const value = optionalText(body, key);
  if (!value) throw new BadRequest(`${key} is missing`);
  return value;
}

export function optionalText(body: Body, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new BadRequest(`${key} must be text`);
}

export function optionalNumber(body: Body, key: string): number | undefined {
  const value = body[key];
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new BadRequest(`${key} must be a number`);
}
