/** Stands before the router while a fault switch is set. */
import type { Engine } from '../database/engine';
import { EngineError } from '../database/engine';
import type { Handler } from '../server';
import type { Reply, Request } from '../wire/message';
import { BareStatus, carryOut, requestEnding } from './carryOut';
import type { Faults } from './faults';
import { bodyOf, passageOf, placeOf } from './passage';
import { refusalReply } from './refusalReply';
import type { Place } from './rule';

const bareReply = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `HTTP ${status}`,
});

/** After a conflict the platform has thrown the transaction away: its locks must not outlive it. */
async function endTransaction(engine: Engine, request: Request): Promise<void> {
  const id = bodyOf(request).transactionId ?? request.query.get('transactionId');
  if (typeof id !== 'string') return;
  try {
    await engine.abort(id);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error; // a transaction that is gone already is what is wanted
  }
}

async function struck(faults: Faults, engine: Engine, on: Place, request: Request, next: Handler): Promise<Reply> {
  const rule = faults.strike(await passageOf(on, request));
  if (!rule) return next(request);
  return carryOut(
    rule,
    () => next(request),
    async (refusal) => {
      if (rule.effect === 'conflict') await endTransaction(engine, request);
      return refusalReply(on, refusal);
    },
  );
}

/** The tester's handle is never cut: whoever sets faults must be able to take them away. */
const isSteering = ({ path }: Request): boolean => path.startsWith('/_emulator/');

/** Throws ConnectionCut when the connection shall be closed without an answer. */
export function faultyHandler(faults: Faults, engine: Engine, next: Handler): Handler {
  return async (request) => {
    if (!faults.isArmed() || isSteering(request)) return next(request);
    const on = placeOf(request);
    return requestEnding.run({}, async () => {
      try {
        const reply = on && faults.isArmed(on) ? await struck(faults, engine, on, request, next) : await next(request);
        const ending = requestEnding.getStore()?.by;
        if (ending) throw ending;
        return reply;
      } catch (error) {
        if (error instanceof BareStatus) return bareReply(error.status);
        throw error;
      }
    });
  };
}
