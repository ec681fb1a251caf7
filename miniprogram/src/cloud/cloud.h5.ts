/** The facade in a browser: `@cloudbase/js-sdk`, the same bytes on the desk and in the cloud. */
import type { Cloud, Row, Watching } from './cloud-surface';
import { memoryStorage } from './memory-storage';
import { cloudbase, type App } from './sdk.h5';
import { site } from './site.h5';
import { whenIdle } from './when-idle.h5';

let app: App | undefined;

// a constant condition outside any function, so that a production build does not even carry the file
const deskPeople = __DEVELOPMENT__ ? () => import('../development/chosen-person') : null;

function opened(): App {
  if (!app) throw new Error('cloud.start() comes first');
  return app;
}

async function ticketFor(host: string): Promise<string> {
  if (!deskPeople) throw new Error('tickets for chosen persons exist on the desk only');
  const { chosenUid } = await deskPeople();
  const answer = await fetch(`http://${host}/_emulator/ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uid: await chosenUid() }),
  });
  const body = (await answer.json()) as { ticket?: string };
  if (!body.ticket) throw new Error(`no ticket: HTTP ${answer.status} ${JSON.stringify(body)}`);
  return body.ticket;
}

/** On the desk every tab is its own person, so nothing of the session may reach the storage that tabs share. */
async function startOnDesk(host: string): Promise<App> {
  const { env, region = 'ap-shanghai' } = site();
  const desk = cloudbase.init({ env, region, persistence: 'none', storage: memoryStorage() } as Parameters<
    typeof cloudbase.init
  >[0]);
  desk.registerHost(host, 'http');
  const answer = await desk.auth({ persistence: 'none' }).signInWithCustomTicket(() => ticketFor(host));
  // the SDK answers { data, error } here; its types still promise a login state
  const { error } = answer as unknown as { error?: unknown };
  if (error) throw error;
  return desk;
}

/** A site in the cloud keeps the browser's session; the first visit makes an anonymous one. */
async function startInCloud(): Promise<App> {
  const { env, region = 'ap-shanghai' } = site();
  const remote = cloudbase.init({ env, region });
  const auth = remote.auth({ persistence: 'local' });
  if (!(await auth.getLoginState())) await auth.signInAnonymously({});
  return remote;
}

/** What is asked and not yet answered. */
const asked = new Set<Promise<unknown>>();

function noted<T>(answer: Promise<T>): Promise<T> {
  const over = () => void asked.delete(answer);
  asked.add(answer);
  answer.then(over, over);
  return answer;
}

/** The database and its socket are a third of the SDK: they are read when what the screen asked first stands on it. */
async function databaseRead(): Promise<App> {
  await Promise.allSettled(asked);
  await new Promise<void>((resolve) => whenIdle(resolve));
  await import('./sdk-database.h5');
  return opened();
}

const query = (from: App, collection: string, where: object) => from.database().collection(collection).where(where);

export const cloud: Cloud = {
  personField: 'Uid',
  async start() {
    const { host } = site();
    app = __DEVELOPMENT__ && host ? await startOnDesk(host) : await startInCloud();
  },
  async callFunction(name, data) {
    const answer = await noted(opened().callFunction({ name, data }));
    return answer.result;
  },
  async uploadFile(cloudPath, filePath) {
    await import('./sdk-storage.h5');
    const picked = await (await fetch(filePath)).blob();
    const file = new File([picked], cloudPath.split('/').pop() ?? 'file', { type: picked.type });
    // the browser's file goes where a mini-program gives a path; the SDK's type knows only the path
    return (await opened().uploadFile({ cloudPath, filePath: file as unknown as string })).fileID;
  },
  async read(collection, where) {
    return (await query(await databaseRead(), collection, where).get()).data as readonly Row[];
  },
  watch(collection, where, onChange, onError) {
    let heard = false;
    let leaving = false;
    let listener: Watching | undefined;
    const open = (from: App) => {
      if (leaving) return;
      listener = query(from, collection, where).watch({
        onChange(snapshot) {
          heard = true;
          if (leaving) listener?.close();
          else onChange(snapshot.docs as Row[]);
        },
        onError(error) {
          if (!leaving) onError(error);
        },
      });
    };
    databaseRead()
      .then(open)
      .catch((error: unknown) => !leaving && onError(error));
    // the SDK forgets a watch closed before its first answer, but goes on hearing of it: so it is closed with that answer
    const close = () => {
      leaving = true;
      if (heard) listener?.close();
    };
    return { close };
  },
};
