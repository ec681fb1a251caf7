/** A browser's way in: signed in with a ticket, every request judged by the security rules. The dialect is the browser SDK's own. */
import { steering } from '../../scripts/demo/players';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Client {
  /** Calls a function as the browser does. */
  invoke(name: string, data?: object): Promise<Answer>;
  insert(collection: string, document: object): Promise<Answer>;
  read(collection: string, query?: object): Promise<Answer>;
  update(collection: string, query: object, data: object): Promise<Answer>;
  remove(collection: string, query: object): Promise<Answer>;
}

const DATABASE = '/v1/database/instances/(default)/databases/(default)/collections';

/** `uid`: whom the ticket names; null: nobody is signed in. */
export async function clientOf(url: string, uid: string | null): Promise<Client> {
  const token = uid === null ? null : await signIn(url, uid);
  const send = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: JSON.parse(await response.text(), plainNumber) as Record<string, unknown> };
  };
  const documents = (collection: string) => `${DATABASE}/${collection}/documents`;
  return {
    invoke: (name, data = {}) => send('POST', `/v1/functions/${name}`, data),
    insert: (collection, document) => send('POST', documents(collection), { data: [document] }),
    read: (collection, query = {}) =>
      send('GET', `${documents(collection)}?query=${encodeURIComponent(JSON.stringify(query))}`),
    update: (collection, query, data) => send('PATCH', documents(collection), { query, data, multi: true }),
    remove: (collection, query) => send('POST', `${documents(collection)}/remove`, { query, multi: true }),
  };
}

/** Whole numbers beyond 32 bits come as `{"$numberLong": "…"}`. */
const plainNumber = (_key: string, value: unknown): unknown => {
  const { $numberLong: long } = (value ?? {}) as { $numberLong?: string };
  return long === undefined ? value : Number(long);
};

async function signIn(url: string, uid: string): Promise<string> {
  const { ticket } = await steering(url)<{ ticket: string }>('ticket', { uid });
  const response = await fetch(`${url}/auth/v1/signin/custom?client_id=local-env`, {
    method: 'POST',
    body: JSON.stringify({ provider_id: 'custom', ticket }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new Error(`${uid} cannot sign in: ${response.status}`);
  return token;
}
