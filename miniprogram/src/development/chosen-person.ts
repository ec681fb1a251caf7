/** On the desk one chooses who to be: by `?as=<uid>` in the address, else by the bar, else the first patient. Per tab. */
export interface Persona {
  readonly uid: string;
  readonly name: string;
  readonly role: 'patient' | 'nurse';
  readonly hint: string;
}

const KEY = 'development:as';

export async function readPersonas(): Promise<readonly Persona[]> {
  const answer = await fetch('./personas.json');
  if (!answer.ok) throw new Error(`personas.json: HTTP ${answer.status}`);
  return (await answer.json()) as Persona[];
}

export async function chosenUid(): Promise<string> {
  const asked = new URLSearchParams(window.location.search).get('as') ?? sessionStorage.getItem(KEY);
  if (asked) {
    sessionStorage.setItem(KEY, asked);
    return asked;
  }
  const personas = await readPersonas();
  const first = personas.find((persona) => persona.role === 'patient') ?? personas[0];
  if (!first) throw new Error('personas.json is empty');
  sessionStorage.setItem(KEY, first.uid);
  return first.uid;
}

/** Starts the page anew as somebody else: nothing of the former person stays in memory. */
export function become(uid: string): void {
  sessionStorage.setItem(KEY, uid);
  const address = new URL(window.location.href);
  address.searchParams.set('as', uid);
  address.hash = '';
  window.location.assign(address.href);
}
