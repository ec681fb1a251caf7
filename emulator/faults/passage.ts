/** Tells what an HTTP request is: which place it goes to and by which name rules know it. */
import { readForm } from '../wire/form';
import { headerOf, type Request } from '../wire/message';
import type { Passage } from './faults';
import type { Place } from './rule';

type Body = Readonly<Record<string, unknown>>;

/** The JSON body, or nothing when it is none: saying so is the business of whoever answers it. */
export function bodyOf(request: Request): Body {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    return body !== null && typeof body === 'object' ? (body as Body) : {};
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function placeOf({ method, path }: Request): Place | undefined {
  if (method === 'OPTIONS') return undefined;
  if (path === '/admin' && method === 'POST') return 'admin';
  if (path === '/web' && method === 'POST') return 'web';
  if (path.startsWith('/v1/')) return 'v1';
  if (path.startsWith('/auth/v1/')) return 'auth';
  if (path.startsWith('/cos/')) return method === 'GET' || method === 'HEAD' ? 'download' : 'upload';
  return undefined;
}

async function formField(request: Request, name: string): Promise<string> {
  const { fields } = await readForm(request.headers, request.body);
  return fields.get(name)?.toString('utf8') ?? '';
}

const isForm = (request: Request): boolean => headerOf(request, 'content-type')?.startsWith('multipart/') ?? false;

/** The path below the bucket; the older form upload carries it in a field. */
async function filePath(request: Request): Promise<string> {
  const path = request.path.split('/').slice(3).join('/');
  return path === '' && isForm(request) ? formField(request, 'key') : path;
}

export async function passageOf(on: Place, request: Request): Promise<Passage> {
  if (on === 'v1' || on === 'auth') return { on, name: request.path };
  if (on === 'upload' || on === 'download') return { on, name: await filePath(request) };
  if (isForm(request)) return { on, name: await formField(request, 'action') };
  const { action, collectionName } = bodyOf(request);
  return { on, name: textOf(action), ...(collectionName ? { collection: textOf(collectionName) } : {}) };
}
