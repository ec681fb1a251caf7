import type { FaultRule } from '../faults/rule';
import { BadRequest, type Body } from './body';
import type { SteerContext } from './steer';

export const listFaults = (_body: Body, { faults }: SteerContext) => ({ faults: faults.list() });

/** Answers the switch's id; a rule that makes no sense is refused with its reason. */
export const setFault = (body: Body, { faults }: SteerContext) => ({ id: faults.add(body as unknown as FaultRule) });

export function clearFaults(_body: Body, { faults }: SteerContext) {
  faults.clear();
  return { ok: true };
}

export function removeFault(_body: Body, { faults }: SteerContext, [id = '']: readonly string[]) {
  if (!faults.remove(id)) throw new BadRequest(`no fault switch ${id}`, 404);
  return { ok: true };
}
