/** Keeps every reply of a world, to look through afterwards: what was said to whom. */
import type { As, World } from './world';

export interface Said {
  readonly name: string;
  readonly as: As;
  readonly source: string;
  /** The whole reply as it went over the wire. */
  readonly text: string;
  readonly at: number;
}

export function watched(world: World): { readonly world: World; readonly said: readonly Said[] } {
  const said: Said[] = [];
  const call: World['call'] = async (name, data, as, source = 'wx_client') => {
    const reply = await world.call(name, data, as, source);
    said.push({ name, as, source, text: JSON.stringify(reply), at: world.now() });
    return reply as never;
  };
  const ok: World['ok'] = async (name, data, as) => {
    const reply = await call(name, data, as);
    if (!reply.ok) throw new Error(`${name} refused: ${JSON.stringify(reply.error)}`);
    return reply.data as never;
  };
  return { world: { ...world, call, ok }, said };
}
